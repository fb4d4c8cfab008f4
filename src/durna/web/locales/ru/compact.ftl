# Menu
compact = Глобальный договор
compact_matrix = Охват
compact_measures = Меры
compact_plans = Национальный план
compact_reviews = Обзоры
compact_pledges = Обязательства
compact_practices = Передовая практика

# Pages for everybody
compact-lead-text = Что делает страна по каждой из 23 целей Глобального договора о безопасной, упорядоченной и легальной миграции.
compact-measures-known = { $count ->
        [0] мер пока нет
        [one] { $count } мера
        [few] { $count } меры
       *[other] { $count } мер
    }
compact-objective = Цель { $number }
compact-no-measures = По этой цели открытых мер не зарегистрировано.
compact-no-figures = В последнем подписанном издании таких показателей пока нет.
compact-no-figure-signed = В последнем подписанном издании показателя нет
compact-edition = Издание
compact-candidates = Возможные показатели из системы показателей ЦУР
compact-candidates-note = Это возможные показатели, выбранные из показателей ЦУР. Это не перечень Организации Объединённых Наций.
compact-candidate = Показатель ЦУР
compact-custodian = Ответственная международная организация
compact-not-computed = источника данных нет
compact-not-computed-yet = в последнем подписанном издании показателя нет
compact-kind-project = проект
compact-kind-training = учебное мероприятие
compact-projects = Проекты
compact-trainings = Учебные мероприятия
compact-linked-work = Проекты и учебные мероприятия
compact-scale-ours = Шкала состояний принята на этой платформе; сам Договор такой шкалы не устанавливает.
compact-present = настоящее время

# Words for all things
compact-example = пример
compact-example-mark = Пример, а не факт
compact-public = открыто
compact-edit = Изменить
compact-all = все
compact-none = нет
compact-filter = Показать
compact-only = Только
compact-only-overdue = просрочено
compact-nothing-yet = Пока ничего не внесено.
compact-saved = Сохранено.
compact-removed = Удалено.
compact-text-needed = Напишите текст хотя бы на одном языке.
compact-changed-meanwhile = После того как Вы открыли страницу, её сохранил другой пользователь. Ничего не перезаписано: действующий текст показан выше; сохраните ещё раз то, что должно остаться.
compact-theirs = Что записано сейчас
compact-whole-objective = Цель { $number } в целом
compact-evidence = Подтверждения
compact-rests-on = Основание

# Fields
compact-title = Название
compact-text = Содержание
compact-serves = Цели и действия Договора
compact-legal-basis = Правовая основа (словами)
compact-lead = Головное учреждение
compact-supporting = Соисполнители
compact-plan = Национальный план
compact-starts = Начало
compact-ends = Срок
compact-dates = Сроки
compact-budget = Бюджет
compact-currency = Валюта, три буквы
compact-status = Состояние
compact-status-help = Шкала принята на этой платформе; Договор её не устанавливает.
compact-principles = Руководящие принципы
compact-indicators = Показатели
compact-source = Источник
compact-is-public = Показывать на открытых страницах
compact-is-public-help = Тогда это сможет прочитать любой посетитель сайта без входа.
compact-is-example = Пример, а не факт
compact-first-year = Первый год
compact-last-year = Последний год
compact-spent = Израсходовано
compact-partners = Партнёры
compact-made-on = Дата принятия
compact-due = Срок исполнения
compact-objectives = Цели
compact-objective-head = Цель
compact-state = Состояние
compact-primary = Основные цели Договора
compact-secondary = Дополнительные цели Договора
compact-sdgs = Цели в области устойчивого развития
compact-sdg = ЦУР { $number }
compact-scope = Географический охват
compact-region = Регион
compact-subregion = Субрегион
compact-country = Страна
compact-summary = Краткое описание
compact-implementer = Основная организация-исполнитель
compact-implementer-details = Подробные сведения о ней
compact-benefit = Польза и результаты
compact-lessons = Основные выводы
compact-recommendations = Рекомендации
compact-innovation = Новизна
compact-resources = Материалы
compact-submitted-on = Дата представления
compact-year = Год
compact-years = Годы
compact-place = Место в разделе
compact-supports = На чём основано
compact-on = Дата
compact-stage = Этап
compact-review = Обзор
compact-audience = Участники
compact-topics = Темы
compact-outcome = Итоги

