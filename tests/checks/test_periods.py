"""Parts of a period, one value for two periods, years cut short, breaks read as declines."""

from __future__ import annotations

from datetime import date

from durna.checks.findings import Finding
from durna.checks.periods import check
from durna.indicators.breaks import Break
from tests.indicators.example import Row, figures_of, row

YEAR, HALF, FIVE = ("2019-01-01", "2019-12-31"), ("2019-01-01", "2019-06-30"), ("2019-01-01", "2019-05-31")


def births(period: tuple[str, str], value: str, **more: str) -> Row:
    return row("births", period, value, "births", **more)


def found(*rows: Row, breaks: tuple[Break, ...] = ()) -> list[Finding]:
    return list(check(figures_of(*rows), breaks))


def test_half_a_year_above_the_year_is_severe() -> None:
    (finding,) = found(births(YEAR, "10"), births(HALF, "11"))
    assert (finding.check, finding.severity) == ("subperiod_above_period", "severe")


def test_half_a_year_below_the_year_is_as_it_should_be() -> None:
    assert found(births(YEAR, "10"), births(HALF, "5")) == []


def test_publishers_are_not_held_against_each_other() -> None:
    assert found(births(YEAR, "10"), births(HALF, "11", publisher="ssc")) == []


def test_a_balance_may_fall_within_the_year() -> None:
    net = [
        row("net_migration_administrative", period, value, "persons") for period, value in ((YEAR, "10"), (HALF, "15"))
    ]
    assert found(*net) == []


def test_one_value_for_two_periods_is_found() -> None:
    (finding,) = found(births(FIVE, "1078"), births(HALF, "1078", publisher="ssc"))
    assert finding.check == "same_value_other_period"
    assert "2019-01 to 2019-05, 2019-01 to 2019-06" in finding.text["en"]
    assert "1\N{NO-BREAK SPACE}078" in finding.text["az"]


def test_equal_small_counts_are_chance() -> None:
    assert found(births(FIVE, "7"), births(HALF, "7")) == []


def test_a_year_announced_before_its_end_is_named() -> None:
    (finding,) = found(births(("2017-01-01", "2017-12-23"), "10", period_kind="year_cut_short"))
    assert (finding.check, finding.severity) == ("year_cut_short", "note")
    assert "2017-12-23" in finding.text["az"]


def population(day: str, value: str) -> Row:
    return row("population_total", (day, day), value, "persons", period_kind="date")


def test_a_stock_that_falls_over_a_break_is_a_break() -> None:
    census = Break("census", date(2019, 6, 1), {"en": "Counted anew.", "az": "Yenidən sayılıb."}, ("population_total",))
    rows = population("2019-01-01", "100"), population("2020-01-01", "90")
    assert found(*rows) == []
    (finding,) = found(*rows, breaks=(census,))
    assert finding.check == "break_not_decline"
    assert finding.text["en"].endswith("Counted anew.")
    assert finding.text["az"].endswith("Yenidən sayılıb.")
