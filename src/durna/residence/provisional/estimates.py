"""`durna.residence.provisional.estimate`: what is known of every month, and what is thought of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from durna.errors import UserError
from durna.residence import crossings as reading
from durna.residence.calendar import day_number
from durna.residence.classifying import refuse_gaps
from durna.residence.columns import Columns
from durna.residence.problems import REJECT
from durna.residence.provisional.cells import cells_of, years_of
from durna.residence.provisional.closure import closed_months
from durna.residence.provisional.intervals import estimated
from durna.residence.provisional.months import day_as_date, last_day, last_whole_month, month_number
from durna.residence.provisional.observer import Observer, cut_days
from durna.residence.provisional.panel import Panel, panel_of
from durna.residence.provisional.revisions import learned
from durna.residence.rule import RuleLike, as_rule


@dataclass(frozen=True)
class Estimates:
    """`cells`, `years`: see cells.py. `open`: row of the input, and the probability that it is a migration."""

    cells: pa.Table
    years: pa.Table
    open: pa.Table


def estimate(
    crossings: Any,
    rule: RuleLike,
    observed_until: Any,
    *,
    gaps: str = REJECT,
    columns: Mapping[str, str] | None = None,
    group: str | None = None,
    closures: Iterable[str] = (),
) -> Estimates:
    """Migrations by month: settled, open, and an estimate with a 95 % interval that covers model and later revision.

    `crossings`, `rule`, `observed_until`, `gaps`, `columns`: as `durna.residence.classify` takes them. Beside person,
    date and direction whichever covariates the table has are learned from (covariates.py). `group`: a column by whose
    values flows are told as well. `closures`: months (as 2020-03) in which the border was closed, beside those that the
    crossings show. Takes at least about four years of crossings. The same input gives the same bytes. Raises UserError
    as classify does, and where there is too little to learn from.
    """
    refuse_gaps(gaps)
    until = day_number(reading.last_day(observed_until))
    panel = panel_of(crossings, as_rule(rule), gaps, columns, group)
    refuse_later(panel, until)
    observer = Observer(panel)
    seen = list(observer.observe(cut_days(observer.first_month, until)))
    now = seen[-1] if seen and seen[-1].day == until else None
    if now is None:
        raise too_little()
    found = estimated(now, learned(seen[:-1], now, observer.window))
    closed = closed_at(panel, until, closures)
    chances = pa.table({"row": panel.sources[observer.open_rows], "probability": observer.chances})
    return Estimates(cells_of(panel, now, found, closed), years_of(now, found, closed), chances)


def closed_at(panel: Panel, until: int, stated: Iterable[str]) -> list[int]:
    """Closed months as they can be seen on a day: a month that is not over tells nothing yet."""
    seen = panel.days[panel.days <= last_day(last_whole_month(until))]
    return closed_months(seen, (month_number(text) for text in stated))


def refuse_later(panel: Panel, until: int) -> None:
    reading.refuse_later(Columns(panel.persons, panel.days, panel.directions), day_as_date(until))


def too_little() -> UserError:
    return UserError(
        found="The crossings leave nothing to learn from: no migration after their first year is settled.",
        expected="The first year, which is left out, the window of the rule, and a year or more of crossings.",
        do="Give a longer history; until then only what is settled can be told.",
    )