# States and kinds
compact-status-not_started = не начато
compact-status-planned = запланировано
compact-status-under_way = выполняется
compact-status-in_place = действует
compact-status-in_place_and_monitored = действует и отслеживается
compact-status-not_applicable = неприменимо
compact-status-no_information = нет сведений
compact-state-open = действует
compact-state-fulfilled = выполнено
compact-state-continued = выполнено и продолжается
compact-state-withdrawn = отозвано
compact-type-partnership = партнёрство или инициатива многих сторон
compact-type-policy = политика
compact-type-legislation = законодательство
compact-type-service = услуга
compact-type-campaign = кампания
compact-type-research = исследование
compact-type-training = обучение
compact-type-other = иное
compact-scope-local = местный
compact-scope-national = национальный
compact-scope-bilateral = двусторонний
compact-scope-subregional = субрегиональный
compact-scope-regional = региональный
compact-scope-global = глобальный
compact-review-national = Национальный обзор
compact-review-regional = Региональный обзор
compact-review-forum = Обзор для Международного форума по рассмотрению миграции
compact-stage-preparation = подготовка
compact-stage-drafting = составление проекта
compact-stage-validation = согласование
compact-stage-follow_up = последующие действия

# Measures
compact-measure = Мера
compact-measure-new = Добавить меру
compact-measure-edit = Изменить меру
compact-no-indicator = Показателя, по которому видно действие этой меры, пока нет.
compact-unmeasured = Меры без показателя
compact-without-indicator = { $count ->
        [one] { $count } мера без показателя
        [few] { $count } меры без показателя
       *[other] { $count } мер без показателя
    }
compact-hole = мер нет
compact-covered = Охвачено действий
compact-whole = В целом
compact-matrix-lead = Меры охватывают { $covered } из { $actions } действий Договора. { $holes ->
        [0] По каждой цели есть мера.
        [one] По { $holes } цели мер нет.
       *[other] По { $holes } целям мер нет.
    }
compact-matrix-help = Число показывает, сколько мер относится к действию; прочерк означает пробел. Буквы – как в резолюции.
compact-fill-hole = Добавить меру по действию { $action }
compact-reports = По годам
compact-report-year = Отчитаться
compact-report-of = Отчёт за { $year } год
compact-report-text = Что сделано за год
compact-not-reported = отчёта нет

# The plan
compact-plan-new = Добавить план
compact-plan-edit = Изменить план
compact-plan-empty = В этом году мер плана нет.
compact-plan-sheet = Годовой отчёт
compact-plan-report = { $title }: { $year }
compact-report-overview = Общие сведения
compact-report-counts = Меры по состоянию
compact-measures-count = Мер

# Pledges
compact-pledge = Обязательство
compact-pledge-new = Добавить обязательство
compact-pledge-edit = Изменить обязательство
compact-pledge-text = Содержание обязательства
compact-pledge-sheet = Лист обязательства
compact-updates = Обновления
compact-last-update = Последнее обновление
compact-update-on = Дата
compact-update-text = Обновление
compact-update-add = Добавить обновление
compact-no-updates = Обновлений пока нет.

# Practices
compact-practice-new = Добавить практику
compact-practice-edit = Изменить практику
compact-practice-type = Вид практики
compact-practice-ends-help = Оставьте пустым, если практика продолжается.
compact-practice-sheet = Лист передовой практики
compact-practice-facts = Сведения

# Reviews
compact-review-new = Начать обзор
compact-review-edit = Изменить обзор
compact-review-type = Вид обзора
compact-review-paper = Читать и скачать
compact-review-submit = Представить обзор
compact-review-submit-text = После этого обзор на всех языках открывается таким, каков он сейчас. Его тексты, показатели и подтверждения больше не меняются.
compact-review-handed-in = Обзор представлен.
compact-review-closed-text = Этот обзор представлен: он открывается таким, каким был.
compact-submitted = представлен
compact-draft = готовится
compact-outline-note = Структура соответствует опубликованным обзорам; официальный образец найти не удалось.
compact-passage-new = Добавить абзац
compact-passage-edit = Изменить абзац
compact-passage-text = Абзац
compact-passage-help = Показатель приводится как { "{" }figure: INDICATOR{ "}" }: на его месте стоит последнее значение со ссылкой на паспорт. Если после него указан год – значение за этот год.
compact-passage-remove = Удалить этот абзац
compact-figures-to-quote = Показатели, которые можно привести
compact-quote-as = Чтобы привести, наберите
compact-figure-corrected = О приведённом здесь показателе есть уведомление об исправлении.
compact-corrected-mark = см. уведомление об исправлении
compact-figure-missing = { $said } – такого показателя в последнем подписанном издании нет.
compact-cite-after-saving = Подтверждения можно указать после сохранения абзаца.
compact-consultations = Консультации
compact-consultation-new = Добавить консультацию
compact-consultation-edit = Изменить консультацию
compact-objectives-empty = По этим целям ничего не зарегистрировано: { $objectives }.
compact-measures-of = Меры по цели { $number }
compact-figures-of = Показатели по цели { $number }
compact-figures-from = Показатели издания { $edition }

