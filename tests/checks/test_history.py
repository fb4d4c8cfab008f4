"""A year unlike the years before it is found; a habit, a declared break and chance are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durna.checks.findings import Finding
from durna.checks.history import check, stability_index
from durna.indicators.breaks import Break
from tests.indicators.example import Row, figures_of, row

CALM = (1000, 1050, 980, 1020, 1060, 1010)
LAW = Break("law", date(2019, 1, 1), {"en": "A law.", "az": "Qanun."}, ("work_permits_issued",))


def yearly(values: Sequence[float], first: int = 2013, **more: str) -> list[Row]:
    return [
        row("work_permits_issued", (f"{year}-01-01", f"{year}-12-31"), str(value), "permits", **more)
        for year, value in enumerate(values, start=first)
    ]


def found(rows: Sequence[Row], *breaks: Break) -> list[Finding]:
    return list(check(figures_of(*rows, breaks=breaks), breaks))


def by_country(*years: tuple[int, int, int]) -> list[Row]:
    cells = zip(("TUR", "GEO", "RUS"), zip(*years, strict=True), strict=True)
    return [one for country, values in cells for one in yearly(values, citizenship=country)]


def test_a_year_three_times_the_usual_is_found() -> None:
    (finding,) = found(yearly([*CALM, 3030]))
    assert (finding.check, finding.severity, finding.owner) == ("level_shift", "warning", "sms")
    # 3,030 / 1,010 - 1 = 200 %
    assert "from 1,010 (2018) to 3,030 (2019), a change of 200 %" in finding.text["en"]


def test_a_year_a_third_of_the_usual_is_found() -> None:
    assert [one.check for one in found(yearly([*CALM, 337]))] == ["level_shift"]


def test_calm_years_are_silent() -> None:
    assert found(yearly([*CALM, 1040])) == []


def test_a_series_that_always_jumps_is_no_outlier_when_it_jumps() -> None:
    assert found(yearly([1000, 2500, 900, 2600, 1000, 2400, 950])) == []


def test_one_wild_year_does_not_hide_the_next() -> None:
    # The median of the changes does not move with one of them.
    assert [one.text["en"][:60] for one in found(yearly([*CALM, 3030, 1010, 1030, 1020, 4080]))][-1:] != []
    assert "2023" in found(yearly([*CALM, 3030, 1010, 1030, 1020, 4080]))[-1].text["en"]


def test_a_declared_break_is_not_flagged() -> None:
    assert found(yearly([*CALM, 3030]), LAW) == []


def test_too_short_a_history_says_nothing() -> None:
    # Four changes are needed before one is judged: here there are three.
    assert found(yearly([1000, 1010, 1020, 1000, 3000])) == []


def test_small_numbers_move_by_chance() -> None:
    # The logarithms of 30 and 60 differ by 0.69; by chance alone they differ by sqrt(1/30 + 1/60) = 0.22.
    assert found(yearly([31, 30, 32, 30, 31, 30, 60])) == []


def test_a_sudden_zero_is_found_and_a_series_that_was_near_zero_is_not() -> None:
    (finding,) = found(yearly([*CALM, 0]))
    assert finding.check == "sudden_zero"
    assert "never below 980" in finding.text["en"]
    assert found(yearly([1000, 20, 980, 1020, 1060, 1010, 0])) == []
    assert found(yearly([*CALM, 0]), LAW) == []


def test_shares_that_move_are_found() -> None:
    calm = [(500, 300, 200), (510, 290, 200), (490, 310, 200), (505, 295, 200)]
    (finding,) = found(by_country(*calm, (100, 300, 600)))
    assert finding.check == "breakdown_shifted"
    # The share of TUR fell from 505 to 100 of 1,000, that of RUS rose from 200 to 600.
    assert "from 50.5 % to 10 %" in finding.text["en"]
    assert found(by_country(*calm, (495, 305, 200))) == []
    assert found(by_country(*calm[:3], calm[3], (100, 300, 600)), Break(
        "form", date(2017, 1, 1), {"en": "A form.", "az": "Forma."}, ("work_permits_issued",)
    )) == []  # fmt: skip


def test_a_breakdown_that_was_sent_again_is_found() -> None:
    (finding,) = found(by_country((500, 300, 200), (510, 290, 205), (510, 290, 205)))
    assert finding.check == "breakdown_repeated"
    assert finding.count == 6


def test_the_index_is_the_sum_of_differences_times_logarithms() -> None:
    # 0.5 -> 0.75 and 0.5 -> 0.25
    expected = 0.25 * log(1.5) + (-0.25) * log(0.5)
    assert stability_index({"a": 50, "b": 50}, {"a": 75, "b": 25}) == pytest.approx(expected)


COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10_000), min_size=2)


@given(COUNTS, COUNTS)
def test_the_index_is_never_negative_and_the_same_both_ways(old: dict[str, int], new: dict[str, int]) -> None:
    assert stability_index(old, new) >= 0
    assert stability_index(old, new) == pytest.approx(stability_index(new, old))


@given(COUNTS, st.integers(1, 9))
def test_more_of_the_same_moves_nothing(old: dict[str, int], times: int) -> None:
    assert stability_index(old, {name: times * count for name, count in old.items()}) == pytest.approx(0)
