edition-name = Edition { $edition }
editions-title = Editions and corrections
editions-this = This is edition { $edition }. It was made from a freeze and does not change after it is signed.
editions-none = This Profile is no edition: it shows what is known today, and may change tomorrow.
releases-caption = Calendar of releases
releases-edition = Edition
releases-planned = Planned
releases-actual = Released
releases-late = Days late
releases-note = Note
corrections-title = Correction notices
corrections-none = No signed edition has been corrected.
corrections-caption = What signed editions were found to say wrongly
corrections-edition = Edition
corrections-issued = Issued
corrections-reason = What is wrong
corrections-figures = Figures
corrections-by = Issued by

revisions-title = Revisions since last edition
revisions-lead = Compared with edition { $old }: { $counts }.
revisions-count-revised = { $count ->
    [one] { $number } figure has another value
   *[other] { $number } figures have another value
}
revisions-count-bounds = { $count ->
    [one] { $number } has another interval
   *[other] { $number } have another interval
}
revisions-count-status = { $count ->
    [one] { $number } has another status or mark
   *[other] { $number } have another status or mark
}
revisions-count-new = { $count ->
    [one] { $number } is new
   *[other] { $number } are new
}
revisions-count-dropped = { $count ->
    [one] { $number } is no longer shown
   *[other] { $number } are no longer shown
}
revisions-count-unchanged = { $count ->
    [one] { $number } is unchanged
   *[other] { $number } are unchanged
}
revisions-causes = Because of:
revisions-because = { $cause }: { $count ->
    [one] { $number } figure
   *[other] { $number } figures
}.
revisions-measures = The means are over the figures that both editions show, those that did not change among them. The relative size is the mean absolute revision in percent of the mean of the later figures.
revisions-all = All changes, new figures among them:
revisions-summary-caption = Size of the revisions by indicator
revisions-summary-indicator = Indicator
revisions-summary-both = In both
revisions-summary-revised = Revised
revisions-summary-status = Status
revisions-summary-new = New
revisions-summary-dropped = No longer shown
revisions-summary-mean = Mean revision
revisions-summary-mean-absolute = Mean absolute revision
revisions-summary-relative = Relative, %
revisions-caption = Figures that are not what they were
revisions-indicator = Indicator
revisions-period = Period
revisions-what = Change
revisions-old = Before
revisions-new = Now
revisions-difference = Difference
revisions-percent = Difference, %
revisions-cause = Because of
revision-revised = value
revision-bounds = interval
revision-status = status or mark
revision-new = new
revision-dropped = no longer shown

cause-correction = Correction { $file } ({ $source }), recorded on { $recorded }
cause-delivery = Delivery { $file } ({ $source }), recorded on { $recorded }
cause-definition = Another definition of the indicator
cause-break = Break of { $date } ({ $id }) written down
cause-rule = Another rule of residence ({ $rule })
cause-preference = Another rule on which publication is shown
cause-period = Another period of the Profile ({ $period })
cause-protection = Protection of small numbers alone; what was counted is the same
cause-program = Another version of the program ({ $old } → { $new })
cause-unknown = Unexplained

passport-heading-editions = In each edition
passport-edition = { $edition }, signed on { $day }
passport-edition-now = Now
download-revisions-csv = Every change since the edition before, with its cause.