# From the assessment
compact-links = Положения оценки
compact-links-lead = Утверждённые ответы по Показателям управления миграцией, относящиеся к этой цели. Принятое здесь входит в обзор.
compact-accepted = Принятые
compact-none-accepted = Пока ничего не принято.
compact-proposed = Предлагаемые
compact-proposed-from = Источник:
compact-none-proposed = Утверждённых ответов в ожидании нет.
compact-accept = Принять
compact-answer-taken = Принято вместе с подтверждениями.
compact-linked-edit = Проверить ещё раз
compact-linked-text = Текст для обзора
compact-linked-drop = Больше не использовать
compact-answer-now = Ответ в нынешнем виде
compact-answer-gone = Ответа больше нет.
compact-answer-reopened = Ответ снова открыт и не утверждён.
compact-answer-changed = Ответ изменился после принятия.
compact-answer-older-round = Есть более новый раунд оценки.

# What awaits
compact-awaited-measure = Просроченная мера: { $title }
compact-awaited-report = Отчёт за { $year } год: { $title }
compact-awaited-pledge = Просроченное обязательство: { $title }
compact-awaited-answer = Положение оценки изменилось: { $objective }

# Refusals
compact-ends-before-start-found = Окончание раньше начала.
compact-ends-before-start-expected = Окончание не раньше начала.
compact-ends-before-start-do = Исправьте одно из двух.
compact-objective-twice-found = Цель { $number } отмечена и как основная, и как дополнительная.
compact-objective-twice-expected = Каждая цель – только в одном из двух списков.
compact-objective-twice-do = Уберите её из одного списка.
compact-year-outside-found = Год { $year } не входит в план этой меры.
compact-year-outside-expected = Год с { $first } по { $last }.
compact-year-outside-do = Выберите год на странице меры.
compact-told-meanwhile-found = О { $year } годе только что отчитался другой пользователь.
compact-told-meanwhile-expected = Один отчёт за год.
compact-told-meanwhile-do = Откройте отчёт за год, сравните и измените его.
compact-figure-unknown-found = { $said } – такого показателя в последнем подписанном издании нет.
compact-figure-unknown-expected = { "{" }figure: INDICATOR{ "}" } или с периодом: { "{" }figure: INDICATOR 2019{ "}" }.
compact-figure-unknown-do = Возьмите его из списка показателей под формой.
compact-review-closed-found = Этот обзор уже представлен.
compact-review-closed-expected = Обзор, который ещё готовится.
compact-review-closed-do = Начните новый обзор; этот остаётся таким, каким был.
compact-review-empty-found = В этом обзоре пока ничего не написано.
compact-review-empty-expected = Хотя бы один абзац.
compact-review-empty-do = Добавьте абзацы и затем представьте обзор.
compact-answer-not-cleared-found = Этот ответ не утверждён.
compact-answer-not-cleared-expected = Ответ, утверждённый проверяющим.
compact-answer-not-cleared-do = Примите его после утверждения.
compact-answer-without-text-found = У этого ответа нет открытого текста.
compact-answer-without-text-expected = Комментарий хотя бы на одном языке.
compact-answer-without-text-do = Попросите координатора оценки добавить его.

# The audit
audit-compact-measure-saved = Сохранил меру
audit-compact-measure-reported = Отчитался о мере
audit-compact-plan-saved = Сохранил национальный план
audit-compact-pledge-saved = Сохранил обязательство
audit-compact-pledge-updated = Добавил обновление обязательства
audit-compact-practice-saved = Сохранил передовую практику
audit-compact-review-saved = Сохранил обзор
audit-compact-review-submitted = Представил обзор
audit-compact-passage-saved = Сохранил абзац обзора
audit-compact-passage-removed = Удалил абзац обзора
audit-compact-consultation-saved = Сохранил консультацию
audit-compact-answer-accepted = Принял ответ для цели
audit-compact-answer-confirmed = Проверил принятый ответ
audit-compact-answer-dropped = Отказался от принятого ответа
