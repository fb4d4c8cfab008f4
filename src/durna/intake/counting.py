"""Counting what became of a delivery: the numbers of its receipt, from a few passes over narrow columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from durna.engine import sql
from durna.intake.statement import REJECTED, Plan, event_flags
from durna.periods import Period


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


def reasons(con: duckdb.DuckDBPyConnection, staged: Path, plan: Plan) -> dict[str, int]:
    """Rows that cannot be used, by primary reason: that of their first record which has one."""
    statement = (
        f"SELECT reason, count(*) FROM (SELECT row_no, arg_min(flags, event_no) AS reason FROM {_read(staged)} "
        f"WHERE starts_with(flags, {sql.text(REJECTED)}) GROUP BY row_no) GROUP BY reason ORDER BY reason"
    )
    return {str(reason)[len(REJECTED) :]: int(count) for reason, count in con.execute(statement).fetchall()}


def source_rows(con: duckdb.DuckDBPyConnection, staged: Path, plan: Plan) -> int:
    """The rows of the delivered file, malformed ones aside."""
    if plan.mapping.unpivot:
        return _one(con, f"SELECT count(*) FROM {plan.scan}")
    return _one(con, f"SELECT count(*) FROM {_read(staged)} WHERE event_no = 1")


def flags(con: duckdb.DuckDBPyConnection, records: Path, plan: Plan) -> dict[str, int]:
    """Rows in doubt, by flag. A row of several events is counted once, unless the flag belongs to one event."""
    rows = "count(DISTINCT row_no)" if plan.mapping.unpivot else "count(*)"
    statement = f"SELECT flags, event_no = 1, {rows} FROM {_read(records)} WHERE flags IS NOT NULL GROUP BY ALL"
    of_events = event_flags(plan)
    found: dict[str, int] = {}
    for names, is_first, count in con.execute(statement).fetchall():
        for name in names.split(" "):
            if is_first or name in of_events or plan.mapping.unpivot:
                found[name] = found.get(name, 0) + int(count)
    return dict(sorted(found.items()))


def unknown_codes(con: duckdb.DuckDBPyConnection, records: Path, plan: Plan) -> dict[str, dict[str, int]]:
    """Codes that neither the mapping nor the code list knows, with the number of rows that carry them."""
    coded = [field.name for field in plan.contract.fields.values() if field.type == "code" and _maps(plan, field.name)]
    if not coded:
        return {}
    row = "" if plan.mapping.unpivot else "event_no = 1 AND "
    counted = ", ".join(f"count(*) FILTER ({row}starts_with({sql.name(name)}, '?'))" for name in coded)
    totals = con.execute(f"SELECT {counted} FROM {_read(records)}").fetchone() or ()
    return {name: _codes_of(con, records, name, row) for name, total in zip(coded, totals, strict=True) if total}


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
        f"WHERE {'true' if plan.mapping.unpivot else 'event_no = 1'} AND NOT coalesce({doubt}, false)"
    )
    first, last = con.execute(statement).fetchone() or (None, None)
    return Period(first, last) if isinstance(first, date) and isinstance(last, date) and first <= last else None


def record_count(con: duckdb.DuckDBPyConnection, records: Path) -> int:
    return _one(con, f"SELECT count(*) FROM {_read(records)}")


def _codes_of(con: duckdb.DuckDBPyConnection, records: Path, name: str, row: str) -> dict[str, int]:
    column = sql.name(name)
    # A long text in a column of codes may be anything, even a name: it is counted, not shown.
    shown = f"CASE WHEN length({column}) > 33 THEN '(long text)' ELSE {column}[2:] END"
    statement = (
        f"SELECT {shown} AS code, count(*) AS n FROM {_read(records)} WHERE {row}starts_with({column}, '?') "
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
