# Periods in words. case: name (عام 2019), in (في عام 2019), with (بعام 2019, after مقارنةً).
format-day = { $day } { $month } { $year }
format-month = { $month } { $year }
format-day-short = { $day } { $month } { $year }
format-months-short = { $months } { $year }
# Days of one month, and of several months of one year. A hyphen: from right to left a dash would turn the days round.
format-days = { $first }-{ $last } { $month } { $year }
format-days-of-year = { $first } { $first_month } – { $last } { $month } { $year }
# Since when and until when something holds. precision: day, month or year.
format-from = { $precision ->
    [year] من { $year }
    [month] من { $month } { $year }
   *[day] من { $day } { $month } { $year }
}
format-until = { $precision ->
    [year] حتى { $year }
    [month] حتى { $month } { $year }
   *[day] حتى { $day } { $month } { $year }
}

period-year = { $case ->
    [in] في عام { $year }
    [with] بعام { $year }
   *[name] عام { $year }
}
period-date = { $case ->
    [in] في { $day } { $month } { $year }
    [with] بتاريخ { $day } { $month } { $year }
   *[name] { $day } { $month } { $year }
}
period-months = { $case ->
    [in] في { $months } { $year }
    [with] بالفترة { $months } { $year }
   *[name] { $months } { $year }
}
period-days = { $case ->
    [in] في الفترة { $months } { $year }
    [with] بالفترة { $months } { $year }
   *[name] { $months } { $year }
}
period-academic = { $case ->
    [in] في السنة الدراسية { $years }
    [with] بالسنة الدراسية { $years }
   *[name] السنة الدراسية { $years }
}
# A year that begins on another day than 1 January. with: its months are said beside it already. bare: within
# brackets, which hold no others.
period-other-year = { $case ->
    [in] في عام { $year } ({ $months })
    [with] بعام { $year }
    [bare] عام { $year }
   *[name] عام { $year } ({ $months })
}
period-span = { $case ->
    [in] من { $start } إلى { $end }
    [with] بالفترة من { $start } إلى { $end }
   *[name] { $start } – { $end }
}
period-whole-years = { $case ->
    [in] في الأعوام { $year }
    [with] بالأعوام { $year }
   *[name] الأعوام { $year }
}
period-years = { $year }
period-years-and-part = { $years } و{ $part }
