# Menu
compact = Global Compact
compact_matrix = Coverage
compact_measures = Measures
compact_plans = National plan
compact_reviews = Reviews
compact_pledges = Pledges
compact_practices = Good practices

# Pages for everybody
compact-lead-text = What the country does for each of the 23 objectives of the Global Compact for Safe, Orderly and Regular Migration.
compact-measures-known = { $count ->
        [0] no measure yet
        [one] one measure
       *[other] { $count } measures
    }
compact-objective = Objective { $number }
compact-no-measures = No public measure is recorded for this objective.
compact-no-figures = The newest signed edition has no figure for this yet.
compact-no-figure-signed = No figure in the newest signed edition
compact-edition = Edition
compact-candidates = Candidates for indicators, from the SDG framework
compact-candidates-note = These are candidates chosen from the SDG indicators. They are not the United Nations' list.
compact-candidate = SDG indicator
compact-custodian = Custodian
compact-not-computed = no source delivers it
compact-not-computed-yet = no figure in the newest signed edition
compact-kind-project = project
compact-kind-training = training
compact-projects = Projects
compact-trainings = Trainings
compact-linked-work = Projects and trainings
compact-scale-ours = The scale of states is this platform's own; the Compact sets none.
compact-present = present

# Words for all things
compact-example = example
compact-example-mark = Example, not a fact
compact-public = public
compact-edit = Change
compact-all = all
compact-none = none
compact-filter = Show
compact-only = Only
compact-only-overdue = overdue
compact-nothing-yet = Nothing is recorded yet.
compact-saved = Saved.
compact-removed = Removed.
compact-text-needed = Write it in at least one language.
compact-changed-meanwhile = Somebody else saved this after you opened it. Nothing was overwritten: what stands now is shown above; save again what should stand.
compact-theirs = What stands now
compact-whole-objective = Objective { $number } as a whole
compact-evidence = Evidence
compact-rests-on = Rests on

# Fields
compact-title = Title
compact-text = What is done
compact-serves = Objectives and actions of the Compact
compact-legal-basis = Legal basis in words
compact-lead = Lead institution
compact-supporting = Supporting institutions
compact-plan = National plan
compact-starts = From
compact-ends = Until
compact-dates = Dates
compact-budget = Budget
compact-currency = Currency, three letters
compact-status = State
compact-status-help = The scale is this platform's own; the Compact sets none.
compact-principles = Guiding principles
compact-indicators = Indicators
compact-source = Source
compact-is-public = Show on the public pages
compact-is-public-help = Whoever opens the site then reads it, without signing in.
compact-is-example = An example, not a fact
compact-first-year = First year
compact-last-year = Last year
compact-spent = Spent
compact-partners = Partners
compact-made-on = Made on
compact-due = Due
compact-objectives = Objectives
compact-objective-head = Objective
compact-state = State
compact-primary = Primary objectives of the Compact
compact-secondary = Secondary objectives of the Compact
compact-sdgs = Sustainable Development Goals
compact-sdg = SDG { $number }
compact-scope = Geographic scope
compact-region = Region
compact-subregion = Subregion
compact-country = Country
compact-summary = Summary
compact-implementer = Main implementing organization
compact-implementer-details = Detailed information on it
compact-benefit = Benefit and impact
compact-lessons = Key lessons
compact-recommendations = Recommendations
compact-innovation = Innovation
compact-resources = Resources
compact-submitted-on = Submitted on
compact-year = Year
compact-years = Years
compact-place = Place in the part
compact-supports = Statements that support it
compact-on = Date
compact-stage = Stage
compact-review = Review
compact-audience = Audience
compact-topics = Topics
compact-outcome = Outcome

