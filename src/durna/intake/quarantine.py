"""Quarantine: the rows that cannot be used, so that the institution can correct and deliver them again.

It holds the row number, the reason and what could be read of the fields that identify nobody. The row itself stays in
the institution's own file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from durna.engine import sql
from durna.intake.plan import Plan
from durna.intake.statement import REJECTED


def write(
    con: duckdb.DuckDBPyConnection,
    plan: Plan,
    staged: Path,
    malformed: Sequence[tuple[int, str]],
    file: Path,
) -> None:
    """Write the quarantine file (CSV): one line for each rejected row, in the order of the delivered file."""
    rows = ", ".join(f"({row}, {sql.text(reason)})" for row, reason in malformed) or "(NULL, NULL)"
    broken = f"SELECT * FROM (VALUES {rows}) AS broken(row_no, reason) WHERE row_no IS NOT NULL"
    shown = ", ".join(_shown(column, plan) for column in plan.contract.stored_columns if column != "person")
    rejected = (
        f"SELECT row_no, {sql.text('')} || flags[{len(REJECTED) + 1}:] AS reason, {shown} "
        f"FROM read_parquet({sql.text(str(staged))}) WHERE starts_with(flags, {sql.text(REJECTED)}) "
        "QUALIFY row_number() OVER (PARTITION BY row_no ORDER BY event_no) = 1"
    )
    con.execute(
        f"COPY (FROM ({rejected}) UNION ALL BY NAME ({broken}) ORDER BY row_no) "
        f"TO {sql.text(str(file))} (FORMAT csv, HEADER)"
    )


def _shown(column: str, plan: Plan) -> str:
    """Codes nobody knows are not shown: in a shifted row they may be a name. No text may begin as a formula."""
    name = sql.name(column)
    field = plan.contract.fields.get(column)
    if field is None or field.type not in ("text", "code"):
        return name
    is_formula = f"regexp_matches({name}, '^[=+@\\-\\t\\r]')"
    defused = f"CASE WHEN {is_formula} THEN chr(39) || {name} ELSE {name} END"
    return f"CASE WHEN starts_with({name}, '?') THEN '?' ELSE {defused} END AS {name}"
