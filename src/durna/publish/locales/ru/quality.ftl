# The quality page: measures of the edition itself, expected deliveries, and the answers to findings.

measures-caption = Качество этого профиля
measures-name = Мера
measures-value = Значение
measures-how = Как измеряется
measures-share = { $part } из { $whole } ({ $percent })
measures-size = { $number }; медиана { $median }, наибольшее { $largest }
measures-findings = { $number }, из них объяснено: { $explained }
measures-findings-inside = { $shown }; ещё { $number } касаются защищённых показателей и не публикуются
measures-indicators = Показатели, по которым переданы данные
measures-indicators-how = Показатели каталога, по которым есть значение за период
measures-periods = Полнота: полученные ожидаемые поставки
measures-periods-how = Из поставок, ожидавшихся ко дню этого профиля, включая поздние
measures-institutions = Полнота: ведомства без задолженности
measures-institutions-how = Из ведомств, от которых к этому дню ожидались поставки
measures-vintages = Размер пересмотров: между выпусками
measures-vintages-how = Значения, которые одно ведомство выпустило более одного раза; последний выпуск против первого, в процентах от первого
measures-editions = Размер пересмотров: с прошлого издания
measures-editions-how = Значения, отличающиеся от издания { $edition }, в процентах от прежнего значения
measures-severe = Проверки: серьёзные замечания
measures-severe-how = То, что не может быть верным ни при каких определениях; каждое требует объяснения до подписания издания
measures-warning = Проверки: предупреждения
measures-warning-how = То, что, вероятно, неверно или требует пояснения
measures-note = Проверки: примечания
measures-note-how = То, что следует знать читателю значений
timeliness-caption = Своевременность: последняя поставка каждого источника
timeliness-source = Источник
timeliness-last-day = Последний охваченный день
timeliness-cut-off = Дата среза
timeliness-to-cut-off = Дней до даты среза
timeliness-recorded = Записано
timeliness-to-recorded = Дней до записи
due-caption = Ожидаемые поставки по ведомствам
due-institution = Ведомство
due-source = Источник
due-received = Получено в срок
due-due = Ожидалось
due-late = С опозданием
due-rejected = Отклонено
due-outstanding = Не получено
finding-owner = Ответственный: { $owner }.
finding-sample = Например (поставка:строка): { $places }.
finding-unexplained = Не объяснено.
finding-explained = Объяснение: { $by }, { $on }: { $reason }
finding-explained-inside = Объяснение: { $by }, { $on }; причина не публикуется.
finding-expired = Объяснение больше не действует.
finding-changed = С тех пор замечание изменилось.
finding-more = { $count ->
    [one] ещё { $number } замечание того же рода.
    [few] ещё { $number } замечания того же рода.
   *[many] ещё { $number } замечаний того же рода.
}
