# Words of the frame around every page.
language-name = English
profile = Migration Profile
cover = Cover
contents = Contents
chapters = Chapters
annexes = Annexes
languages = Languages
previous = Previous
next = Next
neighbours = Previous and next chapter
parts-of-this = In this part
part-of = { $place }/{ $of }
skip-to-content = Skip to the content
as-of = Data as known on { $when }
watermark = internal, unprotected
watermark-explained = Internal, unprotected: the figures have not passed the protection of small numbers and must not be passed on.
yes = yes
no = no

format-percent = { $number }{"\u202F"}%
format-quarter = Quarter { $number }

table-number = Table { $number }
table-title = Table { $number }. { $caption }
chart-number = Figure { $number }
xlsx-index = Index
xlsx-marks = Marks
