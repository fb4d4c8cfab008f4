register-empty = По этому реестру данные ещё не передавались.

policies-title = Политика, законы и соглашения
policies-caption = Документы политики, законы, соглашения и другие документы реестра
policies-title-head = Название
policies-kind = Вид
policies-adopted = Принят
policies-in-force = Срок действия
policies-objectives = Цели Глобального договора

objectives-title = Глобальный договор о безопасной, упорядоченной и легальной миграции
objectives-text = Что содержится в реестрах по каждой из 23 целей. Цель без записей показана нулём: по ней ничего не зарегистрировано, но это не значит, что ничего не делается.
objectives-caption = 23 цели и то, что по ним зарегистрировано
objectives-objective = Цель
objectives-documents = Документы
objectives-projects = Проекты
objectives-indicators = Показатели с данными
gcm-steps-caption = Этапы последующей деятельности по Глобальному договору
gcm-steps-date = Дата
gcm-steps-what = Этап

assessment-title = Показатели управления миграцией (MGI)
assessment-text = Опубликованные даты оценки. Выводы оценки показываются только после их публикации.
mgi-steps-caption = Этапы оценки MGI
mgi-steps-date = Дата
mgi-steps-what = Этап
domains-caption = Документы реестра по областям MGI
domains-domain = Область
domains-documents = Документы
mgi-domain-1 = Права мигрантов
mgi-domain-2 = Общегосударственный подход
mgi-domain-3 = Партнёрства
mgi-domain-4 = Благополучие мигрантов
mgi-domain-5 = Мобильность в условиях кризисов
mgi-domain-6 = Безопасная, упорядоченная и легальная миграция

projects-title = Проекты с МОМ и другими партнёрами
projects-caption = Международные проекты
projects-title-head = Проект
projects-dates = Сроки
projects-donor = Донор
projects-partner = Партнёр
projects-budget = Бюджет
projects-status = Статус

training-title = Региональный учебный центр по миграции
training-caption = Курсы и другие мероприятия Центра
training-title-head = Мероприятие
training-dates = Даты
training-mode = Форма
training-countries = Страны
training-participants = Участники

courses-caption = Курсы Центра по данным о зачислении
courses-title-head = Курс
courses-dates = Даты
courses-mode = Форма
courses-countries = Страны
courses-participants = Участники
courses-certificates = Сертификаты
courses-gain = Прирост результата теста, баллов

reconciliation-title = Расхождения в данных
reconciliation-text = Если ведомства или выпуски дают для одного показателя разные значения, сохраняются все. Одно показывается по письменному правилу, остальные приведены здесь.
reconciliation-caption = Показанные значения и другие значения, опубликованные для того же
reconciliation-none = Расхождений нет.
reconciliation-indicator = Показатель
reconciliation-period = Период
reconciliation-shown = Показано
reconciliation-shown-by = Ведомство
reconciliation-other = Другое значение
reconciliation-other-by = Ведомство
reconciliation-difference = Разница, %
reconciliation-rule = Правило
reconciliation-rules = Правила

gaps-title = Реестр недостающих показателей
gaps-text = { $count ->
    [0] По каждому показателю каталога есть данные.
    [one] По { $number } показателю каталога нет данных за период. Он приведён здесь с указанием ведомства, записи которого позволили бы его рассчитать.
   *[other] По { $number } показателям каталога нет данных за период. Каждый приведён здесь с указанием ведомства, записи которого позволили бы его рассчитать.
}
gaps-caption = Показатели без данных за период
gaps-indicator = Показатель
gaps-chapter = Глава
gaps-owner = Ведомство
gaps-source = Источник
gaps-reason = Причина
gap-no-delivery = Источник ещё ничего не передал.
gap-needs-crossings = Нужны пересечения границы отдельных лиц: чтобы проследить каждое лицо в последующие месяцы, пересекающих границу надо отличать друг от друга.
gap-no-rule = Источник передал данные, но правила расчёта этого показателя ещё нет.
gap-not-published = Насколько известно, ни одно ведомство его не публиковало.
gap-partial-delivery = Передана лишь выборка: она приводится списком, но не подсчитывается.
gap-outside-period = Данные есть, но не за этот период.
gap-failed = Файл, в котором он определён, содержит ошибку, или его запрос не выполнен.

