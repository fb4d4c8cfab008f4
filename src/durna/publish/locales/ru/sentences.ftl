# Sentences bound to figures. Which one is used follows from the figures; nobody chooses it.
change-rose = Показатель «{ $title }» { $later_in } увеличился по сравнению { $earlier_with } на { $size } ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-fell = Показатель «{ $title }» { $later_in } уменьшился по сравнению { $earlier_with } на { $size } ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-fell-more-than-half = Показатель «{ $title }» { $later_in } уменьшился по сравнению { $earlier_with } более чем вдвое, на { $size } ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-doubled = Показатель «{ $title }» { $later_in } увеличился по сравнению { $earlier_with } примерно вдвое ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-more-than-doubled = Показатель «{ $title }» { $later_in } увеличился по сравнению { $earlier_with } более чем вдвое ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-manifold = Показатель «{ $title }» { $later_in } увеличился по сравнению { $earlier_with } в { $factor } раза ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-almost-unchanged = Показатель «{ $title }» { $later_in } почти не изменился по сравнению { $earlier_with } ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-unchanged = Показатель «{ $title }» { $later_in } не изменился по сравнению { $earlier_with } ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-carried-forward = Показатель «{ $title }»: { $later_name } – { $later } { $unit }; это не новый подсчёт, а перенесённое значение за прежний период ({ $earlier_bare } – { $earlier }).
change-from-to = Показатель «{ $title }»: { $earlier_name } – { $earlier }, { $later_name } – { $later } { $unit }.
since-rose = По сравнению { $earlier_with } ({ $earlier }) рост составляет { $size }.
since-manifold = По сравнению { $earlier_with } ({ $earlier }) показатель увеличился в { $factor } раза.
since-fell = По сравнению { $earlier_with } ({ $earlier }) снижение составляет { $size }.
since-almost-unchanged = По сравнению { $earlier_with } ({ $earlier }) значение почти не изменилось.
since-unchanged = По сравнению { $earlier_with } ({ $earlier }) значение также не изменилось.
since-from-to = Прежнее значение: { $earlier_name } – { $earlier }.
part-rose = Значение { $later_in } составило { $later } { $unit }, что на { $size } больше, чем за те же месяцы { $year } года ({ $earlier }).
part-manifold = Значение { $later_in } составило { $later } { $unit }, что в { $factor } раза больше, чем за те же месяцы { $year } года ({ $earlier }).
part-fell = Значение { $later_in } составило { $later } { $unit }, что на { $size } меньше, чем за те же месяцы { $year } года ({ $earlier }).
part-almost-unchanged = Значение { $later_in } составило { $later } { $unit }, почти столько же, сколько за те же месяцы { $year } года ({ $earlier }).
part-unchanged = Значение { $later_in } составило { $later } { $unit }, столько же, сколько за те же месяцы { $year } года ({ $earlier }).
part-from-to = Значение { $later_in } составило { $later } { $unit }, а за те же месяцы { $year } года – { $earlier }.
change-points = { $size } процентного пункта
change-break = { $count ->
    [one] Между сравниваемыми периодами лежит изменение законодательства или методики ({ $days }); часть разницы может объясняться им.
   *[other] Между сравниваемыми периодами лежат изменения законодательства или методики ({ $days }); часть разницы может объясняться ими.
}
change-publishers = Значения взяты у разных ведомств, понятия которых могут различаться.
figure-said = { $period }: { $value } { $unit }

findings-title = Основные выводы
findings-lead = В каталоге показателей: { $all }, из них с данными: { $known }; всего хранится значений: { $figures }. Профиль охватывает период: { $period }.
findings-part-year = Период «{ $part }» – это лишь часть года. Он сравнивается только с теми же месяцами прежних лет и никогда – с полным годом.
findings-rule = Эти предложения рассчитаны по значениям, к которым они ведут. В каждой главе показаны ряды с наибольшими изменениями. Значения сравниваются, только если они считают одно и то же за периоды одинаковой длины.
findings-more = Подробнее

outlook-text = Это издание говорит то, что позволяют сказать данные. Рекомендации дают ведомства; они не рассчитываются. Рассчитывается, какие поставки восполнили бы наибольшую часть каталога.
outlook-findings = См. раздел «Основные выводы».
outlook-caption = Поставки, которые дополнили бы профиль, по ведомствам
outlook-subtitle = Показатели каталога без значения; показатель с двумя ведомствами учтён у обоих
outlook-count = Число показателей
outlook-indicators = Показатели
