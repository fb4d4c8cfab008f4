# Words of the frame around every page.
language-name = Русский
profile = Миграционный профиль
cover = Обложка
contents = Содержание
chapters = Главы
annexes = Приложения
languages = Языки
previous = Назад
next = Далее
neighbours = Предыдущая и следующая главы
parts-of-this = В этой части
part-of = { $place }/{ $of }
skip-to-content = Перейти к содержанию
as-of = Данные по состоянию на { $when }
watermark = для внутреннего пользования, без защиты
watermark-explained = Для внутреннего пользования, без защиты: малые числа ещё не защищены, передавать данные третьим лицам нельзя.
yes = да
no = нет

format-percent = { $number }{"\u202F"}%
format-quarter = { $roman } квартал

table-number = Таблица { $number }
table-title = Таблица { $number }. { $caption }
chart-number = Рисунок { $number }
xlsx-index = Содержание
xlsx-marks = Отметки
