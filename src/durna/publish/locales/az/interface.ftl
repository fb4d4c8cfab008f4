# Words of the frame around every page.
language-name = Azərbaycan dili
profile = Miqrasiya profili
cover = Üz qabığı
contents = Mündəricat
chapters = Fəsillər
annexes = Əlavələr
languages = Dillər
previous = Əvvəlki
next = Növbəti
neighbours = Əvvəlki və növbəti fəsil
parts-of-this = Bu hissədə
part-of = { $place }/{ $of }
skip-to-content = Məzmuna keç
as-of = Məlumatların vəziyyəti: { $when }
watermark = daxili istifadə üçün, qorunmayıb
watermark-explained = Daxili istifadə üçündür, qorunmayıb: göstəricilərdə kiçik saylar hələ qorunmayıb və onlar üçüncü şəxslərə ötürülməməlidir.
yes = bəli
no = xeyr

format-percent = { $number }{"\u202F"}%
format-quarter = { $roman } rüb

table-number = Cədvəl { $number }
table-title = Cədvəl { $number }. { $caption }
chart-number = Şəkil { $number }
xlsx-index = Mündəricat
xlsx-marks = Qeydlər
