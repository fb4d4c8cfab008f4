table-caption = { $title }, { $period }
table-unit = Unit: { $unit }
table-on-day = counted on { $day }
table-year-from = each year from { $start } to { $end }
table-counted = Counted
table-year = Year
table-part-year = part of a year
table-part-date = end of the period
table-cut-short = to { $day }
table-other-unit = counted differently from the definition
table-months = Months
table-months-caption = { $title }: the same months of several years
table-by = { $title }, by { $by }
table-by-name = { $name }
list-and = { $first } and { $last }
source-lead = Source:

note-break = { $day }: { $text }
note-disputed = Other publications give another value; see the reconciliation.
sign-missing = No figure was delivered or published.
sign-missing-drawn = No figure was delivered or published; in a breakdown also a group in which nothing was counted, or so little that it would be told as nought.
sign-zero = Nothing was counted: a true zero.
sign-zero-drawn = Nothing was counted, or so little that it is told as nought.
sign-suppressed = Protected: the figure exists and is withheld, so that no person can be recognised.
sign-none = The column does not apply.
mark-number = Footnote of the table: a break, a note of the publisher, a rarer flag.
caveat = Reading note: { $text }

chart-legend-cut = Announced before the year ended, with data to { $days }; not comparable with full years.
chart-legend-part = { $period }: part of a year, not comparable with full years.
chart-legend-part-date = { $period }: the end of the period, another day of the year than the other points.
chart-legend-missing = No figure.
chart-described = { $title }. Highest: { $high } ({ $high_label }); lowest: { $low } ({ $low_label }). Places without a figure: { $missing }. All values stand in table { $table }.
chart-ranked = { $title }. First: { $first } with { $value }. All values stand in the table.

chapter-own-arrangement = The order of this part is our own; it is not taken from a published Profile.
chapter-coverage = { $count ->
    [0] { $total ->
        [one] The one indicator of this section has no figure yet.
       *[other] None of the { $all } indicators of this section has a figure yet.
    }
   *[other] { $total ->
        [one] The one indicator of this section has figures.
       *[other] Indicators of this section with figures: { $known } of { $all }.
    }
}
compact-title = Further figures
compact-caption = Indicators with single figures
compact-subtitle = Too few figures for a series; each with its own period
compact-indicator = Indicator
compact-period = Period
compact-value = Value
compact-unit = Unit
compact-publisher = Publisher
compact-outside = outside the Profile's period
after-the-period = Published after the period of this Profile
before-the-period = Published for earlier periods
gaps-here = Not collected so far
gaps-link = The gap register says why.
owner-unknown = Owner not named
member-other = Other
member-unknown = Unknown
member-not_stated = Not stated
ages-under = Under { $age }
ages-over = { $age } and over
table-total = Total
