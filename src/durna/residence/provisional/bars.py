"""What a back-test must show before its estimates may be published, and what it showed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from durna.residence.columns import Numbers
from durna.residence.provisional.backtest import CLOSURE, OPEN_BORDER, BackTest
from durna.residence.provisional.flows import FLOWS
from durna.residence.provisional.intervals import FEWEST

LAG_GROUPS = ((1, 3), (4, 8), (9, 12))
FEWEST_CUT_OFFS = 24
SIZES = ((20, 50), (50, 200), (200, 10**9))
# Of fewer cells a share says little.
FEWEST_CELLS = 60


@dataclass(frozen=True)
class Bar:
    """`limit` is the most `value` may be, or the least where `is_least`; None: told, and held against nothing.

    The value is not a number where there was nothing to measure it by; such a bar is neither met nor missed.
    """

    what: str
    value: float
    limit: float | None = None
    is_least: bool = False

    @property
    def is_met(self) -> bool | None:
        if self.limit is None or np.isnan(self.value):
            return None
        return self.value >= self.limit if self.is_least else self.value <= self.limit


def bars(found: BackTest) -> list[Bar]:
    """Every bar over the cuts whose windows meet no closure; then, without a bar, those that do."""
    usual = {flow: Outcome.of(found, flow, OPEN_BORDER) for flow in FLOWS}
    told = [Bar("cut-offs", float(usual["net"].cut_offs), FEWEST_CUT_OFFS, is_least=True)]
    for flow, outcome in usual.items():
        if outcome.cut_offs:
            told += _of_flow(flow, outcome)
    told += [*_of_groups(found), *_of_totals(found)]
    closure = [(flow, Outcome.of(found, flow, CLOSURE)) for flow in FLOWS]
    return [*told, *(bar for flow, outcome in closure if outcome.cut_offs for bar in _of_closure(flow, outcome))]


@dataclass(frozen=True)
class Outcome:
    """One flow over the cuts of a period: arrays (cuts, lags), and of years (cuts); gross: in and out together."""

    truth: Numbers
    estimate: Numbers
    lower: Numbers
    upper: Numbers
    simple: dict[str, Numbers]
    year_truth: Numbers
    year_estimate: Numbers
    year_lower: Numbers
    year_upper: Numbers
    gross: Numbers

    @classmethod
    def of(cls, found: BackTest, flow: str, period: str) -> Outcome:
        lags = {one: _chosen(found.lags, one, period) for one in FLOWS}
        years = _chosen(found.years, flow, period)
        columns = {name: _by_lag(lags[flow], name) for name in ("truth", "estimate", "lower", "upper")}
        simple = {name: _by_lag(lags[flow], name) for name in ("only_settled", "stay_for_ever", "chain_ladder")}
        gross = _by_lag(lags["immigration"], "truth") + _by_lag(lags["emigration"], "truth")
        of_years = {f"year_{name}": _numbers(years, name) for name in columns}
        return cls(**columns, simple=simple, gross=gross, **of_years)

    @property
    def cut_offs(self) -> int:
        return len(self.truth)

    @property
    def error(self) -> Numbers:
        return self.truth - self.estimate

    def coverage(self, first: int, last: int) -> float:
        """Share of the truths inside their interval, from lag to lag."""
        inside = (self.lower <= self.truth) & (self.truth <= self.upper)
        return float(inside[:, first - 1 : last].mean())

    def mean_error(self, of: Numbers | None = None, first: int = 1, last: int = 12) -> float:
        """Mean absolute error of the estimate or of a simpler way, where that has one."""
        error = self.error if of is None else self.truth - of
        return float(np.nanmean(np.abs(error[:, first - 1 : last])))

    def year_coverage(self) -> float:
        return float(((self.year_lower <= self.year_truth) & (self.year_truth <= self.year_upper)).mean())


def _of_flow(flow: str, of: Outcome) -> Iterator[Bar]:
    error, is_net = of.mean_error(), flow == "net"
    better = min(of.mean_error(of.simple["only_settled"]), of.mean_error(of.simple["stay_for_ever"]))
    yield Bar(f"{flow}: coverage, lags 1 to 12", of.coverage(1, 12), 0.90, is_least=True)
    for first, last in LAG_GROUPS:
        yield Bar(f"{flow}: coverage, lags {first} to {last}", of.coverage(first, last), 0.85, is_least=True)
    half_width = float(((of.upper - of.lower) / 2)[:, :12].mean())
    yield Bar(f"{flow}: half-width over mean absolute error", _ratio(half_width, error), 3.5)
    yield Bar(
        f"{flow}: mean absolute error over the better baseline's", _ratio(error, better), 0.35 if is_net else 0.20
    )
    ladder = of.mean_error(of.simple["chain_ladder"])
    yield Bar(f"{flow}: mean absolute error over the chain-ladder's", _ratio(error, ladder), 0.60)
    yield Bar(f"{flow}: mean error over mean absolute error", _ratio(abs(float(of.error[:, :12].mean())), error), 0.5)
    if is_net:
        yield Bar(
            "net: error of lags 13 to 16 over the gross flow",
            _ratio(of.mean_error(first=13, last=16), float(of.gross[:, 12:16].mean())),
            0.015,
        )
    else:
        year = of.year_truth - of.year_estimate
        flow_of_year = float(of.year_truth.mean())
        missed, tilt = float(np.abs(year).mean()), abs(float(year.mean()))
        # The bar is one on bias: a single year may be better or worse for staying by more, and no crossing shows it.
        yield Bar(f"{flow}: mean error of twelve months over the flow", _ratio(tilt, flow_of_year), 0.025)
        yield Bar(f"{flow}: mean absolute error of twelve months over the flow", _ratio(missed, flow_of_year))
    yield Bar(f"{flow}: coverage of twelve months", of.year_coverage())


def _ratio(part: float, whole: float) -> float:
    """Not a number where there is nothing to hold it against: a country without errors, or without migrations."""
    return part / whole if whole else float("nan")


def _of_groups(found: BackTest) -> Iterator[Bar]:
    """Coverage of groups by the size of the cell, and the smallest figure that was given."""
    if not found.groups.num_rows:
        return
    usual = np.array(found.groups["period"].to_pylist()) == OPEN_BORDER
    names = ("truth", "estimate", "lower", "upper")
    truth, value, lower, upper = (_numbers(found.groups, name)[usual] for name in names)
    inside = (lower <= truth) & (truth <= upper)
    for least, most in SIZES:
        cells = (value >= least) & (value < most)
        if cells.sum() >= FEWEST_CELLS:
            size = f"{least} to {most}" if most < 10**9 else f"{least} and more"
            yield Bar(f"groups of {size} migrations: coverage", float(inside[cells].mean()), 0.85, is_least=True)
    if len(value):
        yield Bar("groups: smallest figure given", float(value.min()), FEWEST, is_least=True)


def _of_totals(found: BackTest) -> Iterator[Bar]:
    """Totals of three to twelve months, as figures show them: everybody's, and those of groups."""
    usual = [row for row in found.totals.to_pylist() if row["period"] == OPEN_BORDER]
    for name, is_of in (("totals of 3 to 12 months", False), ("totals of groups", True)):
        inside = [row["lower"] <= row["truth"] <= row["upper"] for row in usual if bool(row["group"]) == is_of]
        if len(inside) >= FEWEST_CELLS:
            yield Bar(f"{name}: coverage", sum(inside) / len(inside))


def _of_closure(flow: str, of: Outcome) -> Iterator[Bar]:
    yield Bar(f"{flow}, {of.cut_offs} cut-offs that meet a closure: coverage, lags 1 to 12", of.coverage(1, 12))
    yield Bar(f"{flow}, cut-offs that meet a closure: mean absolute error", of.mean_error())


def _chosen(table: pa.Table, flow: str, period: str) -> pa.Table:
    flows, periods = table["flow"].to_pylist(), table["period"].to_pylist()
    kept = [one == flow and other == period for one, other in zip(flows, periods, strict=True)]
    return table.filter(pa.array(kept, pa.bool_()))


def _by_lag(table: pa.Table, name: str) -> Numbers:
    lags = len(set(table["lag"].to_pylist())) or 1
    return _numbers(table, name).reshape(-1, lags)


def _numbers(table: pa.Table, name: str) -> Numbers:
    return np.array([np.nan if value is None else value for value in table[name].to_pylist()], dtype=np.float64)
