# Sentences bound to figures. Which one is used follows from the figures; nobody chooses it.
change-rose = { $title } rose by { $size } between { $earlier_name } and { $later_name }, from { $earlier } to { $later } { $unit }.
change-fell = { $title } fell by { $size } between { $earlier_name } and { $later_name }, from { $earlier } to { $later } { $unit }.
change-fell-more-than-half = { $title } fell by more than half ({ $size }) between { $earlier_name } and { $later_name }, from { $earlier } to { $later } { $unit }.
change-doubled = { $title } about doubled between { $earlier_name } and { $later_name }, from { $earlier } to { $later } { $unit }.
change-more-than-doubled = { $title } more than doubled between { $earlier_name } and { $later_name }, from { $earlier } to { $later } { $unit }.
change-manifold = { $title } became { $factor } times as large between { $earlier_name } and { $later_name }, from { $earlier } to { $later } { $unit }.
change-almost-unchanged = { $title } remained almost unchanged between { $earlier_name } and { $later_name }: { $earlier } and { $later } { $unit }.
change-unchanged = { $title } did not change between { $earlier_name } and { $later_name }: { $earlier } and { $later } { $unit }.
change-carried-forward = { $title }: { $later } { $unit } for { $later_name }, the value of { $earlier_bare } ({ $earlier }) carried forward, not counted anew.
change-from-to = { $title } went from { $earlier } in { $earlier_name } to { $later } { $unit } in { $later_name }.
since-rose = Against { $earlier_with } ({ $earlier }) this is a rise of { $size }.
since-manifold = Against { $earlier_with } ({ $earlier }) it is { $factor } times as large.
since-fell = Against { $earlier_with } ({ $earlier }) this is a fall of { $size }.
since-almost-unchanged = Against { $earlier_with } ({ $earlier }) it is almost unchanged.
since-unchanged = For { $earlier_with } it was { $earlier } already.
since-from-to = For { $earlier_with } the value was { $earlier }.
part-rose = For { $later_name } the figure is { $later } { $unit }, { $size } above the same months of { $year } ({ $earlier }).
part-manifold = For { $later_name } the figure is { $later } { $unit }, { $factor } times that of the same months of { $year } ({ $earlier }).
part-fell = For { $later_name } the figure is { $later } { $unit }, { $size } below the same months of { $year } ({ $earlier }).
part-almost-unchanged = For { $later_name } the figure is { $later } { $unit }, almost the same as in the same months of { $year } ({ $earlier }).
part-unchanged = For { $later_name } the figure is { $later } { $unit }, the same as in the same months of { $year } ({ $earlier }).
part-from-to = For { $later_name } the figure is { $later } { $unit }; for the same months of { $year } it was { $earlier }.
change-points = { $size } percentage points
change-break = { $count ->
    [one] Between the periods compared lies a change of law or method ({ $days }); part of the difference may come from it.
   *[other] Between the periods compared lie changes of law or method ({ $days }); part of the difference may come from them.
}
change-publishers = The figures come from different publishers, whose concepts may differ.
figure-said = { $period }: { $value } { $unit }

findings-title = Key findings
findings-lead = { $known } of the { $all } indicators of the catalogue have a figure; { $figures } figures are kept in all. The Profile covers { $period }.
findings-part-year = { $part } is a part of a year. It is compared only with the same months of earlier years, never with a full year.
findings-rule = These sentences are computed from the figures to which they lead. Each chapter shows the series that moved most. Figures are compared only where they count the same thing over periods of the same length.
findings-more = Details

outlook-text = This edition states what the figures allow. Recommendations are for the institutions to make; they are not computed. What is computed is which deliveries would fill most of the catalogue.
outlook-findings = See the key findings.
outlook-caption = Deliveries that would complete the Profile, by institution
outlook-subtitle = Indicators of the catalogue without a figure; an indicator with two institutions counts for both
outlook-count = Indicators
outlook-indicators = Which
