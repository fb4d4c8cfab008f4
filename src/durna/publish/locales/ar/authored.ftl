authored-draft = مسودة كتبها { $author }، { $day }. ليست جزءًا مما يُنشر.
authored-reviewed = كتبها { $author } وراجعها { $reviewer }، { $day }. لم تُعتمد بعد، وليست جزءًا مما يُنشر.
word-rose = ارتفع
word-fell = انخفض
word-doubled = تضاعف تقريبًا
word-more-than-doubled = ارتفع إلى أكثر من الضعف
word-fell-more-than-half = انخفض بأكثر من النصف
word-almost-unchanged = لم يتغير تقريبًا
word-unchanged = لم يتغير
footnotes = الحواشي
footnote-back = العودة إلى العلامة { $number } في النص
word-highest = أعلى قيمة خلال { $years }
word-lowest = أدنى قيمة خلال { $years }
word-rose-every-year = ارتفع { $count ->
    [two] عامين متتاليين
    [few] { $count } أعوام متتالية
   *[other] { $count } عامًا متتاليًا
}
word-fell-every-year = انخفض { $count ->
    [two] عامين متتاليين
    [few] { $count } أعوام متتالية
   *[other] { $count } عامًا متتاليًا
}
word-group = { $rank ->
    [1] أكبر مجموعة
    [2] ثاني أكبر مجموعة
   *[3] ثالث أكبر مجموعة
}
word-more-than-half = أكثر من النصف
word-half = النصف تمامًا
word-less-than-half = أقل من النصف
