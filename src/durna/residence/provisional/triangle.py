"""The revision triangle: the value of every monthly figure as it would have been published at each cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from durna.residence import crossings as reading
from durna.residence.calendar import day_number
from durna.residence.classifying import refuse_gaps
from durna.residence.problems import REJECT
from durna.residence.provisional.cells import ESTIMATE, estimate_of, is_small
from durna.residence.provisional.estimates import refuse_later, too_little
from durna.residence.provisional.flows import FLOWS, with_net
from durna.residence.provisional.months import day_as_date, month_text
from durna.residence.provisional.observer import Observer, cut_days
from durna.residence.provisional.panel import panel_of
from durna.residence.provisional.walk import Step, walk
from durna.residence.rule import RuleLike, as_rule

TRIANGLE = pa.schema(
    [
        ("month", pa.string()), ("flow", pa.string()), ("cut_off", pa.date32()), ("lag", pa.int64()),
        ("settled_yes", pa.int64()), ("open", pa.int64()), *ESTIMATE[:-1],
    ]
)  # fmt: skip


def triangle(
    crossings: Any,
    rule: RuleLike,
    observed_until: Any,
    *,
    gaps: str = REJECT,
    columns: Mapping[str, str] | None = None,
) -> pa.Table:
    """One row for each month, flow and cut-off at which the month was still open or had just become final.

    month (2018-03), flow (emigration, immigration, net), cut_off, lag (1: the month of the cut-off), settled_yes, open,
    estimate, lower, upper, status: as `estimate` would have told them then. Arguments and errors as of `estimate`.
    """
    refuse_gaps(gaps)
    until = day_number(reading.last_day(observed_until))
    panel = panel_of(crossings, as_rule(rule), gaps, columns)
    refuse_later(panel, until)
    observer = Observer(panel)
    rows = [row for step in walk(observer, cut_days(observer.first_month, until)) for row in _published(step)]
    if not rows:
        raise too_little()
    rows.sort(key=lambda row: (row["month"], FLOWS.index(row["flow"]), row["cut_off"]))
    return pa.Table.from_pylist(rows, TRIANGLE)


def _published(step: Step) -> Iterator[dict[str, Any]]:
    seen, found = step.seen, step.found.months
    settled, small = with_net(seen.settled), is_small(found)
    still_open = seen.open.sum(axis=0)
    for flow, name in enumerate(FLOWS):
        for lag in range(min(seen.open.shape[1], seen.known.shape[1])):
            count = int(still_open[lag] if name == "net" else seen.open[flow, lag])
            yield {
                "month": month_text(seen.month - lag), "flow": name, "cut_off": day_as_date(seen.day), "lag": lag + 1,
                "settled_yes": int(settled[flow, lag]), "open": count,
                **estimate_of(found, count > 0, small[flow, lag], (flow, lag)),
            }  # fmt: skip
