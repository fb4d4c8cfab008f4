"""Migrations that are not all settled: estimated with a 95 % interval, or said to be provisional and why.

No figure below about 20 migrations is stated before it is settled: its interval would say more than it.
Method: docs/decisions/0012 and 0014. What is settled and what is open stays beside every estimate. What estimates are
made with is brought when there are any: it takes long to load, and most figures need none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import ibis.expr.types as ir

from durna import languages
from durna.indicators import estimates
from durna.indicators.breakdowns import column, of_records
from durna.indicators.definition import catalogue
from durna.indicators.estimates import SOURCE, Asked, Told
from durna.indicators.figures import Estimation
from durna.indicators.measures import Measure, RowMeasure
from durna.indicators.tallies import Dimensions, Tally
from durna.indicators.texts import Text, text
from durna.languages.filling import filled
from durna.periods import Period
from durna.residence.derived import Derived
from durna.residence.observed import Observed
from durna.sources.contract import load

FEW_MIGRATIONS = "few_migrations"
INDICATORS = ("immigration_residence_12m", "emigration_residence_12m", "net_migration_residence_12m")
NO_BREAKDOWN, NO_MONTHS = "no_breakdown", "no_months"


def estimated(tallies: Sequence[Tally], flow: str, measure: Measure, records: Derived) -> list[Tally]:
    """`flow`: immigration, emigration or net. Tallies of which nothing is open stay as they are."""
    asked = [_asked(tally, measure, records.observed) if _is_open(tally) else "" for tally in tallies]
    can_be = [one for one in asked if not isinstance(one, str)]
    known = estimates.told(flow, can_be, groups_by(measure), repr((measure, _breakdowns(measure))), records)
    return [_estimated(tally, one, known) for tally, one in zip(tallies, asked, strict=True)]


def _is_open(tally: Tally) -> bool:
    return tally.settled is not None and tally.settled.open > 0


def _asked(tally: Tally, measure: Measure, observed: Observed) -> Asked | str:
    """What must be estimated, or why it cannot be."""
    months = months_of(tally.period, observed)
    if months is None:
        return NO_MONTHS
    if not is_estimated_by(measure, tally.dimensions):
        return NO_BREAKDOWN
    return (*months, tally.dimensions[0] if tally.dimensions else None)


def _estimated(tally: Tally, asked: Asked | str, known: Mapping[Asked, Told]) -> Tally:
    if isinstance(asked, str):
        return _not_estimated(tally, asked) if asked else tally
    return _said(tally, known[asked])


def months_of(period: Period, observed: Observed) -> tuple[int, int] | None:
    """The first and the last month; None where they are not whole months, up to the last day observed."""
    from durna.residence.provisional.months import month_number

    after = period.end + timedelta(days=1)
    if period.start.day != 1 or (after.day != 1 and period.end != observed.until):
        return None
    return month_number(f"{period.start:%Y-%m}"), month_number(f"{period.end:%Y-%m}")


def is_estimated_by(measure: Measure, dimensions: Dimensions) -> bool:
    return len(dimensions) < 2 and all(name in _breakdowns(measure) for name, _ in dimensions)


def groups_by(measure: Measure) -> Callable[[ir.Table], Mapping[str, ir.Value]]:
    """The group of each crossing of a table in each breakdown that is estimated."""
    named = _named(measure)
    return lambda table: {
        name: column(table, name, named, table["crossed_on"], False) for name in _breakdowns(measure)
    }  # fmt: skip


def _breakdowns(measure: Measure) -> list[str]:
    """What the catalogue breaks these indicators down by, as far as a crossing tells it."""
    wanted = {name for one in INDICATORS for name in catalogue()[one].breakdowns}
    return sorted(wanted.intersection(of_records(load(SOURCE), _named(measure))))


def _named(measure: Measure) -> dict[str, str]:
    rows = [leaf for leaf in measure.leaves() if isinstance(leaf, RowMeasure)]
    return {name: held for leaf in rows for name, held in leaf.named.items()}


def _said(tally: Tally, told: Told) -> Tally:
    total = told.total
    if total.why_not:
        return _not_estimated(tally, total.why_not, total.is_small, total.closed)
    if total.is_small:
        return _withheld(tally, text("few_migrations"))
    assert told.method is not None
    estimation = Estimation(**vars(told.method), cut_offs=total.cuts)
    return replace(
        _noted(tally, text("estimated")), status="estimated", value=float(total.value), lower=float(total.lower),
        upper=float(total.upper), estimation=estimation,
    )  # fmt: skip


def _not_estimated(tally: Tally, why: str, is_small: bool | None = None, closed: Sequence[str] = ()) -> Tally:
    """Provisional, with what is settled and where it can end."""
    from durna.residence.provisional.intervals import FEWEST

    if is_small is None:
        # Of a balance nobody counted the sides here: the settled rows of both together must be enough.
        still_open = tally.settled.open if tally.settled else 0
        is_small = sum(evidence.rows for evidence in tally.evidence) - still_open < FEWEST
    told = _noted(tally, text(f"not_estimated_{why}"), _months(closed))
    return _withheld(told, text("few_settled")) if is_small else told


def _withheld(tally: Tally, why: Text) -> Tally:
    """Where it can end is told all the same."""
    return replace(_noted(tally, why), status="not_available", value=None).flagged(FEW_MIGRATIONS)


def _noted(tally: Tally, added: Text, months: str = "") -> Tally:
    after = filled(added, months=months)
    said = {code: f"{before} {languages.text(after, code)}" for code, before in tally.note.items()}
    return replace(tally, note=said)


def _months(closed: Sequence[str]) -> str:
    """As 2020-04..2021-10: closures are named by their first and last month."""
    return closed[0] if len(closed) == 1 else f"{closed[0]}..{closed[-1]}" if closed else ""
