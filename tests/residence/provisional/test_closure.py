"""Months of closed borders are seen in the crossings."""

from typing import Any

import numpy as np
import pytest

from durna.errors import UserError
from durna.residence.provisional.closure import closed_months, meets
from durna.residence.provisional.months import last_day, month_number


def crossings(counts: dict[str, int]) -> Any:
    """Days of so many crossings on the last day of each month."""
    return np.concatenate([np.full(count, last_day(month_number(month))) for month, count in counts.items()])


def year(number: int, counts: list[int]) -> dict[str, int]:
    return {f"{number}-{month:02}": count for month, count in enumerate(counts, start=1)}


# Summers have four times the traffic of winters.
USUAL = [50, 50, 100, 100, 100, 150, 200, 200, 100, 100, 50, 50]


def test_a_season_is_no_closure() -> None:
    assert closed_months(crossings(year(2017, USUAL) | year(2018, USUAL) | year(2019, USUAL))) == []


def test_a_month_below_half_of_its_own_past_is_closed() -> None:
    # March had 100 crossings in each year before; 49 are below half of it. April had 100; 50 are not.
    before = year(2017, USUAL) | year(2018, USUAL)

    assert closed_months(crossings(before | year(2019, [50, 50, 49, 50]))) == [month_number("2019-03")]


def test_a_closed_year_is_not_what_the_next_is_measured_by() -> None:
    closed, half_open = [10] * 12, [count * 2 // 5 for count in USUAL]
    found = closed_months(crossings(year(2018, USUAL) | year(2019, USUAL) | year(2020, closed) | year(2021, half_open)))

    assert found == [month_number(f"{number}-{month:02}") for number in (2020, 2021) for month in range(1, 13)]


def test_a_month_without_any_crossing_is_closed() -> None:
    assert closed_months(crossings({"2018-05": 100, "2019-06": 90})) == [month_number("2019-05")]


def test_closures_may_be_stated() -> None:
    stated = [month_number("2018-02")]

    assert closed_months(crossings(year(2018, USUAL)), stated) == stated


def test_a_window_meets_a_closure_that_begins_in_its_last_month() -> None:
    closed = [month_number("2020-03")]

    assert meets(closed, month_number("2018-11"), month_number("2020-03"))
    assert not meets(closed, month_number("2018-10"), month_number("2020-02"))


def test_what_is_no_month_is_refused() -> None:
    with pytest.raises(UserError, match="'spring' is no month"):
        month_number("spring")
