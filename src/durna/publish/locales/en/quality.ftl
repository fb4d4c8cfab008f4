# The quality page: measures of the edition itself, expected deliveries, and the answers to findings.

measures-caption = Quality of this Profile
measures-name = Measure
measures-value = Value
measures-how = How it is measured
measures-share = { $part } of { $whole } ({ $percent })
measures-size = { $number }; median { $median }, largest { $largest }
measures-findings = { $number }, of which explained { $explained }
measures-findings-inside = { $shown }; { $number } more kept inside, on protected figures
measures-indicators = Indicators delivered
measures-indicators-how = Indicators of the catalogue with a figure in the period
measures-periods = Completeness: expected deliveries received
measures-periods-how = Of the deliveries due by the day of this Profile, late ones included
measures-institutions = Completeness: institutions that owe nothing
measures-institutions-how = Of the institutions with deliveries due by then
measures-vintages = Size of revisions: between releases
measures-vintages-how = Figures that one publisher released more than once; the latest release against the first, in percent of the first
measures-editions = Size of revisions: since the edition before
measures-editions-how = Figures with another value than in edition { $edition }, in percent of the older value
measures-severe = Checks: severe findings
measures-severe-how = What cannot be true whatever the definitions are; each needs an explanation before an edition is signed
measures-warning = Checks: warnings
measures-warning-how = What is probably wrong, or needs a sentence
measures-note = Checks: notes
measures-note-how = What a reader of the figures should know
timeliness-caption = Timeliness: the latest delivery of each source
timeliness-source = Source
timeliness-last-day = Last day it speaks of
timeliness-cut-off = Data to
timeliness-to-cut-off = Days to the cut-off
timeliness-recorded = Recorded
timeliness-to-recorded = Days to the record
due-caption = Expected deliveries by institution
due-institution = Institution
due-source = Source
due-received = Received in time
due-due = Due
due-late = Late
due-rejected = Rejected
due-outstanding = Not received
finding-owner = Owner: { $owner }.
finding-sample = For example (delivery:row): { $places }.
finding-unexplained = Not explained.
finding-explained = Explained by { $by } on { $on }: { $reason }
finding-explained-inside = Explained by { $by } on { $on }; the reason is kept inside.
finding-expired = The explanation no longer holds.
finding-changed = The finding has changed since.
finding-more = { $count ->
    [one] { $number } more finding of the same kind.
   *[other] { $number } more findings of the same kind.
}
