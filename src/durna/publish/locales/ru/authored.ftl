authored-draft = Черновик: { $author }, { $day }. В публикуемый текст не входит.
authored-reviewed = Автор: { $author }, рецензент: { $reviewer }, { $day }. Ещё не утверждено и в публикуемый текст не входит.
word-rose = увеличился
word-fell = уменьшился
word-doubled = увеличился примерно вдвое
word-more-than-doubled = увеличился более чем вдвое
word-fell-more-than-half = уменьшился более чем вдвое
word-almost-unchanged = почти не изменился
word-unchanged = не изменился
footnotes = Сноски
footnote-back = Вернуться к знаку { $number } в тексте
word-highest = самое высокое значение за { $years }
word-lowest = самое низкое значение за { $years }
word-rose-every-year = увеличивался { $count ->
    [one] { $count } год подряд
    [few] { $count } года подряд
   *[many] { $count } лет подряд
}
word-fell-every-year = уменьшался { $count ->
    [one] { $count } год подряд
    [few] { $count } года подряд
   *[many] { $count } лет подряд
}
word-group = { $rank ->
    [1] самая большая группа
    [2] вторая по величине группа
   *[3] третья по величине группа
}
word-more-than-half = более половины
word-half = ровно половина
word-less-than-half = менее половины