# States and kinds
compact-status-not_started = not started
compact-status-planned = planned
compact-status-under_way = under way
compact-status-in_place = in place
compact-status-in_place_and_monitored = in place and monitored
compact-status-not_applicable = not applicable
compact-status-no_information = no information
compact-state-open = open
compact-state-fulfilled = fulfilled
compact-state-continued = fulfilled and continued
compact-state-withdrawn = withdrawn
compact-type-partnership = partnership or multi-stakeholder initiative
compact-type-policy = policy
compact-type-legislation = legislation
compact-type-service = service
compact-type-campaign = campaign
compact-type-research = research
compact-type-training = training
compact-type-other = other
compact-scope-local = local
compact-scope-national = national
compact-scope-bilateral = bilateral
compact-scope-subregional = subregional
compact-scope-regional = regional
compact-scope-global = global
compact-review-national = National review
compact-review-regional = Regional review
compact-review-forum = Review for the International Migration Review Forum
compact-stage-preparation = preparation
compact-stage-drafting = drafting
compact-stage-validation = validation
compact-stage-follow_up = follow-up

# Measures
compact-measure = Measure
compact-measure-new = Add a measure
compact-measure-edit = Change the measure
compact-no-indicator = No indicator shows yet whether this measure works.
compact-unmeasured = Measures without an indicator
compact-without-indicator = { $count ->
        [one] one measure without an indicator
       *[other] { $count } measures without an indicator
    }
compact-hole = no measure
compact-covered = Actions covered
compact-whole = As a whole
compact-matrix-lead = Measures serve { $covered } of the { $actions } actions of the Compact. { $holes ->
        [0] Every objective has a measure.
        [one] One objective has no measure.
       *[other] { $holes } objectives have no measure.
    }
compact-matrix-help = A number says how many measures serve an action; a dash is a hole. The letters are those of the resolution.
compact-fill-hole = Add a measure for action { $action }
compact-reports = Year by year
compact-report-year = Report
compact-report-of = Report of { $year }
compact-report-text = What the year brought
compact-not-reported = not reported

# The plan
compact-plan-new = Add a plan
compact-plan-edit = Change the plan
compact-plan-empty = No measure of the plan runs in this year.
compact-plan-sheet = Report of the year
compact-plan-report = { $title }: { $year }
compact-report-overview = Overview
compact-report-counts = Measures by state
compact-measures-count = Measures

# Pledges
compact-pledge = Pledge
compact-pledge-new = Add a pledge
compact-pledge-edit = Change the pledge
compact-pledge-text = What is pledged
compact-pledge-sheet = Pledge sheet
compact-updates = Updates
compact-last-update = Last update
compact-update-on = Date
compact-update-text = Update
compact-update-add = Add an update
compact-no-updates = No update yet.

# Practices
compact-practice-new = Add a practice
compact-practice-edit = Change the practice
compact-practice-type = Type of practice
compact-practice-ends-help = Leave it empty while the practice goes on.
compact-practice-sheet = Good-practice sheet
compact-practice-facts = Facts

# Reviews
compact-review-new = Begin a review
compact-review-edit = Change the review
compact-review-type = Kind of review
compact-review-paper = Read and download
compact-review-submit = Hand in the review
compact-review-submit-text = After this the review opens in every language as it is now. Its passages, figures and evidence do not change any more.
compact-review-handed-in = The review is handed in.
compact-review-closed-text = This review was handed in: it opens as it was.
compact-submitted = handed in on
compact-draft = in preparation
compact-outline-note = The outline is that of published reviews; no official template could be read.
compact-passage-new = Add a paragraph
compact-passage-edit = Change the paragraph
compact-passage-text = Paragraph
compact-passage-help = A figure is quoted as { "{" }figure: INDICATOR{ "}" }: its latest value stands there, with the way to its passport. With a year after it, the value of that year.
compact-passage-remove = Remove this paragraph
compact-figures-to-quote = Figures that can be quoted
compact-quote-as = To quote it, type
compact-figure-corrected = A correction notice speaks of a figure that is quoted here.
compact-corrected-mark = see the correction notice
compact-figure-missing = { $said } is no figure of the newest signed edition.
compact-cite-after-saving = Evidence can be cited once the paragraph is saved.
compact-consultations = Consultations
compact-consultation-new = Add a consultation
compact-consultation-edit = Change the consultation
compact-objectives-empty = Nothing is recorded for these objectives: { $objectives }.
compact-measures-of = Measures for objective { $number }
compact-figures-of = Figures for objective { $number }
compact-figures-from = Figures of edition { $edition }

