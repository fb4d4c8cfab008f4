"""Parts and indicators that may hold one person or decision twice are named."""

from __future__ import annotations

from durna.checks.overlap import check
from tests.indicators.example import Row, figures_of, row

YEAR = ("2019-01-01", "2019-12-31")


def codes(*rows: Row) -> list[str]:
    return [finding.check for finding in check(figures_of(*rows))]


def test_procedures_that_hold_the_same_person_overlap() -> None:
    rows = [row("asylum_applications", YEAR, "8", "persons", procedure=code) for code in ("government", "UNHCR")]
    assert codes(*rows) == ["overlapping_parts"]
    assert codes(rows[0]) == []


def test_bans_and_removals_of_one_period_overlap() -> None:
    bans, removals = row("entry_bans", YEAR, "9", "decisions"), row("removals_decided", YEAR, "3", "decisions")
    assert codes(bans, removals) == ["overlapping_indicators"]
    assert codes(bans, {**removals, "period_end": "2019-06-30"}) == []


def test_a_count_that_joins_two_things_cannot_be_split() -> None:
    assert codes(row("removals_and_entry_bans", YEAR, "9", "persons")) == ["not_separable"]


def test_a_stock_with_short_stays_says_so() -> None:
    day = ("2021-01-14", "2021-01-14")
    total, part = (
        row("foreigners_living", day, "9", "persons"),
        row("foreigners_living", day, "4", "persons", citizenship="RUS"),
    )
    assert codes(total, part) == ["short_stays_in_stock"]


def test_arrivals_that_equal_permits_are_permits() -> None:
    arrivals = row("immigration_permanent_administrative", YEAR, "3220", "persons", publisher="ssc")
    permits = row("permanent_permits_issued", YEAR, "3220", "persons")
    assert codes(arrivals, permits) == ["count_of_permits"]
    assert codes(arrivals, {**permits, "value": "3219"}) == []
