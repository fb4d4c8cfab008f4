"""Counting what became of a delivery: the numbers of its receipt, from a few passes over narrow columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from durna.engine import sql
from durna.intake.plan import Plan
from durna.intake.statement import REJECTED
from durna.periods import Period
from durna.sources.mapping import Mapping


@dataclass(frozen=True)
class Counts:
    rows_in: int
    rejected: int
    records: int
    reasons: dict[str, int]
    flags: dict[str, int] = field(default_factory=dict)
    unknown_codes: dict[str, dict[str, int]] = field(default_factory=dict)
    covers: Period | None = None

    @property
    def accepted(self) -> int:
        return self.rows_in - self.rejected


def reasons(con: duckdb.DuckDBPyConnection, staged: Path, mapping: Mapping) -> dict[str, int]:
    """Rows that cannot be used, by primary reason: that of their first record which has one.

    A row with a cell for each year is rejected when none of its cells can be used.
    """
    return _by_reason(con, staged, "bool_and(is_rejected)" if mapping.unpivot else "true")


def lost_cells(con: duckdb.DuckDBPyConnection, staged: Path, mapping: Mapping) -> dict[str, int]:
    """Rows of which some cells cannot be used and others can, by the reason of the first such cell."""
    return _by_reason(con, staged, "NOT bool_and(is_rejected)") if mapping.unpivot else {}


def _by_reason(con: duckdb.DuckDBPyConnection, staged: Path, condition: str) -> dict[str, int]:
    is_rejected = f"coalesce(starts_with(flags, {sql.text(REJECTED)}), false)"
    statement = (
        "SELECT reason, count(*) FROM (SELECT row_no, arg_min(flags, event_no) FILTER (is_rejected) AS reason "
        f"FROM (SELECT *, {is_rejected} AS is_rejected FROM {_read(staged)}) "
        f"SEMI JOIN (SELECT row_no FROM {_read(staged)} WHERE {is_rejected}) USING (row_no) "
        f"GROUP BY row_no HAVING {condition}) GROUP BY reason ORDER BY reason"
    )
    return {str(reason)[len(REJECTED) :]: int(count) for reason, count in con.execute(statement).fetchall()}


def source_rows(con: duckdb.DuckDBPyConnection, staged: Path, plan: Plan) -> int:
    """The rows of the delivered file, malformed ones aside."""
    if plan.has_one_record_a_row:
        return _one(con, f"SELECT count(*) FROM {_read(staged)}")
    return _one(con, f"SELECT count(*) FROM {plan.scan}")


def flags(con: duckdb.DuckDBPyConnection, records: Path) -> dict[str, int]:
    """Rows in doubt, by flag: a row whose several records carry it counts once."""
    each = f"SELECT row_no, unnest(string_split(flags, ' ')) AS flag FROM {_read(records)} WHERE flags IS NOT NULL"
    found = con.execute(f"SELECT flag, count(DISTINCT row_no) FROM ({each}) GROUP BY flag ORDER BY flag").fetchall()
    return {str(flag): int(count) for flag, count in found}


def unknown_codes(con: duckdb.DuckDBPyConnection, records: Path, plan: Plan) -> dict[str, dict[str, int]]:
    """Codes that neither the mapping nor the code list knows, with the number of rows that carry them."""
    coded = [field.name for field in plan.contract.fields.values() if field.type == "code" and _maps(plan, field.name)]
    if not coded:
        return {}
    counted = ", ".join(f"count(*) FILTER (starts_with({sql.name(name)}, '?'))" for name in coded)
    totals = con.execute(f"SELECT {counted} FROM {_read(records)}").fetchone() or ()
    return {name: _codes_of(con, records, name, plan) for name, total in zip(coded, totals, strict=True) if total}


def covers(con: duckdb.DuckDBPyConnection, records: Path, plan: Plan) -> Period | None:
    """From the first to the last day of the rows' own dates; a doubtful date does not stretch it.

    Where a row holds several events the first one dates it: a departure seen later does not mean that later
    arrivals were delivered.
    """
    columns = plan.contract.fields[plan.contract.dated_by].columns
    start, end = sql.name(columns[0]), sql.name(columns[-1])
    doubt = f"contains(flags, {sql.text(plan.contract.dated_by + '_')})"
    statement = (
        f"SELECT CAST(min({start}) AS DATE), CAST(max({end}) AS DATE) FROM {_read(records)} "
        f"WHERE {'event_no = 1' if plan.mapping.events else 'true'} AND NOT coalesce({doubt}, false)"
    )
    first, last = con.execute(statement).fetchone() or (None, None)
    return Period(first, last) if isinstance(first, date) and isinstance(last, date) and first <= last else None


def record_count(con: duckdb.DuckDBPyConnection, records: Path) -> int:
    return _one(con, f"SELECT count(*) FROM {_read(records)}")


def _codes_of(con: duckdb.DuckDBPyConnection, records: Path, name: str, plan: Plan) -> dict[str, int]:
    column = sql.name(name)
    # A long text in a column of codes may be anything, even a name: it is counted, not shown.
    shown = f"CASE WHEN length({column}) > 33 THEN '(long text)' ELSE {column}[2:] END"
    rows = "count(*)" if plan.has_one_record_a_row else "count(DISTINCT row_no)"
    statement = (
        f"SELECT {shown} AS code, {rows} AS n FROM {_read(records)} WHERE starts_with({column}, '?') "
        "GROUP BY code ORDER BY n DESC, code"
    )
    return {str(code): int(count) for code, count in con.execute(statement).fetchall()}


def _maps(plan: Plan, name: str) -> bool:
    return name in plan.mapping.fields or any(name in overrides for overrides in plan.mapping.events.values())


def _read(file: Path) -> str:
    return f"read_parquet({sql.text(str(file))})"


def _one(con: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = con.execute(statement).fetchone()
    return int(row[0]) if row else 0
