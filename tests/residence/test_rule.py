"""Rules as people write them, in days and in calendar months."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durna.errors import UserError
from durna.residence.calendar import day_number, months_later
from durna.residence.rule import DAYS, MONTHS, Rule, as_rule, plus_months


@pytest.mark.parametrize(
    ("text", "threshold", "window"),
    # A month has 365.25 / 12 = 30.4375 days: 12 are 365.25, 16 are 487.0, 9 273.9, 6 182.6, 3 91.3, 4 121.8.
    [("12/16", 365, 487), ("9/12", 274, 365), ("6/12", 183, 365), ("3/4", 91, 122), (" 12 / 12 ", 365, 365)],
)
def test_months_without_a_word_are_of_mean_length(text: str, threshold: int, window: int) -> None:
    assert as_rule(text) == Rule(threshold, window, DAYS)


def test_days_and_calendar_months_are_said_with_a_word() -> None:
    assert as_rule("90/180 days") == as_rule((90, 180)) == Rule(90, 180)
    assert as_rule("12/16 months") == Rule(12, 16, MONTHS)
    assert str(as_rule("12/16 months")) == "12/16 months"
    assert as_rule(str(Rule(365, 487))) == Rule(365, 487)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("twelve", "'twelve' is not a rule"),
        ("12/16 years", "'12/16 years' is not a rule"),
        (12, "'12' is not a rule"),
        ((1, 2, 3), "is not a rule"),
        ("500/487 days", "A threshold of 500 days in a window of 487"),
        ("0/12", "A threshold of 0 days"),
        ("1300/1300 months", "A window of 1300 months"),
        ((1, 99999), "A window of 99999 days"),
    ],
)
def test_what_is_no_rule_is_said(given: object, found: str) -> None:
    with pytest.raises(UserError) as error:
        as_rule(given)  # type: ignore[arg-type]
    assert found in error.value.found


def test_a_rule_in_weeks_is_refused() -> None:
    with pytest.raises(UserError, match="'weeks'"):
        Rule(1, 2, "weeks")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2019, 2, 28), 12, date(2020, 2, 28)),
        (date(2020, 10, 31), 16, date(2022, 2, 28)),
        (date(2018, 10, 31), 16, date(2020, 2, 29)),
        (date(1899, 12, 31), 2, date(1900, 2, 28)),
        (date(2016, 3, 1), 16, date(2017, 7, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(start: date, months: int, expected: date) -> None:
    assert plus_months(start, months) == expected
    assert months_later(day_number(start), months) == day_number(expected)


@given(st.dates(date(1600, 1, 1), date(2400, 1, 1)), st.integers(0, 1200))
def test_compiled_months_are_those_of_the_calendar(start: date, months: int) -> None:
    assert months_later(day_number(start), months) == day_number(plus_months(start, months))


def test_a_window_in_calendar_months_depends_on_the_day() -> None:
    rule = as_rule("12/16 months")
    # 1 March 2016 to 1 March 2017: 365; to 1 July 2017: 365 + 31 + 30 + 31 + 30 = 487.
    assert (rule.threshold_days(date(2016, 3, 1)), rule.window_days(date(2016, 3, 1))) == (365, 487)
    # 1 March 2015 to 1 March 2016 has 29 February 2016 in it; to 1 July 2016: 366 + 122 = 488.
    assert (rule.threshold_days(date(2015, 3, 1)), rule.window_days(date(2015, 3, 1))) == (366, 488)
    assert rule.window_end(date(2020, 10, 31)) == date(2022, 2, 28)


def test_the_longest_window_is_reached_and_not_exceeded() -> None:
    rule = as_rule("12/16 months")
    lengths = [rule.window_days(date(2015, 1, 1) + timedelta(days=n)) for n in range(4 * 366)]
    assert max(lengths) == rule.longest_window_days


@pytest.mark.parametrize(
    ("text", "days"),
    # 2V - W: 730 - 487, 548 - 365, 366 - 365, 182 - 122, 730 - 365, 180 - 180, 120 - 365.
    [
        ("12/16", 243), ("9/12", 183), ("6/12", 1), ("3/4", 60), ("12/12", 365), ("90/180 days", 0),
        ("60/365 days", -245),
    ],
)  # fmt: skip
def test_exclusion_days(text: str, days: int) -> None:
    assert as_rule(text).exclusion_days == days


@pytest.mark.parametrize("months", [(12, 16), (6, 12), (9, 12), (1, 2), (3, 4)], ids=str)
def test_in_calendar_months_no_pair_of_days_is_excluded_less(months: tuple[int, int]) -> None:
    """Threshold of one crossing less the allowance of another, wherever the two lie: never below the exclusion."""
    rule = Rule(*months, MONTHS)
    days = [date(2015, 12, 1) + timedelta(days=n) for n in range(0, 500, 7)] + [date(2020, 2, 29), date(2019, 8, 31)]
    differences = [
        rule.threshold_days(one) - (rule.window_days(other) - rule.threshold_days(other))
        for one, other in product(days, days)
    ]
    assert rule.exclusion_days <= min(differences)
