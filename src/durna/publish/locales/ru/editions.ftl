edition-name = Издание { $edition }
editions-title = Издания и исправления
editions-this = Это издание { $edition }. Оно подготовлено по зафиксированным данным и после подписания не изменяется.
editions-none = Этот профиль не является изданием: он показывает то, что известно сегодня, и завтра может измениться.
releases-caption = Календарь выпусков
releases-edition = Издание
releases-planned = По плану
releases-actual = Выпущено
releases-late = Опоздание, дней
releases-note = Примечание
corrections-title = Уведомления об исправлениях
corrections-none = Подписанные издания не исправлялись.
corrections-caption = Ошибки, выявленные в подписанных изданиях
corrections-edition = Издание
corrections-issued = Дата
corrections-reason = В чём ошибка
corrections-figures = Значения
corrections-by = Кем выпущено

revisions-title = Изменения с прошлого издания
revisions-lead = По сравнению с изданием { $old }: { $counts }.
revisions-count-revised = { $count ->
    [one] { $number } значение изменилось
    [few] { $number } значения изменились
   *[other] { $number } значений изменились
}
revisions-count-bounds = { $count ->
    [one] у { $number } значения другой интервал
   *[other] у { $number } значений другой интервал
}
revisions-count-status = { $count ->
    [one] у { $number } значения другой статус или другая отметка
   *[other] у { $number } значений другой статус или другая отметка
}
revisions-count-new = { $count ->
    [one] { $number } новое значение
    [few] { $number } новых значения
   *[other] { $number } новых значений
}
revisions-count-dropped = { $count ->
    [one] { $number } значение больше не показывается
    [few] { $number } значения больше не показываются
   *[other] { $number } значений больше не показываются
}
revisions-count-unchanged = { $count ->
    [one] { $number } значение не изменилось
    [few] { $number } значения не изменились
   *[other] { $number } значений не изменились
}
revisions-causes = Причины:
revisions-because = { $cause }: { $count ->
    [one] { $number } значение
    [few] { $number } значения
   *[other] { $number } значений
}.
revisions-measures = Средние рассчитаны по значениям, показанным в обоих изданиях, включая неизменившиеся. Относительный размер – это среднее абсолютное изменение в процентах от среднего более поздних значений.
revisions-all = Все изменения, включая новые значения:
revisions-summary-caption = Размер изменений по показателям
revisions-summary-indicator = Показатель
revisions-summary-both = В обоих
revisions-summary-revised = Изменено
revisions-summary-status = Статус
revisions-summary-new = Новые
revisions-summary-dropped = Больше не показаны
revisions-summary-mean = Среднее изменение
revisions-summary-mean-absolute = Среднее абсолютное изменение
revisions-summary-relative = Относительное, %
revisions-caption = Значения, которые стали другими
revisions-indicator = Показатель
revisions-period = Период
revisions-what = Изменение
revisions-old = Было
revisions-new = Стало
revisions-difference = Разница
revisions-percent = Разница, %
revisions-cause = Причина
revision-revised = значение
revision-bounds = интервал
revision-status = статус или отметка
revision-new = новое
revision-dropped = больше не показано

cause-correction = Исправление { $file } ({ $source }), записано { $recorded }
cause-delivery = Поставка { $file } ({ $source }), записана { $recorded }
cause-definition = Другое определение показателя
cause-break = Записан разрыв ряда от { $date } ({ $id })
cause-rule = Другое правило проживания ({ $rule })
cause-preference = Другое правило выбора показываемой публикации
cause-period = Другой период профиля ({ $period })
cause-protection = Только защита малых чисел; подсчитанное не изменилось
cause-program = Другая версия программы ({ $old } → { $new })
cause-unknown = Не объяснено

passport-heading-editions = В каждом издании
passport-edition = { $edition }, подписано { $day }
passport-edition-now = Сейчас
download-revisions-csv = Все изменения по сравнению с предыдущим изданием и их причины.
