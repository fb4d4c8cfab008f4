"""The duration rule as one table expression, for any engine that Ibis speaks to: DuckDB and Spark give equal values.

It is the readable form beside the compiled one, and its check. Definitions: docs/decisions/0011-when-an-answer-is-
settled.md. Windows only: no recursion, no join of crossings with crossings.
Windows stand beside, not above, each other where they can: DuckDB 1.5 plans each layer of them twice as long.
"""

from __future__ import annotations

from datetime import date

from ibis.expr import types as ir

from durna.residence import problems
from durna.residence.rule import Rule
from durna.residence.setbased.decisions import with_decisions
from durna.residence.setbased.ordering import in_true_order, prepared, with_problem
from durna.residence.setbased.report import report, set_aside
from durna.residence.setbased.spells import with_imputed, with_spells
from durna.residence.setbased.states import with_migrations, with_states


def classify(
    crossings: ir.Table,
    rule: Rule,
    observed_until: date,
    initial: ir.Table | None = None,
    gaps: str = problems.REJECT,
) -> ir.Table:
    """One row a crossing, in no particular order.

    `crossings`: person (any type), row (unique; decides last), date, direction (1 arrival, 0 departure, or null);
    where there are any, order (the source's number) and time (sortable, of one type, in step with the date and there
    wherever the date is). No date may lie after `observed_until`. `initial`: person, resident (1 or 0), once each.

    Returns person, row, order, date, direction; resident_before, resident_after, migration (1, 0, null: unknown);
    before_settled_on, after_settled_on, migration_settled_on (the latest day where unknown); days_in, days_observed;
    problem ('' for none). With gaps 'impute' also the crossings put between, with neither row nor order.
    """
    checked = with_problem(prepared(crossings, initial), is_numbered="order" in crossings.columns)
    usable = checked.filter(checked.date.notnull() & checked.direction.notnull())
    aside = checked.filter(checked.date.isnull() | checked.direction.isnull())
    spells = with_spells(with_imputed(in_true_order(usable)), observed_until)
    answered = with_migrations(with_states(with_decisions(spells, rule, observed_until)), rule)
    return report(answered, gaps).union(set_aside(aside, gaps))
