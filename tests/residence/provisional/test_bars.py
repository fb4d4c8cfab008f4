"""The bars over a back-test that is written down by hand."""

from typing import Any

import pyarrow as pa
import pytest

from durna.residence.provisional import BackTest, Bar, bars
from durna.residence.provisional.backtest import CLOSURE, OPEN_BORDER
from durna.residence.provisional.summary import by_lag

CUT_OFFS = [f"{year}-{month:02}" for year in (2015, 2016) for month in range(1, 13)]


def written(
    error: float, half: float, period: str = OPEN_BORDER, group_size: float = 30, year_error: float = 24
) -> BackTest:
    """24 cut-offs, 16 lags: truth 100 each way, estimates too high and too low by `error` in turn; years too high.

    Only what is settled is 50 too low, staying for ever 20 too high, the chain-ladder 10.
    """
    lags: list[dict[str, Any]] = []
    years: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    for n, cut_off in enumerate(CUT_OFFS):
        known = {"cut_off": cut_off, "period": period}
        for flow, truth in (("emigration", 100.0), ("immigration", 100.0), ("net", 0.0)):
            value = truth + (error if n % 2 else -error)
            told = {"truth": truth, "estimate": value, "lower": value - half, "upper": value + half}
            simple = {"only_settled": truth - 50, "stay_for_ever": truth + 20, "chain_ladder": truth + 10}
            lags += [{**known, "flow": flow, "lag": lag, "month": cut_off, **told, **simple} for lag in range(1, 17)]
            year = {"truth": 12 * truth, "estimate": 12 * truth + year_error}
            year |= {"lower": 12 * truth, "upper": 12 * truth + 2 * year_error}
            years.append({**known, "flow": flow, **year})
        group = {"truth": group_size, "estimate": group_size, "lower": group_size - 1, "upper": group_size + 1}
        groups += [{**known, "group": "GEO", "flow": "emigration", "lag": lag, **group} for lag in (1, 2, 3)]
    totals = [
        {
            **known,
            "flow": "net",
            "group": group,
            "months": months,
            "truth": truth,
            "estimate": 0,
            "lower": -1,
            "upper": 1,
        }
        for known in ({"cut_off": cut_off, "period": period} for cut_off in CUT_OFFS)
        for months in (3, 6, 10, 12)
        # Of everybody all are inside; of the group those of three months are not.
        for group, truth in ((None, 0), ("GEO", 2 if months == 3 else 0))
    ]
    return BackTest(*(pa.Table.from_pylist(rows) for rows in (lags, years, groups, totals)))


def bar(found: BackTest, what: str) -> Bar:
    (one,) = (one for one in bars(found) if one.what == what)
    return one


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("cut-offs", 24),
        ("immigration: coverage, lags 1 to 12", 1.0),
        ("immigration: half-width over mean absolute error", 12 / 4),
        # The better baseline is off by 20, the chain-ladder by 10.
        ("immigration: mean absolute error over the better baseline's", 4 / 20),
        ("immigration: mean absolute error over the chain-ladder's", 4 / 10),
        ("net: mean absolute error over the better baseline's", 4 / 20),
        # Too high and too low by turns.
        ("immigration: mean error over mean absolute error", 0),
        ("immigration: mean error of twelve months over the flow", 24 / 1200),
        ("immigration: mean absolute error of twelve months over the flow", 24 / 1200),
        ("groups of 20 to 50 migrations: coverage", 1.0),
        ("groups: smallest figure given", 30),
        ("totals of 3 to 12 months: coverage", 1.0),
        ("totals of groups: coverage", 3 / 4),
    ],
)
def test_a_bar_is_what_it_says(what: str, value: float) -> None:
    found = bar(written(error=4, half=12), what)

    assert found.value == pytest.approx(value)
    assert found.is_met is (None if found.limit is None else True)


def test_a_late_net_that_is_off_fails() -> None:
    # A net off by 4, where 100 come and 100 leave: 2 % of the gross flow, and 1.5 % are allowed.
    found = bar(written(error=4, half=12), "net: error of lags 13 to 16 over the gross flow")

    assert (found.value, found.is_met) == (pytest.approx(0.02), False)


def test_years_that_lean_to_one_side_fail() -> None:
    # 36 of 1,200 too many in every year: 3 %, and 2.5 % are allowed.
    found = bar(written(error=4, half=12, year_error=36), "emigration: mean error of twelve months over the flow")

    assert (found.value, found.is_met) == (pytest.approx(0.03), False)


def test_intervals_that_miss_fail_the_coverage() -> None:
    found = bar(written(error=4, half=3), "net: coverage, lags 1 to 3")

    assert (found.value, found.is_met) == (0.0, False)


def test_intervals_that_are_right_by_width_alone_fail() -> None:
    found = bar(written(error=4, half=20), "net: half-width over mean absolute error")

    assert (found.value, found.is_met) == (pytest.approx(5), False)


def test_a_figure_below_twenty_fails() -> None:
    assert bar(written(4, 12, group_size=19), "groups: smallest figure given").is_met is False


def test_cut_offs_that_meet_a_closure_are_told_without_a_bar() -> None:
    found = bars(written(error=30, half=12, period=CLOSURE))
    told = [one for one in found if "meet a closure" in one.what]

    assert [one.value for one in told if "immigration" in one.what] == pytest.approx([0.0, 30.0])
    assert all(one.is_met is None for one in told)
    # And no cut-off is left for the bars themselves.
    assert [one.is_met for one in found if one.what == "cut-offs"] == [False]


def test_the_summary_has_a_row_for_each_lag() -> None:
    told = {(period, flow): rows for period, flow, rows in by_lag(written(error=4, half=12))}

    assert set(told) == {(OPEN_BORDER, flow) for flow in ("emigration", "immigration", "net")}
    row = told[OPEN_BORDER, "immigration"][0]
    assert (row.lag, row.cut_offs, row.truth, row.mean_error, row.absolute_error, row.half_width, row.coverage) == (
        1, 24, 100, 0, 4, 12, 1,
    )  # fmt: skip


def test_estimates_without_any_error_are_measured_by_nothing() -> None:
    found = bar(written(error=0, half=12), "net: half-width over mean absolute error")

    assert found.is_met is None
