edition-signed = подписано
edition-prepared = готовится
edition-signed-text = Это издание подписано: оно больше не меняется, и каждый может его проверить.
edition-prepared-text = Это издание готовится: оно не подписано, и его видят только те, кто его готовит.
edition-period = Период
edition-frozen = Состояние данных на
edition-open = Читать публикацию
figure-period = Период
figure-of = Разрез
figure-value = Значение
figure-unit = Единица
figure-status = Статус
figure-publisher = Источник публикации
explorer = Поиск показателя
explorer-lead = Показатели опубликованных изданий: в виде таблицы, диаграммы или карты, в своих разрезах, каждый со своим паспортом.
explorer-words = Слова на любом из трёх языков
explorer-search = Найти
explorer-found = { $count ->
    [one] Найден { $count } показатель.
    [few] Найдено { $count } показателя.
   *[other] Найдено { $count } показателей.
}
explorer-figures = { $count ->
    [one] { $count } значение
    [few] { $count } значения
   *[other] { $count } значений
}
explorer-chapters = Главы
explorer-choices = Что показывает таблица
explorer-show = Показать
explorer-edition = Издание
explorer-by = Разрез
explorer-totals = без разреза: итоги
explorer-rows = В строках
explorer-columns = В столбцах
explorer-period = Период
explorer-counted = Что учитывается
explorer-length = Длина периодов
explorer-length-every = все
explorer-length-year = годы
explorer-length-part = части года
explorer-length-date = даты
explorer-length-quarter = кварталы
explorer-length-month = месяцы
explorer-from = С года
explorer-to = По год
explorer-nothing = Для такого выбора показателей нет.
explorer-notes = Знаки и примечания
explorer-files = Эта таблица в виде файла
explorer-as-csv = CSV, строка на каждое значение
explorer-as-xlsx = Книга (XLSX)
explorer-as-sdmx = SDMX 3.0 (ZIP)
explorer-chart = Диаграмма
explorer-map = Карта
explorer-columns-left-out = { $count ->
    [one] Ещё { $count } столбец здесь не помещается. Выберите более короткий период или перенесите его в строки; в файлах есть всё.
    [few] Ещё { $count } столбца здесь не помещаются. Выберите более короткий период или перенесите их в строки; в файлах есть всё.
   *[other] Ещё { $count } столбцов здесь не помещаются. Выберите более короткий период или перенесите их в строки; в файлах есть всё.
}
explorer-others = Другие значения того же показателя
explorer-others-text = Что публикуют другие учреждения и что показывали другие издания.
explorer-signed-passport = Паспорт в том виде, в каком он опубликован: поставки данных и проверки, на которых основано это значение
explorer-deliveries = Поставки данных его источников в этом издании
explorer-refused = Это сделать нельзя
explorer-back = Вернуться к таблице
explorer-too-long-found = В этой таблице больше { $most } значений.
explorer-too-long-expected = Часть, которая помещается в один файл.
explorer-too-long-do = Выберите меньше лет или одно значение разреза либо возьмите данные всего издания из его публикации.
explorer-preparing = Издание готовится к чтению
explorer-preparing-text = Издание { $edition } велико и читается здесь впервые. Это занимает несколько минут, только один раз.
explorer-again = Посмотреть снова
edition-corrections-count = { $count ->
    [one] { $count } уведомление об исправлении
    [few] { $count } уведомления об исправлениях
   *[other] { $count } уведомлений об исправлениях
}
edition-verification = Подпись и исправления
verification-lead = Подписанное издание может проверить каждый: что его подписало ведомство, ключ которого вам известен, и что с тех пор не изменился ни один файл.
verification-now = Проверить все файлы сейчас
verification-holds = { $files ->
    [one] Подпись верна: { $files } файл в точности таков, каким был подписан.
    [few] Подпись верна: все { $files } файла в точности таковы, какими были подписаны.
   *[other] Подпись верна: все { $files } файлов в точности таковы, какими были подписаны.
}
verification-failed = Это издание не таково, каким было подписано.
verification-own-key = На этом сайте не указан собственный ключ: подпись проверена ключом, который она содержит. Сверьте отпечаток с тем, который огласило ведомство.
verification-signed-by = Кем подписано
verification-signed-at = Когда подписано
verification-manifest = Хеш манифеста (SHA-256)
verification-key = Отпечаток ключа ведомства
verification-no-notices = Уведомлений об исправлениях к этому изданию нет.
verification-yourself = Проверьте сами
verification-yourself-text = В манифесте каждый файл указан с его хешем; подпись поставлена под манифестом. С ними и с открытым ключом тот же ответ даст команда «durna edition verify» или любая программа, знающая SHA-256 и Ed25519. Отпечаток ключа узнайте у ведомства иным путём, не с этого сайта.
verification-file = Скачать { $name }
verification-notice-file = Скачать уведомление об исправлении № { $number }
corrections-whole = обо всём издании
corrections-on-figure = Уведомление об исправлении № { $number }:
edition-figures = Число значений
