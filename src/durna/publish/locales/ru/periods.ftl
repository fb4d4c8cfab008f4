# Periods in words. case: name (2019 год), in (в 2019 году), with (с 2019 годом). Months: genitive beside a day,
# prepositional after "в".
format-day = { $day } { $month } { $year } года
format-month = { $month } { $year } года
format-day-short = { $day } { $month } { $year }
format-months-short = { $months } { $year }
# Days of one month, and of several months of one year.
format-days = { $first }–{ $last } { $month } { $year } года
format-days-of-year = { $first } { $first_month } – { $last } { $month } { $year } года
# Since when and until when something holds. precision: day, month or year. Month: genitive after "с", nominative after
# "по".
format-from = { $precision ->
    [year] с { $year } года
    [month] с { $month } { $year } года
   *[day] с { $day } { $month } { $year } года
}
format-until = { $precision ->
    [year] по { $year } год
    [month] по { $month_name } { $year } года
   *[day] по { $day } { $month } { $year } года
}

period-year = { $case ->
    [in] в { $year } году
    [with] с { $year } годом
   *[name] { $year } год
}
period-date = { $case ->
    [in] на { $day } { $month } { $year } года
    [with] с показателем на { $day } { $month } { $year } года
   *[name] { $day } { $month } { $year } года
}
period-months = { $case ->
    [in] в { $months_in } { $year } года
    [with] с показателем за { $months } { $year } года
   *[name] { $months } { $year } года
}
period-days = { $case ->
    [in] в период { $months } { $year } года
    [with] с периодом { $months } { $year } года
   *[name] { $months } { $year } года
}
period-academic = { $case ->
    [in] в { $years } учебном году
    [with] с { $years } учебным годом
   *[name] { $years } учебный год
}
# A year that begins on another day than 1 January. with: its months are said beside it already. bare: within
# brackets, which hold no others.
period-other-year = { $case ->
    [in] в { $year } году ({ $months })
    [with] с { $year } годом
    [bare] { $year } год
   *[name] { $year } год ({ $months })
}
period-span = { $case ->
    [in] в период { $start } – { $end }
    [with] с периодом { $start } – { $end }
   *[name] { $start } – { $end }
}
period-whole-years = { $case ->
    [in] в { $year } годах
    [with] с периодом { $year } годов
   *[name] { $year } годы
}
period-years = { $single ->
    [yes] { $year } год
   *[no] { $year } годы
}
period-years-and-part = { $years } и { $part }
