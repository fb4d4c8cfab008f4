# Paragraphs that people write, and the words that their claims are said in.
authored-draft = Draft by { $author }, { $day }. It is not part of what is published.
authored-reviewed = By { $author }, read by { $reviewer }, { $day }. It is not approved yet, and not part of what is published.
word-rose = rose
word-fell = fell
word-doubled = doubled
word-more-than-doubled = more than doubled
word-fell-more-than-half = fell by more than half
word-almost-unchanged = remained almost unchanged
word-unchanged = did not change
footnotes = Footnotes
footnote-back = Back to mark { $number } in the text
word-highest = the highest value of { $years }
word-lowest = the lowest value of { $years }
word-rose-every-year = rose { $count } years in a row
word-fell-every-year = fell { $count } years in a row
word-group = { $rank ->
    [1] the largest group
    [2] the second largest group
   *[3] the third largest group
}
word-more-than-half = more than half
word-half = exactly half
word-less-than-half = less than half
