# Two series side by side: what each of them counts, and why they differ.
two-series-immigration-title = Two series of immigration, and why they differ
two-series-emigration-title = Two series of emigration, and why they differ
two-series-net-title = Two series of net migration, and why they differ
two-series-immigration-caption = Immigration by two concepts, { $period }
two-series-emigration-caption = Emigration by two concepts, { $period }
two-series-net-caption = Net migration by two concepts, { $period }
two-series-immigration-why = The administrative series counts registrations: who was registered as having come for permanent residence, in the year of the registration or of the permit, often years after the arrival, and whether or not the person stays. The duration rule counts changes of residence: who came from elsewhere and then spent { $threshold } of the following { $window } { $unit ->
    [months] calendar months
   *[days] days
} in the country, in the year of the arrival, whatever permit the person holds. Students and workers with temporary permits are in the second series only. It follows persons whose crossings can be told apart, and it is known with a delay.
two-series-emigration-why = The administrative series counts registrations: who gave up the registered place of residence to live abroad. Many leave without doing so. The duration rule counts changes of residence: who lived in the country, left it and then spent { $threshold } of the following { $window } { $unit ->
    [months] calendar months
   *[days] days
} abroad, in the year of the departure, whether or not anybody was told. It follows persons whose crossings can be told apart, and it is known with a delay.
two-series-net-why = The administrative series is the difference of two counts of registrations. The duration rule counts those who moved their residence: who spent { $threshold } of the { $window } { $unit ->
    [months] calendar months
   *[days] days
} after a crossing in the country, less those who spent them abroad. Departures are registered far less often than arrivals, so that the first series tends to be too high.
two-series-more = The administrative series has { $one } { $one_count ->
    [one] registration
   *[other] registrations
} { $in_year }, the duration rule { $other } { $other_count ->
    [one] person
   *[other] persons
}: { $factor } times as many. The two count different things and are never added.
two-series-fewer = The administrative series has { $one } { $one_count ->
    [one] registration
   *[other] registrations
} { $in_year }, { $factor } times as many as the duration rule with { $other } { $other_count ->
    [one] person
   *[other] persons
}. The two count different things and are never added.
two-series-alike = The administrative series has { $one } { $one_count ->
    [one] registration
   *[other] registrations
} { $in_year }, the duration rule { $other } { $other_count ->
    [one] person
   *[other] persons
}: about as many, although they count different things.
two-series-apart = The administrative series has { $one } { $one_count ->
    [one] registration
   *[other] registrations
} { $in_year }, the duration rule { $other } { $other_count ->
    [one] person
   *[other] persons
}. The two count different things and are never added.
two-series-only-administrative = The administrative series has { $one } { $one_count ->
    [one] registration
   *[other] registrations
} { $in_year }. By the duration rule nothing is known: it needs the crossings of individuals, told apart from one another, and these were not delivered.
two-series-period = Period
two-series-administrative = Administrative series
two-series-administrative-below = registrations
two-series-by-rule = Duration rule
two-series-rule = persons; { $threshold } of { $window } { $unit ->
    [months] calendar months
   *[days] days
}
two-series-needs-crossings = needs crossings of individuals
two-series-not-available = not available
two-series-state = State of the duration rule
two-series-never-added = Two concepts, never added to one another
two-series-described = { $title }, as pairs of bars for full years. All values stand in table { $table }.
two-series-not-final-provisional = The second is not final: { $settled } are settled, and { $open } crossings are not yet.
two-series-not-final-estimated = The second is an estimate: { $settled } are settled, { $open } crossings are not yet, and with 95 % confidence it will come out between { $lower } and { $upper }.
two-series-estimate-is = Who crossed lately may still turn out to have moved or not. An estimate gives every crossing that is not settled the probability with which earlier crossings that looked the same at the same age became migrations, draws what may follow many times, and widens its interval by what earlier estimates missed. In 95 of 100 cases the interval is meant to hold the figure that comes out in the end. What is settled is never estimated, stands beside it, and never changes. Below about 20 migrations no figure is given before all of it is settled.
two-series-closure = The closed borders of 2020 break every model that was trained before them: it has not seen people who could neither come nor leave. Where a closed month lies between the crossings and the last day observed nothing is estimated: the figure is provisional and holds what is settled so far, or it is not given. Estimates made later are held against these months too, and their intervals are wider for it.
two-series-settled = Settled
two-series-open = Not settled yet
two-series-ends = Comes out
two-series-between = { $lower } to { $upper }
two-series-interval = 95 % interval
two-series-possible = all that is possible
two-series-legend-estimated = Duration rule, estimated; the line is its 95 % interval
two-series-legend-open = Duration rule, provisional: what is settled so far

dimension-residence_component = Component of the change
passport-settled = How far it is settled
passport-rule = Duration rule
passport-observed-until = Crossings observed until
passport-settled-until = All settled up to
passport-yes = Settled: counted
passport-no = Settled: not counted
passport-open = Not settled yet
passport-estimation = How it was estimated
passport-model = Model
passport-simulations = Simulated histories
passport-seed = Seed of the simulation
passport-taught-from = Learned from crossings from
passport-taught-until = Learned from crossings until
passport-cut-offs = Earlier cut-offs behind the interval
