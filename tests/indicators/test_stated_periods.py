"""Which stated periods answer for a bucket."""

import pytest

from durna.indicators.stated_periods import Target, is_astride, reference_day, sums_to, targets
from durna.periods import parse

YEAR = Target(parse("2020"), parse("2020"))


def answer(*stated: str, target: Target = YEAR) -> str | None:
    span = sums_to(target, [parse(text) for text in stated])
    return None if span is None else " + ".join(map(str, span.parts))


def test_the_year_itself_comes_before_its_parts() -> None:
    assert answer("2020-01..2020-06", "2020-07..2020-12", "2020") == "2020"


def test_the_finest_parts_that_fill_it_make_it() -> None:
    halves, quarters = ("2020-01..2020-06", "2020-07..2020-12"), ("2020-01..2020-03", "2020-04..2020-06")
    assert answer(*halves) == " + ".join(halves)
    assert answer(*halves, *quarters) == " + ".join([*quarters, halves[1]])


def test_a_hole_ends_what_can_be_made() -> None:
    assert answer("2020-01", "2020-02", "2020-04") == "2020-01 + 2020-02"


def test_a_cumulative_total_is_taken_before_the_months_that_would_make_it() -> None:
    assert answer("2020-01", "2020-02", "2020-01..2020-02") == "2020-01..2020-02"
    assert answer("2020-01", "2020-02", "2020-03", "2020-01..2020-02") == "2020-01 + 2020-02 + 2020-03"


def test_longer_periods_say_nothing_of_a_part() -> None:
    assert answer("2020", target=Target(parse("2020"), parse("2020-01..2020-10"))) is None
    assert answer() is None


def test_years_astride_two_calendar_years_answer_for_themselves() -> None:
    stated = [parse("2015-07..2016-06"), parse("2016"), parse("2013..2016")]
    assert [str(target.period) for target in targets(stated, parse("2015..2016"), "year")] == [
        "2015",
        "2016",
        "2015-07..2016-06",
    ]
    assert [str(target.period) for target in targets(stated, parse("2016-05..2016-06"), "month")] == [
        "2016-05",
        "2016-06",
    ]
    assert not is_astride(parse("2019-12..2020-02"))


@pytest.mark.parametrize(("means", "day"), [("start", "2020-01-01"), ("middle", "2020-07-01"), ("end", "2020-12-31")])
def test_a_bare_year_of_a_stock_stands_for_a_day(means: str, day: str) -> None:
    assert str(reference_day(parse("2020"), means)) == day
    assert str(reference_day(parse("2020-04-13"), means)) == "2020-04-13"
