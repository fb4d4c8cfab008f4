"""One row, a record for each of several columns: a table with a column for each year, or for each country."""

from __future__ import annotations

import re
from dataclasses import replace

from durna.engine import sql
from durna.errors import UserError
from durna.intake.plan import Plan
from durna.intake.values import Columns, cell
from durna.sources.mapping import Unpivot


def unpivoted(plan: Plan, scan: str) -> str:
    """The scan with one row for each cell that holds a value; `durna_n` numbers the cells of a row."""
    unpivot = plan.mapping.unpivot
    if unpivot is None:
        return scan
    cells = ", ".join(_cell(plan, unpivot, n, column) for n, column in turned_columns(plan))
    parts = "".join(f"durna_cell.{sql.name(part)} AS {sql.name(part)}, " for part in _parts(unpivot))
    return (
        "(SELECT * EXCLUDE (durna_cell), durna_cell.n AS durna_n, "
        f"durna_cell.name AS {sql.name(unpivot.name)}, {parts}durna_cell.value AS {sql.name(unpivot.value)} "
        f"FROM (SELECT *, unnest([{cells}]) AS durna_cell FROM {scan}) WHERE durna_cell.value IS NOT NULL)"
    )


def _cell(plan: Plan, unpivot: Unpivot, n: int, column: str) -> str:
    text = f"CAST({cell(column, plan.columns.types[column], plan.columns.missing)} AS VARCHAR)"
    return f"{{'n': {n}, 'name': {sql.text(column)}, 'value': {text}{_named_parts(unpivot, column)}}}"


def columns_after(plan: Plan) -> Columns:
    unpivot = plan.mapping.unpivot
    if unpivot is None:
        return plan.columns
    made = (unpivot.name, unpivot.value, *_parts(unpivot))
    return replace(plan.columns, types={**plan.columns.types, **dict.fromkeys(made, "VARCHAR")}, made=made)


def _parts(unpivot: Unpivot) -> tuple[str, ...]:
    """The named groups of the pattern: parts of a header that stand for dimensions of their own."""
    return tuple(re.compile(unpivot.columns).groupindex) if isinstance(unpivot.columns, str) else ()


def _named_parts(unpivot: Unpivot, column: str) -> str:
    found = re.search(unpivot.columns, column) if isinstance(unpivot.columns, str) else None
    parts = found.groupdict() if found else {}
    return "".join(
        f", {sql.text(part)}: {'CAST(NULL AS VARCHAR)' if text is None else sql.text(text.strip())}"
        for part, text in parts.items()
    )


def turned_columns(plan: Plan) -> list[tuple[int, str]]:
    """The columns that become rows, numbered. Raises UserError where there are none."""
    unpivot = plan.mapping.unpivot
    assert unpivot is not None
    chosen = plan.turned
    if not isinstance(unpivot.columns, str):
        chosen = [column for column in chosen if plan.columns.require(column, unpivot.name)]
    if not chosen:
        raise UserError(
            message="nothing-to-unpivot",
            what=unpivot.columns if isinstance(unpivot.columns, str) else ", ".join(unpivot.columns),
            found=f"No column of the file fits the pattern of 'unpivot' ({unpivot.columns}).",
            expected=f"Columns to turn into rows. The header found has: {', '.join(plan.columns.header[:30])}.",
            do="Correct file.unpivot.columns, or the header row, in the mapping.",
        )
    return list(enumerate(chosen, 1))