breaks-title = Разрывы рядов
breaks-text = Датированные изменения законодательства или методики, после которых ряд уже не тот, что прежде. В таблицах они даны сносками, в предложениях упоминаются.
breaks-affected = Затрагивает
breaks-date-note = О дате
breaks-address = Источник

references-title = Источники и ссылки
references-text = Где прочитано каждое значение. Номера в скобках под таблицами ведут сюда.
references-caption = Ссылки
references-number = №
references-reference = Название
references-published = Опубликовано
references-kind = Вид
references-figures = Число значений
reference-kind-official = официальный источник
reference-kind-data-package = пакет данных
reference-kind-news-quoting-official = новость со ссылкой на ведомство
reference-kind-official-table--mirror = официальная таблица, копия
reference-kind-news-quoting-news--year-inferred = новость со ссылкой на новость; год установлен предположительно
reference-kind-official-report = официальный отчёт

quality-title = Качество данных
quality-text = На каждую поставку составляется квитанция: число поступивших строк в точности равно сумме принятых и отклонённых. Код, которого нет ни в одном перечне, учитывается и сохраняется, но никогда не отбрасывается.
quality-no-receipts = Ни одна поставка не принята.
quality-summary = { $count ->
    [one] { $deliveries } поставка: строк поступило – { $rows }, принято – { $accepted }, отклонено – { $rejected }.
    [few] { $deliveries } поставки: строк поступило – { $rows }, принято – { $accepted }, отклонено – { $rejected }.
   *[other] { $deliveries } поставок: строк поступило – { $rows }, принято – { $accepted }, отклонено – { $rejected }.
}
deliveries-caption = Поставки и квитанции на них
deliveries-file = Файл
deliveries-cut-off = Дата среза
deliveries-rows = Поступило строк
deliveries-accepted = Принято
deliveries-rejected = Отклонено
deliveries-unknown = Неизвестные коды
deliveries-superseded = Заменено
deliveries-hash = SHA-256 (начало)
reason-key-missing = Отсутствует естественный ключ
reason-key-repeated = Естественный ключ повторяется в поставке
reason-malformed-row = Строка не соответствует столбцам файла
reason-of-missing = { $field }: отсутствует
reason-of-unreadable = { $field }: не читается
reason-of-implausible = { $field }: неправдоподобно
reason-of-after-cut-off = { $field }: позже даты среза
rows-caption = Строки отклонённые, принятые с отметкой или с неизвестным кодом
rows-code = Причина, отметка или код
rows-kind = Что сделано
rows-count = Строки
rows-files = Файлы
rows-kind-rejected = отклонено
rows-kind-flagged = принято с отметкой
rows-kind-unknown = принято, код неизвестен
checks-title = Что выявили проверки
checks-text = Проверки сопоставляют значения друг с другом: части с целым, части года с годом, численность с потоками, лица с въездами. Замечание не меняет значения.
checks-none = Проверки не выявили ничего, о чём следует сообщить.
severity-severe = Серьёзные ({ $number })
severity-warning = Предупреждения ({ $number })
severity-note = Примечания ({ $number })

left-out-title = Данные, не показанные в этом Профиле
left-out-text = { $count ->
    [one] { $number } показатель имеет данные, но не входит ни в одну главу при таком построении. Его данные сохранены вместе с паспортами.
    [few] { $number } показателя имеют данные, но не входят ни в одну главу при таком построении. Их данные сохранены вместе с паспортами.
   *[other] { $number } показателей имеют данные, но не входят ни в одну главу при таком построении. Их данные сохранены вместе с паспортами.
}
left-out-file = Файл всех данных
left-out-caption = Показатели с данными, не вошедшие ни в одну главу
left-out-indicator = Показатель
left-out-figures = Число данных
