# Sentences bound to figures. Which one is used follows from the figures; nobody chooses it. Units stand in brackets:
# an Arabic noun changes with the number before it.
change-rose = ارتفع مؤشر «{ $title }» { $later_in } بنسبة { $size } مقارنةً { $earlier_with }، من { $earlier } إلى { $later } ({ $unit }).
change-fell = انخفض مؤشر «{ $title }» { $later_in } بنسبة { $size } مقارنةً { $earlier_with }، من { $earlier } إلى { $later } ({ $unit }).
change-fell-more-than-half = انخفض مؤشر «{ $title }» { $later_in } بأكثر من النصف ({ $size }) مقارنةً { $earlier_with }، من { $earlier } إلى { $later } ({ $unit }).
change-doubled = تضاعف مؤشر «{ $title }» { $later_in } تقريبًا مقارنةً { $earlier_with }، من { $earlier } إلى { $later } ({ $unit }).
change-more-than-doubled = زاد مؤشر «{ $title }» { $later_in } على الضعف مقارنةً { $earlier_with }، من { $earlier } إلى { $later } ({ $unit }).
change-manifold = بلغ مؤشر «{ $title }» { $later_in } ما يعادل { $factor } من أمثال قيمته مقارنةً { $earlier_with }، من { $earlier } إلى { $later } ({ $unit }).
change-almost-unchanged = لم يتغير مؤشر «{ $title }» { $later_in } تقريبًا مقارنةً { $earlier_with }: { $earlier } و{ $later } ({ $unit }).
change-unchanged = لم يتغير مؤشر «{ $title }» { $later_in } مقارنةً { $earlier_with }: { $earlier } و{ $later } ({ $unit }).
change-carried-forward = مؤشر «{ $title }»: { $later } ({ $unit }) لفترة { $later_name }، وهي قيمة { $earlier_bare } ({ $earlier }) مرحَّلة ولم تُعدّ من جديد.
change-from-to = مؤشر «{ $title }»: من { $earlier } ({ $earlier_bare }) إلى { $later } ({ $later_bare })، الوحدة: { $unit }.
since-rose = ومقارنةً { $earlier_with } ({ $earlier }) تبلغ الزيادة { $size }.
since-manifold = ومقارنةً { $earlier_with } ({ $earlier }) تعادل القيمة { $factor } من أمثالها.
since-fell = ومقارنةً { $earlier_with } ({ $earlier }) يبلغ الانخفاض { $size }.
since-almost-unchanged = ومقارنةً { $earlier_with } ({ $earlier }) لا تغيير يُذكر.
since-unchanged = ومقارنةً { $earlier_with } ({ $earlier }) لا تغيير أيضًا.
since-from-to = وكانت القيمة لفترة { $earlier_name }: { $earlier }.
part-rose = وبلغ الرقم لفترة { $later_name } ما مقداره { $later } ({ $unit })، بزيادة { $size } على الأشهر نفسها من عام { $year } ({ $earlier }).
part-manifold = وبلغ الرقم لفترة { $later_name } ما مقداره { $later } ({ $unit })، أي ما يعادل { $factor } من أمثال رقم الأشهر نفسها من عام { $year } ({ $earlier }).
part-fell = وبلغ الرقم لفترة { $later_name } ما مقداره { $later } ({ $unit })، بانخفاض { $size } عن الأشهر نفسها من عام { $year } ({ $earlier }).
part-almost-unchanged = وبلغ الرقم لفترة { $later_name } ما مقداره { $later } ({ $unit })، وهو يكاد يساوي رقم الأشهر نفسها من عام { $year } ({ $earlier }).
part-unchanged = وبلغ الرقم لفترة { $later_name } ما مقداره { $later } ({ $unit })، وهو يساوي رقم الأشهر نفسها من عام { $year } ({ $earlier }).
part-from-to = وبلغ الرقم لفترة { $later_name } ما مقداره { $later } ({ $unit })؛ وكان للأشهر نفسها من عام { $year }: { $earlier }.
change-points = { $size } نقطة مئوية
change-break = { $count ->
    [one] ويقع بين الفترتين المقارنتين تغيير في القانون أو المنهج ({ $days })؛ وقد يعود إليه جزء من الفرق.
   *[other] وتقع بين الفترتين المقارنتين تغييرات في القانون أو المنهج ({ $days })؛ وقد يعود إليها جزء من الفرق.
}
change-publishers = والأرقام صادرة عن جهات مختلفة قد تتباين مفاهيمها.
figure-said = { $period }: { $value } ({ $unit })

findings-title = النتائج الرئيسية
findings-lead = عدد مؤشرات الفهرس { $all }، منها { $known } لها أرقام؛ ومجموع الأرقام المحفوظة { $figures }. والفترة التي يغطيها الملف: { $period }.
findings-part-year = الفترة { $part } جزء من سنة. وهي لا تُقارن إلا بالأشهر نفسها من السنوات السابقة، ولا تُقارن أبدًا بسنة كاملة.
findings-rule = هذه الجمل محسوبة من الأرقام التي تقود إليها. ويعرض كل فصل السلاسل الأكثر تغيرًا. ولا تُقارن الأرقام إلا إذا كانت تعدّ الشيء نفسه لفترات متساوية الطول.
findings-more = التفاصيل

outlook-text = يذكر هذا الإصدار ما تسمح به الأرقام. أما التوصيات فتضعها المؤسسات ولا تُحسب. وما يُحسب هو أي التسليمات من شأنه أن يكمل الجزء الأكبر من الفهرس.
outlook-findings = انظر النتائج الرئيسية.
outlook-caption = التسليمات التي من شأنها أن تكمل الملف، حسب المؤسسة
outlook-subtitle = مؤشرات الفهرس التي لا رقم لها؛ والمؤشر الذي له مؤسستان يُحسب لكلتيهما
outlook-count = عدد المؤشرات
outlook-indicators = المؤشرات
