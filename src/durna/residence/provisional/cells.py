"""Tables of estimates: one row for each month and flow, and for each group beside.

cells: month (2018-03), flow (emigration, immigration, net), group (null: everybody), settled_yes, settled_no, open,
  rejected (crossings; rejected are those of people whose records have a gap), estimate, lower, upper, status,
  meets_closure (a month from this one to the cut was closed: what people do then the model cannot know).
years: twelve months to the cut: until (a day), flow, estimate, lower, upper, status, meets_closure.

Status: final (nothing is open; estimate and interval are what is settled), estimated, or suppressed (below about 20
migrations there is no estimate). A net is suppressed where either of its flows is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from durna.residence.columns import Numbers
from durna.residence.provisional.closure import meets
from durna.residence.provisional.counted import Counted, Counts
from durna.residence.provisional.flows import FLOWS, IN, NET, OUT
from durna.residence.provisional.intervals import Estimated, Interval
from durna.residence.provisional.months import day_as_date, month_text
from durna.residence.provisional.observer import YEAR, Observation
from durna.residence.provisional.panel import Panel, standing

FINAL, ESTIMATED, SUPPRESSED = "final", "estimated", "suppressed"
ESTIMATE = [
    ("estimate", pa.float64()), ("lower", pa.float64()), ("upper", pa.float64()), ("status", pa.string()),
    ("meets_closure", pa.bool_()),
]  # fmt: skip
COUNTS = [(name, pa.int64()) for name in ("settled_yes", "settled_no", "open", "rejected")]
CELLS = pa.schema([("month", pa.string()), ("flow", pa.string()), ("group", pa.string()), *COUNTS, *ESTIMATE])
YEARS = pa.schema([("until", pa.date32()), ("flow", pa.string()), *ESTIMATE])


def cells_of(panel: Panel, now: Observation, found: Estimated, closed: Sequence[int]) -> pa.Table:
    """Every month since the first crossing, in order of time; everybody first, then group by group."""
    months = now.month - int(now.month - now.known.shape[1] + 1) + 1
    counted = Counted(panel, now.month, months)
    stands = standing(panel, now.day)
    whole, by_group = counted.standing(stands), counted.standing_by_group(stands)
    rows = list(_flow_rows(whole, found.months, None))
    for place, (_, name) in enumerate(panel.groups.names):
        rows += _flow_rows(_of_group(by_group, place), _interval_of_group(found.groups, place), name)
    for row in rows:
        month = now.month - row.pop("lag")
        row |= {"month": month_text(month), "meets_closure": meets(closed, month, now.month)}
    return pa.Table.from_pylist(rows, CELLS)


def years_of(now: Observation, found: Estimated, closed: Sequence[int]) -> pa.Table:
    known = {"until": day_as_date(now.day), "meets_closure": meets(closed, now.month - YEAR + 1, now.month)}
    small = is_small(found.year)
    is_open = bool(now.open[:, :YEAR].any())
    return pa.Table.from_pylist(
        [{**known, "flow": FLOWS[flow], **estimate_of(found.year, is_open, small[flow], flow)} for flow in range(3)],
        YEARS,
    )


def _flow_rows(counts: Counts, interval: Interval, group: str | None) -> Iterator[dict[str, Any]]:
    """Emigration and immigration of each month, and net where everybody is told."""
    small = is_small(interval)
    lags = interval.value.shape[-1]
    for lag in reversed(range(counts.settled.shape[-1])):
        for flow in range(len(interval.value)):
            row = {"lag": lag, "flow": FLOWS[flow], "group": group, **_counts(counts, flow, lag)}
            if lag < lags and row["open"]:
                yield row | estimate_of(interval, True, small[flow, lag], (flow, lag))
            else:
                yield row | _final(row["settled_yes"])


def _counts(counts: Counts, flow: int, lag: int) -> dict[str, int | None]:
    """Of a net the balance of what is settled, and how much is open on either side."""
    if flow == NET:
        settled = int(counts.settled[IN, lag] - counts.settled[OUT, lag])
        return {
            "settled_yes": settled, "settled_no": None, "open": int(counts.open[:, lag].sum()),
            "rejected": int(counts.rejected[:, lag].sum()),
        }  # fmt: skip
    parts = (counts.settled, counts.settled_no, counts.open, counts.rejected)
    return {name: int(part[flow, lag]) for (name, _), part in zip(COUNTS, parts, strict=True)}


def is_small(interval: Interval) -> Numbers:
    """By flow: of a net where either of the two is."""
    flows = interval.is_too_small[:2]
    return np.concatenate([flows, flows.any(axis=0, keepdims=True)])


def estimate_of(interval: Interval, is_open: bool, is_small: Any, place: Any) -> dict[str, Any]:
    if is_open and is_small:
        return {"estimate": None, "lower": None, "upper": None, "status": SUPPRESSED}
    value, lower, upper = (float(part[place]) for part in (interval.value, interval.lower, interval.upper))
    return {"estimate": value, "lower": lower, "upper": upper, "status": ESTIMATED if is_open else FINAL}


def _final(settled: Any) -> dict[str, Any]:
    return {"estimate": settled, "lower": settled, "upper": settled, "status": FINAL}


def _of_group(counts: Counts, place: int) -> Counts:
    return Counts(counts.settled[place], counts.settled_no[place], counts.open[place], counts.rejected[place])


def _interval_of_group(interval: Interval, place: int) -> Interval:
    return Interval(interval.value[place], interval.lower[place], interval.upper[place])
