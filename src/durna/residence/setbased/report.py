"""The answers as the caller sees them: dates, unknown for persons with a problem, the rows that were set aside."""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from durna.residence import problems
from durna.residence.setbased.days import as_date


def report(t: ir.Table, gaps: str) -> ir.Table:
    if gaps == problems.REJECT:
        t = t.filter(~t.is_imputed)
        t = t.mutate(said=t.problem, hides=t.problem != "", is_measured=t.problem.isin(["", problems.SAME_DIRECTION]))
    else:
        said = t.is_imputed.ifelse(problems.IMPUTED, "")
        t = t.mutate(said=said, hides=ibis.literal(False), is_measured=ibis.literal(True))
    return t.select(
        "person", "row", "order",
        date=as_date(t.day),
        direction=t.direction.cast("int8"),
        resident_before=_unless(t.hides, t.before).cast("int8"),
        resident_after=_unless(t.hides, t.after).cast("int8"),
        migration=_unless(t.hides, t.migration).cast("int8"),
        # Nothing is known of a crossing before the day on which it happens.
        before_settled_on=_unless(t.hides, as_date(ibis.greatest(t.before_on, t.day))),
        after_settled_on=_unless(t.hides, as_date(t.after_on)),
        migration_settled_on=_unless(t.hides, as_date(t.migration_on)),
        days_in=_unless(~t.is_measured, t.days_in).cast("int32"),
        days_observed=_unless(~t.is_measured, t.days_observed).cast("int32"),
        problem=t.said,
    )  # fmt: skip


def set_aside(t: ir.Table, gaps: str) -> ir.Table:
    """Crossings without a date or a direction: nothing is said of them."""
    own = t.date.isnull().ifelse(problems.MISSING_DATE, problems.MISSING_DIRECTION)
    state, day, days = ibis.null("int8"), ibis.null("date"), ibis.null("int32")
    return t.select(
        "person", "row", "order", "date",
        direction=t.direction.cast("int8"),
        resident_before=state, resident_after=state, migration=state,
        before_settled_on=day, after_settled_on=day, migration_settled_on=day,
        days_in=days, days_observed=days,
        problem=t.problem if gaps == problems.REJECT else own,
    )  # fmt: skip


def _unless(hides: ir.BooleanValue, value: ir.Value) -> ir.Value:
    return hides.ifelse(ibis.null(value.type()), value)
