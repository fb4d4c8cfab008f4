"""A stock that never changes was not counted."""

from __future__ import annotations

from durna.checks.carried_forward import check
from tests.indicators.example import Row, figures_of, row


def stateless(*values: str, publisher: str = "unhcr") -> list[Row]:
    days = [f"{year}-12-31" for year in range(2013, 2013 + len(values))]
    return [
        row("stateless_persons", (day, day), value, "persons", publisher=publisher, period_kind="date")
        for day, value in zip(days, values, strict=True)
    ]


def test_three_equal_dates_in_a_row_were_carried_forward() -> None:
    (finding,) = check(figures_of(*stateless("3585", "3585", "3585", "3600")))
    assert finding.severity == "warning"
    assert "3,585, at 3 dates from 2013-12-31 to 2015-12-31" in finding.text["en"]


def test_two_equal_dates_are_chance() -> None:
    assert list(check(figures_of(*stateless("3585", "3585", "3600", "3585")))) == []


def test_small_stocks_may_stay_the_same() -> None:
    assert list(check(figures_of(*stateless("12", "12", "12", "12")))) == []


def test_publishers_are_not_joined_into_one_run() -> None:
    two = stateless("3585", "3585"), stateless("1", "2", "3585", publisher="ssc")
    assert list(check(figures_of(*two[0], *two[1]))) == []
