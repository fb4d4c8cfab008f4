"""Tables that stay in the engine as long as it runs, in little room.

A database in memory beside the engine's own: only there does DuckDB pack what it holds. Ten million crossings take an
eighth of what a temporary table takes, and nothing has to go through the disk.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from durna.engine import sql
from durna.engine.compiled import text_of

_ROOM = "durna_room"
# Texts with more values are no codes.
_MOST_VALUES = 10_000
_PIECE = 122_880
_ONE_OPENS = threading.Lock()
Values = Mapping[str, Sequence[str]]


def kept(backend: Any, tables: Iterable[pa.Table], values: Values | None = None) -> ir.Table:
    """What was computed here, table after table, in the engine under one name. All have the columns of the first.

    `values`: of texts that DuckDB is to hold as numbers: of ten million rows each takes two bytes then and not twenty.
    """
    name = ibis.util.gen_name("durna")
    if backend.name != "duckdb":
        return backend.create_table(name, pa.concat_tables(_plain(each) for each in tables), temp=True)
    codes = values or {}
    for number, table in enumerate(tables):
        _take_in(backend, name, table, codes, is_first=number == 0)
    return backend.table(name, database=(_ROOM, "main"))


def _take_in(backend: Any, name: str, table: pa.Table, codes: Values, *, is_first: bool) -> None:
    columns = ", ".join(_as_code(each, codes.get(each, ())) for each in table.column_names)
    # What Arrow is done with and holds on to would stand beside what the engine takes: a quarter of all memory.
    pa.default_memory_pool().release_unused()
    given = f"{name}_given"
    # The engine reads a table piece by piece, and one of a single piece on one core.
    backend.con.register(given, pa.Table.from_batches(table.to_batches(_PIECE), table.schema))
    try:
        _write(backend, name, f"SELECT {columns} FROM {given}", is_first=is_first)
    finally:
        backend.con.unregister(given)


def held(rows: ir.Table, values: Values | None = None) -> ir.Table:
    """What an expression yields, computed now and once. `values`: of texts that DuckDB is to hold as numbers."""
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return rows.cache()
    name = ibis.util.gen_name("durna")
    _write(backend, name, _coded_sql(rows, text_of(backend, rows), values or {}))
    return backend.table(name, database=(_ROOM, "main"))


def coded(rows: ir.Table, codes: Collection[str], values: Values | None = None) -> pa.Table:
    """What an expression yields, in Arrow; `codes`: texts of few values, which come with a dictionary where they can.

    The texts themselves would be moved about ten million times, to be told apart once more here. `values`: as
    `values_of` found them, where it was asked before.
    """
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return rows.to_pyarrow()
    text = text_of(backend, rows)
    found = _values_in(backend, text, codes) if values is None else values
    return backend.con.sql(_coded_sql(rows, text, found)).to_arrow_table()


def values_of(rows: ir.Table, codes: Collection[str]) -> Values:
    """The values of those texts that have few, in the order of texts; of the other columns nothing is said."""
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return {}
    return _values_in(backend, text_of(backend, rows), codes)


def _values_in(backend: Any, text: str, codes: Collection[str]) -> Values:
    rows = backend.con.sql(text)
    kinds = {name: kind for name, kind in zip(rows.columns, rows.types, strict=True) if name in codes}
    # What the engine holds as numbers already says its values.
    known = {name: dict(kind.children)["values"] for name, kind in kinds.items() if kind.id == "enum"}
    names = [name for name, kind in kinds.items() if kind.id == "varchar"]
    if not names:
        return known
    wanted = ", ".join(f"list(DISTINCT {sql.name(name)})" for name in names)
    found = backend.con.execute(f"SELECT {wanted} FROM ({text})").fetchone()
    every = known | {name: _sorted(values or ()) for name, values in zip(names, found, strict=True)}
    return {name: values for name, values in every.items() if len(values) <= _MOST_VALUES}


def _write(backend: Any, name: str, rows: str, *, is_first: bool = True) -> None:
    import duckdb

    with _ONE_OPENS:
        backend.con.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {_ROOM}")
    backend.con.execute(f"CREATE TABLE {_ROOM}.{name} AS {rows}" if is_first else f"INSERT INTO {_ROOM}.{name} {rows}")
    # Packed now, and not when room is short. Where somebody else is writing just then it stays as it is.
    with suppress(duckdb.TransactionException):
        backend.con.execute(f"CHECKPOINT {_ROOM}")


def _coded_sql(rows: ir.Table, text: str, values: Values) -> str:
    """`text`: of the rows."""
    backend, kinds = rows.get_backend(), rows.schema()
    columns = (
        _as_code(name, values.get(name, ())) if kinds[name].is_string() else _as_kind(backend, name, kinds[name])
        for name in rows.columns
    )
    return f"SELECT {', '.join(columns)} FROM ({text})"


def _as_kind(backend: Any, name: str, kind: Any) -> str:
    """As the expression says that it is: a date that was reckoned is a time of day to the engine."""
    return f"CAST({sql.name(name)} AS {backend.compiler.type_mapper.to_string(kind)}) AS {sql.name(name)}"


def _as_code(name: str, values: Collection[str]) -> str:
    if not values:
        return sql.name(name)
    return f"CAST({sql.name(name)} AS ENUM {sql.texts(values)}) AS {sql.name(name)}"


def _sorted(values: Iterable[str | None]) -> list[str]:
    """In the order of texts, which is then that of the codes too."""
    return sorted(value for value in values if value is not None)


def _plain(table: pa.Table) -> pa.Table:
    """Text with a dictionary of its own in each piece is text."""
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))
