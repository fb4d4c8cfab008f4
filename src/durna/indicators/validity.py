"""How long a permit is valid, in the bands of Regulation (EC) 862/2007, Article 6, as Eurostat codes them.

The length that the record states goes before the one between its dates. A permit of 1 January to 31 December is valid
for twelve months: its last day counts. Months are completed ones, found by adding them to the first day, because
engines disagree on differences in months.
"""

from __future__ import annotations

from collections.abc import Container

import ibis
import ibis.expr.types as ir

STATED, FIRST, LAST = "months", "valid_from", "valid_to"
# The band, and the completed months from which it counts.
BANDS = (("M_GE12", 12), ("M6-11", 6), ("M3-5", 3), ("M_LT3", 0))


def says_length(columns: Container[str]) -> bool:
    """Whether a source with these columns can tell permits apart by length: it has both days of their validity."""
    return FIRST in columns and LAST in columns


def band(table: ir.Table, unknown: str) -> ir.StringValue:
    """The band of each record; `unknown` where it has no length, or ends before it begins."""
    return ibis.coalesce(_stated(table), _between(table), ibis.literal(unknown))


def _stated(table: ir.Table) -> ir.StringValue:
    if STATED not in table.columns:
        return ibis.null("string")
    months = table[STATED]
    return ibis.cases(*((months >= fewest, name) for name, fewest in BANDS), else_=ibis.null("string"))


def _between(table: ir.Table) -> ir.StringValue:
    first, after = table[FIRST].cast("date"), (table[LAST].cast("date") + ibis.interval(days=1)).cast("date")
    reached = ((after >= (first + ibis.interval(months=fewest)).cast("date"), name) for name, fewest in BANDS if fewest)
    shortest, _ = BANDS[-1]
    return ibis.cases(*reached, (after > first, shortest), else_=ibis.null("string"))
