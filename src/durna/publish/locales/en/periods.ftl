# Periods in words. case: name (2019), in (in 2019), with (compared with 2019).
format-day = { $day } { $month } { $year }
format-month = { $month } { $year }
format-day-short = { $day } { $month } { $year }
format-months-short = { $months } { $year }
# Days of one month, and of several months of one year.
format-days = { $first }–{ $last } { $month } { $year }
format-days-of-year = { $first } { $first_month } – { $last } { $month } { $year }
# Since when and until when something holds. precision: day, month or year.
format-from = { $precision ->
    [year] from { $year }
    [month] from { $month } { $year }
   *[day] from { $day } { $month } { $year }
}
format-until = { $precision ->
    [year] until { $year }
    [month] until { $month } { $year }
   *[day] until { $day } { $month } { $year }
}

period-year = { $case ->
    [in] in { $year }
   *[name] { $year }
}
period-date = { $case ->
    [in] on { $day } { $month } { $year }
   *[name] { $day } { $month } { $year }
}
period-months = { $case ->
    [in] in { $months } { $year }
   *[name] { $months } { $year }
}
period-days = { $case ->
    [in] from { $months } { $year }
   *[name] { $months } { $year }
}
period-academic = { $case ->
    [in] in the academic year { $years }
   *[name] the academic year { $years }
}
# A year that begins on another day than 1 January. with: its months are said beside it already. bare: within
# brackets, which hold no others.
period-other-year = { $case ->
    [in] in { $year } ({ $months })
    [with] { $year }
    [bare] { $year }
   *[name] { $year } ({ $months })
}
period-span = { $case ->
    [in] from { $start } to { $end }
   *[name] { $start } – { $end }
}
period-whole-years = { $case ->
    [in] in { $year }
   *[name] { $year }
}
period-years = { $year }
period-years-and-part = { $years } and { $part }
