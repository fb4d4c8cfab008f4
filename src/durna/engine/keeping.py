"""Tables that stay in the engine as long as it runs, in little room.

A database in memory beside the engine's own: only there does DuckDB pack what it holds. Ten million crossings take an
eighth of what a temporary table takes, and nothing has to go through the disk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from durna.engine import sql
from durna.engine.compiled import text_of

_ROOM = "durna_room"
# Texts with more values are no codes.
_MOST_VALUES = 10_000
_PIECE = 122_880
Values = Mapping[str, Sequence[str]]


def kept(backend: Any, table: pa.Table) -> ir.Table:
    """A table that was computed here, in the engine under a name of its own.

    Texts that come with a dictionary stay so in DuckDB: of ten million rows a code takes two bytes then and not twenty.
    """
    name = ibis.util.gen_name("durna")
    if backend.name != "duckdb":
        return backend.create_table(name, _plain(table), temp=True)
    columns = (_as_code(each, _values(table[each])) for each in table.column_names)
    # What Arrow is done with and holds on to would stand beside what the engine takes: a quarter of all memory.
    pa.default_memory_pool().release_unused()
    # The engine reads a table piece by piece, and one of a single piece on one core.
    backend.con.register(f"{name}_given", pa.Table.from_batches(table.to_batches(_PIECE), table.schema))
    try:
        return _made(backend, name, f"SELECT {', '.join(columns)} FROM {name}_given")
    finally:
        backend.con.unregister(f"{name}_given")


def held(rows: ir.Table, values: Values | None = None) -> ir.Table:
    """What an expression yields, computed now and once. `values`: of texts that DuckDB is to hold as numbers."""
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return rows.cache()
    return _made(backend, ibis.util.gen_name("durna"), _coded_sql(backend, rows, values or {}))


def coded(rows: ir.Table, codes: Collection[str]) -> pa.Table:
    """What an expression yields, in Arrow; `codes`: texts of few values, which come with a dictionary where they can.

    The texts themselves would be moved about ten million times, to be told apart once more here.
    """
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return rows.to_pyarrow()
    return backend.con.sql(_coded_sql(backend, rows, values_of(rows, codes))).to_arrow_table()


def values_of(rows: ir.Table, codes: Collection[str]) -> Values:
    """The values of those texts that have few, in the order of texts; of the other columns nothing is said."""
    backend: Any = rows.get_backend()
    names = [name for name in rows.columns if name in codes]
    if backend.name != "duckdb" or not names:
        return {}
    wanted = ", ".join(f"list(DISTINCT {sql.name(name)})" for name in names)
    found = backend.con.execute(f"SELECT {wanted} FROM ({text_of(backend, rows)})").fetchone()
    every = {name: _sorted(values or ()) for name, values in zip(names, found, strict=True)}
    return {name: values for name, values in every.items() if len(values) <= _MOST_VALUES}


def _made(backend: Any, name: str, rows: str) -> ir.Table:
    import duckdb

    backend.con.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {_ROOM}")
    backend.con.execute(f"CREATE TABLE {_ROOM}.{name} AS {rows}")
    # Packed now, and not when room is short. Where somebody else is writing just then it stays as it is.
    with suppress(duckdb.TransactionException):
        backend.con.execute(f"CHECKPOINT {_ROOM}")
    return backend.table(name, database=(_ROOM, "main"))


def _coded_sql(backend: Any, rows: ir.Table, values: Values) -> str:
    kinds = rows.schema()
    columns = (
        _as_code(name, values.get(name, ())) if kinds[name].is_string() else _as_kind(backend, name, kinds[name])
        for name in rows.columns
    )
    return f"SELECT {', '.join(columns)} FROM ({text_of(backend, rows)})"


def _as_kind(backend: Any, name: str, kind: Any) -> str:
    """As the expression says that it is: a date that was reckoned is a time of day to the engine."""
    return f"CAST({sql.name(name)} AS {backend.compiler.type_mapper.to_string(kind)}) AS {sql.name(name)}"


def _as_code(name: str, values: Collection[str]) -> str:
    if not values:
        return sql.name(name)
    return f"CAST({sql.name(name)} AS ENUM {sql.texts(values)}) AS {sql.name(name)}"


def _values(column: pa.ChunkedArray) -> list[str]:
    if not pa.types.is_dictionary(column.type):
        return []
    found = pc.unique(pa.chunked_array([chunk.dictionary for chunk in column.chunks], column.type.value_type))
    return _sorted(found.to_pylist())


def _sorted(values: Iterable[str | None]) -> list[str]:
    """In the order of texts, which is then that of the codes too."""
    return sorted(value for value in values if value is not None)


def _plain(table: pa.Table) -> pa.Table:
    """Text with a dictionary of its own in each piece is text."""
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))
