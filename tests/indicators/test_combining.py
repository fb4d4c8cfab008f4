"""Ratios, differences and shares: both sides of one bucket, one group and one period."""

from durna.indicators.combining import ratios, shares, sums
from durna.indicators.figures import Evidence
from durna.indicators.tallies import Tally, added, weakest, widest
from durna.periods import day, parse

YEAR = parse("2020")


def tally(value: float | None, **other: object) -> Tally:
    return Tally(**{"bucket": YEAR, "period": YEAR, "value": value, **other})  # type: ignore[arg-type]


def published(value: float, publisher: str, vintage: str = "", **other: object) -> Tally:
    return tally(value, publisher=publisher, vintage=vintage, from_records=False, **other)


def test_a_group_without_a_numerator_is_nought_for_records_and_unknown_for_tables() -> None:
    group = (("citizenship", "GEO"),)
    [rate] = ratios([], [tally(4, dimensions=group)], 100, nought=True)
    assert (rate.value, rate.numerator, rate.denominator) == (0, 0, 4)
    assert ratios([], [published(4, "ssc", dimensions=group)], 100, nought=False) == []


def test_what_is_undecided_stays_undecided() -> None:
    [rate] = ratios([tally(None)], [tally(4)], 100, nought=True)
    assert rate.value is None
    [balance] = sums([tally(None)], [tally(4)], nought=True, sign=-1)
    assert balance.value is None


def test_nothing_is_divided_by_nought() -> None:
    assert ratios([tally(1)], [tally(0)], 100, nought=True) == []
    assert shares([tally(0)], [tally(0)]) == []


def test_ten_months_are_not_set_against_a_year() -> None:
    ten_months = tally(5, period=parse("2020-01..2020-10"))
    assert ratios([ten_months], [tally(10)], 100, nought=True) == []
    assert sums([ten_months], [tally(10)], nought=True, sign=-1) == []
    [rate] = ratios([ten_months], [published(10, "ssc", is_stock=True, period=day(YEAR.start))], 100, nought=False)
    assert (rate.value, rate.period, rate.publisher) == (50, ten_months.period, "authority")


def test_a_ratio_speaks_for_a_publisher_only_where_both_parts_are_its_own() -> None:
    [own] = ratios([published(1, "unhcr", "2025")], [published(2, "unhcr", "2025")], 100, nought=False)
    assert (own.publisher, own.vintage, own.flags) == ("unhcr", "2025", ("derived",))
    [mixed] = ratios([published(1, "unhcr", "2025")], [published(2, "ssc", "2021")], 100, nought=False)
    assert (mixed.publisher, mixed.vintage, mixed.flags) == ("authority", "", ("derived",))


def test_each_vintage_meets_its_own_and_else_the_last() -> None:
    populations = [published(2, "ssc", "2020"), published(4, "ssc", "2021")]
    assert [r.value for r in ratios([published(1, "ssc", "2020")], populations, 100, nought=False)] == [50]
    assert [r.value for r in ratios([tally(1)], populations, 100, nought=False)] == [25]


def test_rows_of_both_sides_are_added_in_a_difference_and_are_one_set_in_a_ratio() -> None:
    part, whole = Evidence("s", "d1", 3), Evidence("s", "d1", 5)
    assert added([part, whole]) == (Evidence("s", "d1", 8),)
    assert widest([part, whole]) == (whole,)


def test_what_is_built_from_an_estimate_is_an_estimate() -> None:
    assert weakest(["final", "estimated", "provisional"]) == "estimated"
    assert weakest(["final", "provisional"]) == "provisional"
    assert weakest([]) == "final"
