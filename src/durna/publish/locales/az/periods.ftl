# Periods in words. case: name (2019-cu il), in (2019-cu ildə), with (2019-cu illə). The ending of a year follows the
# vowels of its last spoken numeral.
year-ordinal = { $ending ->
    [n3] { $year }-cü
    [n4] { $year }-cü
    [n6] { $year }-cı
    [n9] { $year }-cu
    [n10] { $year }-cu
    [n30] { $year }-cu
    [n40] { $year }-cı
    [n60] { $year }-cı
    [n90] { $year }-cı
    [n100] { $year }-cü
    [n200] { $year }-cü
    [n300] { $year }-cü
    [n400] { $year }-cü
    [n500] { $year }-cü
    [n600] { $year }-cü
    [n700] { $year }-cü
    [n800] { $year }-cü
    [n900] { $year }-cü
   *[other] { $year }-ci
}

format-day = { $day } { $month } { year-ordinal } il
format-month = { year-ordinal } ilin { $month } ayı
format-day-short = { $day } { $month } { $year }
format-months-short = { $months } { $year }
# Days of one month, and of several months of one year.
format-days = { $first }–{ $last } { $month } { year-ordinal } il
format-days-of-year = { $first } { $first_month } – { $last } { $month } { year-ordinal } il
# Since when and until when something holds. precision: day, month or year.
format-from = { $precision ->
    [year] { year-ordinal } ildən
    [month] { year-ordinal } ilin { $month } ayından
   *[day] { $day } { $month } { year-ordinal } ildən
}
format-until = { $precision ->
    [year] { year-ordinal } ilədək
    [month] { year-ordinal } ilin { $month } ayınadək
   *[day] { $day } { $month } { year-ordinal } ilədək
}

period-year = { $case ->
    [in] { year-ordinal } ildə
    [with] { year-ordinal } illə
   *[name] { year-ordinal } il
}
period-date = { $case ->
    [in] { $day } { $month } { year-ordinal } il tarixinə
    [with] { $day } { $month } { year-ordinal } il tarixi ilə
   *[name] { $day } { $month } { year-ordinal } il
}
period-months = { $single ->
    [yes] { $case ->
        [in] { year-ordinal } ilin { $months } ayında
        [with] { year-ordinal } ilin { $months } ayı ilə
       *[name] { year-ordinal } ilin { $months } ayı
    }
   *[no] { $case ->
        [in] { year-ordinal } ilin { $months } aylarında
        [with] { year-ordinal } ilin { $months } ayları ilə
       *[name] { year-ordinal } ilin { $months } ayları
    }
}
period-days = { $case ->
    [in] { year-ordinal } ilin { $months } dövründə
    [with] { year-ordinal } ilin { $months } dövrü ilə
   *[name] { year-ordinal } ilin { $months } dövrü
}
period-academic = { $case ->
    [in] { $years } tədris ilində
    [with] { $years } tədris ili ilə
   *[name] { $years } tədris ili
}
# A year that begins on another day than 1 January. with: its months are said beside it already. bare: within
# brackets, which hold no others.
period-other-year = { $case ->
    [in] { year-ordinal } ildə ({ $months })
    [with] { year-ordinal } illə
    [bare] { year-ordinal } il
   *[name] { year-ordinal } il ({ $months })
}
period-span = { $case ->
    [in] { $start } – { $end } dövründə
    [with] { $start } – { $end } dövrü ilə
   *[name] { $start } – { $end }
}
period-whole-years = { $case ->
    [in] { year-ordinal } illərdə
    [with] { year-ordinal } illərlə
   *[name] { year-ordinal } illər
}
period-years = { $single ->
    [yes] { year-ordinal } il
   *[no] { year-ordinal } illər
}
period-years-and-part = { $years } və { $part }
