"""`backtest`: hide the last months at many cuts, estimate with what was known then, reveal, compare.

Beside the estimates stand three simpler ways: only what is settled; everybody stays where they are (as in migrbc);
a chain-ladder of past truth over that count. Cuts whose windows meet a closure of the border are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from durna.residence import crossings as reading
from durna.residence.calendar import day_number
from durna.residence.classifying import refuse_gaps
from durna.residence.columns import Numbers
from durna.residence.problems import REJECT
from durna.residence.provisional.closure import meets
from durna.residence.provisional.counted import Counted
from durna.residence.provisional.estimates import closed_at, refuse_later, too_little
from durna.residence.provisional.flows import FLOWS, IN, OUT, with_net
from durna.residence.provisional.months import last_day, month_number, month_text, months_of
from durna.residence.provisional.observer import YEAR, Observer, cut_days
from durna.residence.provisional.panel import Panel, panel_of, standing
from durna.residence.provisional.totals import Totals
from durna.residence.provisional.walk import Step, walk
from durna.residence.rule import RuleLike, as_rule

OPEN_BORDER, CLOSURE = "open border", "meets a closure"
CUT_OFFS = 36
_KNOWN = [("cut_off", pa.string()), ("period", pa.string()), ("flow", pa.string())]
_TOLD = [(name, pa.float64()) for name in ("truth", "estimate", "lower", "upper")]
_SIMPLE = [(name, pa.float64()) for name in ("only_settled", "stay_for_ever", "chain_ladder")]
LAGS = pa.schema([*_KNOWN, ("lag", pa.int64()), ("month", pa.string()), *_TOLD, *_SIMPLE])
YEARS = pa.schema([*_KNOWN, *_TOLD])
GROUPS = pa.schema([*_KNOWN, ("group", pa.string()), ("lag", pa.int64()), *_TOLD])
TOTALS = pa.schema([*_KNOWN, ("group", pa.string()), ("months", pa.int64()), *_TOLD])
# Parts of years and a year up to the cut, as a Profile shows them.
SPANS = (3, 6, 10, YEAR)


@dataclass(frozen=True)
class BackTest:
    """`lags`: cut_off, period, flow, lag (1: the month that ended with the cut), month, truth, estimate, lower, upper,
    only_settled, stay_for_ever, chain_ladder. `years`: the twelve months to a cut. `groups`: cells that were given.
    `totals`: several months together up to a cut, everybody's (no group) and of groups, where they were given."""

    lags: pa.Table
    years: pa.Table
    groups: pa.Table
    totals: pa.Table


@dataclass(frozen=True)
class Truth:
    """Migrations by direction and month since the first (2, months), and by group (groups, 2, months)."""

    first_month: int
    flows: Numbers
    groups: Numbers

    def of_lags(self, flows: Numbers, month: int, lags: int) -> Numbers:
        """(..., 2, lags) as seen from a month."""
        place = month - self.first_month
        found: Numbers = flows[..., place - lags + 1 : place + 1][..., ::-1]
        return found


def backtest(
    crossings: Any,
    rule: RuleLike,
    observed_until: Any,
    *,
    gaps: str = REJECT,
    columns: Mapping[str, str] | None = None,
    group: str | None = None,
    first: str | None = None,
    last: str | None = None,
    cut_offs: int = CUT_OFFS,
    closures: Iterable[str] = (),
) -> BackTest:
    """Estimates of the past, held against what came out. Arguments as of `estimate`.

    Cuts are ends of months from `first` to `last` (as 2018-10) whose every answer is settled by `observed_until`; of
    those before or after a closure, and of those that meet one, the last `cut_offs` each. Errors as of `estimate`.
    """
    refuse_gaps(gaps)
    until = day_number(reading.last_day(observed_until))
    panel = panel_of(crossings, as_rule(rule), gaps, columns, group)
    refuse_later(panel, until)
    observer = Observer(panel)
    closed = closed_at(panel, until, closures)
    latest = min(int(months_of(until - observer.window + 1)) - 1, month_number(last) if last else 1 << 20)
    earliest = month_number(first) if first else observer.first_month
    steps = [
        step
        for step in walk(observer, cut_days(observer.first_month, last_day(latest)))
        if step.seen.month >= earliest and step.seen.known.shape[1] >= observer.lags
    ]
    if not steps:
        raise too_little()
    periods = {step.seen.month: period_of(step, closed, observer) for step in steps}
    chosen = [step for step in steps if step.seen.month in _last_of_each(periods, cut_offs)]
    return _compared(chosen, periods, revealed(panel, until), panel, observer.lags - 2)


def revealed(panel: Panel, until: int) -> Truth:
    """What the rule says once everything is known."""
    month, first = int(months_of(until)), int(months_of(panel.days.min()))
    counted, stands = Counted(panel, month, month - first + 1), standing(panel, until)
    return Truth(
        first, counted.by_lag(stands.is_migration)[..., ::-1], counted.by_group(stands.is_migration)[..., ::-1]
    )


