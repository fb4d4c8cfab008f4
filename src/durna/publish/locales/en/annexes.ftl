register-empty = Nothing has been delivered for this register yet.

policies-title = Policies, laws and agreements
policies-caption = Policies, laws, agreements and other documents in the register
policies-title-head = Title
policies-kind = Kind
policies-adopted = Adopted
policies-in-force = In force
policies-objectives = GCM objectives

objectives-title = Global Compact for Migration
objectives-text = What the registers hold for each of the 23 objectives. An objective without entries shows a zero: nothing has been registered for it, which does not mean that nothing is done.
objectives-caption = The 23 objectives and what is registered for them
objectives-objective = Objective
objectives-documents = Documents
objectives-projects = Projects
objectives-indicators = Indicators with figures
gcm-steps-caption = Steps of the follow-up to the Global Compact
gcm-steps-date = Date
gcm-steps-what = Step

assessment-title = Migration Governance Indicators (MGI)
assessment-text = Dates of the assessment, as published. Findings of an assessment are shown only once they are published.
mgi-steps-caption = Steps of the MGI assessment
mgi-steps-date = Date
mgi-steps-what = Step
domains-caption = Documents in the register by MGI domain
domains-domain = Domain
domains-documents = Documents
mgi-domain-1 = Migrants' rights
mgi-domain-2 = Whole-of-government approach
mgi-domain-3 = Partnerships
mgi-domain-4 = Well-being of migrants
mgi-domain-5 = Mobility dimension of crises
mgi-domain-6 = Safe, orderly and regular migration

projects-title = Projects with IOM and other partners
projects-caption = International projects
projects-title-head = Project
projects-dates = Dates
projects-donor = Donor
projects-partner = Partner
projects-budget = Budget
projects-status = Status

training-title = Regional Training Centre on Migration
training-caption = Courses and other activities of the Centre
training-title-head = Activity
training-dates = Dates
training-mode = Mode
training-countries = Countries
training-participants = Participants

courses-caption = Courses of the Centre, from its enrolments
courses-title-head = Course
courses-dates = Dates
courses-mode = Mode
courses-countries = Countries
courses-participants = Participants
courses-certificates = Certificates
courses-gain = Rise in test, points

reconciliation-title = Figures that disagree
reconciliation-text = Where publishers or vintages give different values for one figure, all are kept. One is shown, by a written rule; the others stand here.
reconciliation-caption = Figures shown, and the others published for the same thing
reconciliation-none = No figures disagree.
reconciliation-indicator = Indicator
reconciliation-period = Period
reconciliation-shown = Shown
reconciliation-shown-by = Publisher
reconciliation-other = Other value
reconciliation-other-by = Publisher
reconciliation-difference = Difference, %
reconciliation-rule = Rule
reconciliation-rules = Rules

gaps-title = Gap register
gaps-text = { $count ->
    [0] Every indicator of the catalogue has a figure.
    [one] One indicator of the catalogue has no figure for the period. It stands here with the institution whose records would give it.
   *[other] { $number } indicators of the catalogue have no figure for the period. Each stands here with the institution whose records would give it.
}
gaps-caption = Indicators without a figure in the period
gaps-indicator = Indicator
gaps-chapter = Chapter
gaps-owner = Institution
gaps-source = Source
gaps-reason = Why
gap-no-delivery = The source has delivered nothing yet.
gap-needs-crossings = Needs crossings of individuals: who crossed must be told apart, so that each can be followed over the months after.
gap-no-rule = The source has delivered, but no rule computes this indicator yet.
gap-not-published = No institution has published it, as far as is known.
gap-partial-delivery = Only a selection was delivered: it is listed, not counted.
gap-outside-period = Figures exist, but none for the period.
gap-failed = The file that defines it is wrong or its query failed.

breaks-title = Breaks in the series
breaks-text = Dated changes of law or method after which a series is not what it was before. Tables carry them as footnotes, sentences mention them.
breaks-affected = Affects
breaks-date-note = About the date
breaks-address = Read in

references-title = Sources and references
references-text = Where each figure was read. Numbers in brackets under the tables lead here.
references-caption = References
references-number = No.
references-reference = Title
references-published = Published
references-kind = Kind
references-figures = Figures
reference-kind-official = official
reference-kind-data-package = data package
reference-kind-news-quoting-official = news quoting an institution
reference-kind-official-table--mirror = official table, copy
reference-kind-news-quoting-news--year-inferred = news quoting news; year inferred
reference-kind-official-report = official report

quality-title = Data quality
quality-text = Every delivery leaves a receipt: rows in are rows accepted plus rows rejected, exactly. A code that no list knows is counted and kept, never dropped.
quality-no-receipts = No delivery has been taken in.
quality-summary = { $count ->
    [one] One delivery: { $rows } rows in, { $accepted } accepted, { $rejected } rejected.
   *[other] { $deliveries } deliveries: { $rows } rows in, { $accepted } accepted, { $rejected } rejected.
}
deliveries-caption = Deliveries and their receipts
deliveries-file = File
deliveries-cut-off = Data to
deliveries-rows = Rows in
deliveries-accepted = Accepted
deliveries-rejected = Rejected
deliveries-unknown = Unknown codes
deliveries-superseded = Superseded
deliveries-hash = SHA-256 (start)
reason-key-missing = The natural key is missing
reason-key-repeated = The natural key stands twice in the delivery
reason-malformed-row = The row does not have the columns of the file
reason-of-missing = { $field }: missing
reason-of-unreadable = { $field }: unreadable
reason-of-implausible = { $field }: implausible
reason-of-after-cut-off = { $field }: after the cut-off
rows-caption = Rows that were rejected, flagged or carried an unknown code
rows-code = Reason, flag or code
rows-kind = What happened
rows-count = Rows
rows-files = Files
rows-kind-rejected = rejected
rows-kind-flagged = accepted with a flag
rows-kind-unknown = accepted, code unknown
checks-title = What the checks found
checks-text = Checks compare figures with each other: parts with wholes, parts of a year with the year, stocks with flows, persons with entries. A finding does not change a figure.
checks-none = The checks found nothing to report.
severity-severe = Severe ({ $number })
severity-warning = Warnings ({ $number })
severity-note = Notes ({ $number })

left-out-title = Figures not shown in this Profile
left-out-text = { $count ->
    [one] One indicator has figures and stands in no chapter of this arrangement. Its figures are kept, each with its passport,.
   *[other] { $number } indicators have figures and stand in no chapter of this arrangement. Their figures are kept, each with its passport,.
}
left-out-file = The file of all figures
left-out-caption = Indicators with figures that no chapter shows
left-out-indicator = Indicator
left-out-figures = Figures
