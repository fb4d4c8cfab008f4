"""How one total came to be what it is: its value at each cut-off from its last month on, until all of it was settled.

The revision triangle (triangle.py) of one published cell, with the interval that the cell itself would have had.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from durna.residence.provisional import simulate
from durna.residence.provisional.cells import ESTIMATED, FINAL
from durna.residence.provisional.estimates import closed_at
from durna.residence.provisional.months import day_as_date
from durna.residence.provisional.observer import Observation, Observer, cut_days
from durna.residence.provisional.panel import Panel
from durna.residence.provisional.revisions import learned
from durna.residence.provisional.spans import Spans
from durna.residence.provisional.totals import Group, Total, Totals

PROVISIONAL, NOT_AVAILABLE = "provisional", "not_available"


@dataclass(frozen=True)
class Cell:
    """A flow (immigration, emigration, net) from the first to the last of some months, of everybody or of a group."""

    flow: str
    first: int
    last: int
    group: Group | None = None


@dataclass(frozen=True)
class Stage:
    """What was said at a cut-off, with what was known then."""

    cut_off: date
    status: str
    total: Total


def stages(panel: Panel, until: int, cell: Cell, simulations: int = simulate.DRAWS) -> list[Stage]:
    """At the end of each month that had a model, and on the last day observed; nothing knows what came later."""
    observer, past, found = Observer(panel, simulations), list[Observation](), list[Stage]()
    for now in observer.observe(cut_days(observer.first_month, until)):
        if now.month >= cell.last:
            spans = Spans(past, now, observer.window, learned(past, now, observer.window))
            known = Totals(panel.groups.names, now, closed_at(panel, now.day, ()), spans)
            total = known.of(cell.flow, cell.first, cell.last, cell.group)
            found.append(Stage(day_as_date(now.day), _status(total), total))
            if not total.open:
                break
        past.append(now)
    return found


def _status(total: Total) -> str:
    if not total.open:
        return FINAL
    if total.is_small:
        return NOT_AVAILABLE
    return PROVISIONAL if total.why_not else ESTIMATED