# From the assessment
compact-links = Statements of the assessment
compact-links-lead = Cleared answers of the Migration Governance Indicators that inform this objective. What somebody accepts here stands in the review.
compact-accepted = Accepted
compact-none-accepted = Nothing is accepted yet.
compact-proposed = Proposed
compact-proposed-from = From:
compact-none-proposed = No cleared answer is waiting.
compact-accept = Accept
compact-answer-taken = Accepted, with its evidence.
compact-linked-edit = Look at it again
compact-linked-text = Text for the review
compact-linked-drop = Do not use it any more
compact-answer-now = The answer as it is now
compact-answer-gone = The answer is no longer there.
compact-answer-reopened = The answer was opened again and is not cleared.
compact-answer-changed = The answer has changed since it was accepted.
compact-answer-older-round = There is a newer round of the assessment.

# What awaits
compact-awaited-measure = Overdue measure: { $title }
compact-awaited-report = Report of { $year }: { $title }
compact-awaited-pledge = Pledge past its day: { $title }
compact-awaited-answer = A statement of the assessment has changed: { $objective }

# Refusals
compact-ends-before-start-found = It would end before it begins.
compact-ends-before-start-expected = An end on or after the beginning.
compact-ends-before-start-do = Correct one of the two.
compact-objective-twice-found = Objective { $number } is marked both as primary and as secondary.
compact-objective-twice-expected = Each objective in one of the two lists.
compact-objective-twice-do = Take it out of one of them.
compact-year-outside-found = The year { $year } lies outside the plan of this measure.
compact-year-outside-expected = A year from { $first } to { $last }.
compact-year-outside-do = Choose a year on the page of the measure.
compact-told-meanwhile-found = Somebody else has just reported on { $year }.
compact-told-meanwhile-expected = One report of a year.
compact-told-meanwhile-do = Open the report of the year, compare, and change it.
compact-figure-unknown-found = { $said } is no figure of the newest signed edition.
compact-figure-unknown-expected = { "{" }figure: INDICATOR{ "}" }, or with a period: { "{" }figure: INDICATOR 2019{ "}" }.
compact-figure-unknown-do = Take it from the list of figures below the form.
compact-review-closed-found = This review was handed in.
compact-review-closed-expected = A review that is still being prepared.
compact-review-closed-do = Begin a new review; this one stays as it was.
compact-review-empty-found = Nothing is written in this review yet.
compact-review-empty-expected = At least one paragraph.
compact-review-empty-do = Add paragraphs, then hand it in.
compact-answer-not-cleared-found = This answer is not cleared.
compact-answer-not-cleared-expected = An answer that a reviewer has cleared.
compact-answer-not-cleared-do = Accept it after it was cleared.
compact-answer-without-text-found = This answer has no public text.
compact-answer-without-text-expected = A comment in at least one language.
compact-answer-without-text-do = Ask the coordinator of the assessment to add one.

# The audit
audit-compact-measure-saved = Saved a measure
audit-compact-measure-reported = Reported on a measure
audit-compact-plan-saved = Saved a national plan
audit-compact-pledge-saved = Saved a pledge
audit-compact-pledge-updated = Added an update to a pledge
audit-compact-practice-saved = Saved a good practice
audit-compact-review-saved = Saved a review
audit-compact-review-submitted = Handed in a review
audit-compact-passage-saved = Saved a paragraph of a review
audit-compact-passage-removed = Removed a paragraph of a review
audit-compact-consultation-saved = Saved a consultation
audit-compact-answer-accepted = Accepted an answer for an objective
audit-compact-answer-confirmed = Looked at an accepted answer again
audit-compact-answer-dropped = Dropped an accepted answer
