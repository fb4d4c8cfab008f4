"""Questions in SQL to the tables of a small synthetic country."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from durna.synthetic.country import Country

Answer = int | float | str | bool | None


def opened(made: Country, **more: pa.Table) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for name, table in {"people": made.people, "crossings": made.crossings, **made.registers, **more}.items():
        con.register(name, table)
    return con


def only(con: duckdb.DuckDBPyConnection, statement: str) -> Answer:
    """The one value that a statement gives."""
    (found,) = con.execute(statement).fetchone() or (None,)
    return found


def count(con: duckdb.DuckDBPyConnection, rows: str) -> int:
    return int(only(con, f"SELECT count(*) FROM {rows}") or 0)