def period_of(step: Step, closed: list[int], observer: Observer) -> str:
    """Whether anything that bears on a cut's open crossings, before it or until they are settled, met a closure."""
    first, last = step.seen.month - observer.lags + 1, int(months_of(step.seen.day + observer.window))
    return CLOSURE if meets(closed, first, last) else OPEN_BORDER


def _last_of_each(periods: Mapping[int, str], count: int) -> set[int]:
    found: set[int] = set()
    for period in (OPEN_BORDER, CLOSURE):
        found |= set([month for month, one in periods.items() if one == period][-count:])
    return found


def _compared(steps: list[Step], periods: Mapping[int, str], truth: Truth, panel: Panel, lags: int) -> BackTest:
    lag_rows: list[dict[str, Any]] = []
    year_rows: list[dict[str, Any]] = []
    group_rows: list[dict[str, Any]] = []
    total_rows: list[dict[str, Any]] = []
    for step in steps:
        known = {"cut_off": month_text(step.seen.month), "period": periods[step.seen.month]}
        lag_rows += ({**known, **row} for row in _by_lag(step, truth, lags))
        year_rows += ({**known, **row} for row in _by_year(step, truth))
        group_rows += ({**known, **row} for row in _by_group(step, truth, panel.groups.names, lags))
        total_rows += ({**known, **row} for row in _by_total(step, truth, panel))
    return BackTest(
        pa.Table.from_pylist(lag_rows, LAGS), pa.Table.from_pylist(year_rows, YEARS),
        pa.Table.from_pylist(group_rows, GROUPS), pa.Table.from_pylist(total_rows, TOTALS),
    )  # fmt: skip


def _by_lag(step: Step, truth: Truth, lags: int) -> Iterator[dict[str, Any]]:
    seen, found = step.seen, step.found.months
    simple = {
        "truth": truth.of_lags(truth.flows, seen.month, lags), "only_settled": seen.settled,
        "stay_for_ever": seen.forever, "chain_ladder": step.ladder,
    }  # fmt: skip
    told = {name: with_net(values[:, :lags]) for name, values in simple.items()}
    told |= {"estimate": found.value, "lower": found.lower, "upper": found.upper}
    for flow, name in enumerate(FLOWS):
        for lag in range(lags):
            values = {what: _number(numbers[flow, lag]) for what, numbers in told.items()}
            yield {"flow": name, "lag": lag + 1, "month": month_text(seen.month - lag), **values}


def _by_year(step: Step, truth: Truth) -> Iterator[dict[str, Any]]:
    came_out = with_net(truth.of_lags(truth.flows, step.seen.month, YEAR)).sum(axis=1)
    year = step.found.year
    for flow, name in enumerate(FLOWS):
        told = {"truth": came_out, "estimate": year.value, "lower": year.lower, "upper": year.upper}
        yield {"flow": name, **{what: _number(numbers[flow]) for what, numbers in told.items()}}


def _by_group(step: Step, truth: Truth, names: tuple[tuple[str, str], ...], lags: int) -> Iterator[dict[str, Any]]:
    """Cells that have an estimate, of which something was open."""
    if not names:
        return
    found, came_out = step.found.groups, truth.of_lags(truth.groups, step.seen.month, lags)
    given = ~found.is_too_small[..., :lags] & (step.seen.group_open[..., :lags] > 0)
    for place in zip(*np.nonzero(given), strict=True):
        group, flow, lag = (int(part) for part in place)
        yield {
            "group": names[group][1], "flow": FLOWS[flow], "lag": lag + 1, "truth": _number(came_out[place]),
            "estimate": _number(found.value[place]), "lower": _number(found.lower[place]),
            "upper": _number(found.upper[place]),
        }  # fmt: skip


def _by_total(step: Step, truth: Truth, panel: Panel) -> Iterator[dict[str, Any]]:
    """Those that a figure would show. Whether they meet a closure is told by the period of the cut."""
    month, totals = step.seen.month, Totals(panel.groups.names, step.seen, (), step.spans)
    for months in SPANS:
        flows, groups = (with_net_of(truth.of_lags(all_of, month, months)) for all_of in (truth.flows, truth.groups))
        for way, flow in enumerate(FLOWS):
            for place, group in enumerate([None, *panel.groups.names]):
                found = totals.of(flow, month - months + 1, month, group)
                if not found.why_not and not found.is_small:
                    came_out = flows[way] if group is None else groups[place - 1, way]
                    told = {"truth": came_out, "estimate": found.value, "lower": found.lower, "upper": found.upper}
                    yield {"flow": flow, "months": months, "group": group and group[1],
                           **{what: float(number) for what, number in told.items()}}  # fmt: skip


def with_net_of(months: Numbers) -> Numbers:
    """(..., 3) of months together, from (..., 2, months)."""
    flows = months.sum(axis=-1)
    return np.concatenate([flows, (flows[..., IN] - flows[..., OUT])[..., None]], axis=-1)


def _number(value: Any) -> float | None:
    """Nothing where it could not be told."""
    return None if np.isnan(value) else float(value)
