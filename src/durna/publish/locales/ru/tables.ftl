table-caption = { $title }, { $period }
table-unit = Единица измерения: { $unit }
table-on-day = на { $day }
table-year-from = каждый год – с { $start } по { $end }
table-counted = Что подсчитано
table-year = Год
table-part-year = часть года
table-part-date = конец периода
table-cut-short = по { $day }
table-other-unit = подсчитано иначе, чем в определении
table-months = Месяцы
table-months-caption = { $title }: одни и те же месяцы разных лет
table-by = { $title }, по { $by }
# A breakdown whose name has no form of its own after "by".
table-by-name = признаку «{ $name }»
list-and = { $first } и { $last }
source-lead = Источник:

note-break = { $day }: { $text }
note-disputed = Другие публикации дают иное значение; см. расхождения в данных.
sign-missing = Значение не передано и не опубликовано.
sign-missing-drawn = Значение не передано и не опубликовано; в разбивках также группа, в которой ничего не подсчитано или подсчитано так мало, что был бы показан ноль.
sign-zero = Ничего не подсчитано: действительный ноль.
sign-zero-drawn = Ничего не подсчитано или подсчитано так мало, что показан ноль.
sign-suppressed = Защищено: значение есть, но не показано, чтобы нельзя было узнать кого-либо.
sign-none = Столбец не относится к этой строке.
mark-number = Сноска таблицы: разрыв ряда, примечание ведомства, более редкая отметка.
caveat = Примечание для читателя: { $text }

chart-legend-cut = Объявлено до окончания года, данные по { $days }; несопоставимо с полными годами.
chart-legend-part = { $period }: часть года, несопоставимо с полными годами.
chart-legend-part-date = { $period }: конец периода, другой день года, чем у остальных точек.
chart-legend-missing = Нет данных.
chart-described = { $title }. Наибольшее значение: { $high } ({ $high_label }); наименьшее: { $low } ({ $low_label }). Мест без значения: { $missing }. Все значения приведены в таблице { $table }.
chart-ranked = { $title }. На первом месте: { $first }, { $value }. Все значения приведены в таблице.

chapter-own-arrangement = Порядок этой части установлен нами; он не взят из опубликованного профиля.
chapter-coverage = { $count ->
    [0] { $total ->
        [1] Единственный показатель этого раздела пока не имеет данных.
       *[other] Ни один из показателей этого раздела (их { $all }) пока не имеет данных.
    }
   *[other] { $total ->
        [1] Единственный показатель этого раздела имеет данные.
       *[other] Показателей этого раздела, по которым есть данные: { $known } из { $all }.
    }
}
compact-title = Прочие показатели
compact-caption = Показатели с отдельными значениями
compact-subtitle = Значений слишком мало для ряда; у каждого свой период
compact-indicator = Показатель
compact-period = Период
compact-value = Значение
compact-unit = Единица
compact-publisher = Ведомство
compact-outside = вне периода профиля
after-the-period = Опубликовано за время после периода этого профиля
before-the-period = Опубликовано за более ранние периоды
gaps-here = Пока не собирается
gaps-link = Причины указаны в реестре недостающих показателей.
owner-unknown = Ведомство не указано
member-other = Прочие
member-unknown = Неизвестно
member-not_stated = Не указано
ages-under = { $count ->
    [one] до { $age } года
   *[other] до { $age } лет
}
ages-over = { $count ->
    [one] { $age } год и старше
    [few] { $age } года и старше
   *[other] { $age } лет и старше
}
table-total = Всего
