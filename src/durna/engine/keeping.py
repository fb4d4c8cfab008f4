"""Tables that are computed here and handed to the engine, to stay with it as long as it runs."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from durna.engine import sql


def kept(backend: Any, table: pa.Table) -> ir.Table:
    """The table in the engine, under a name of its own.

    Texts that come with a dictionary stay so in DuckDB: of ten million rows a code takes two bytes then and not twenty.
    """
    name = ibis.util.gen_name("durna")
    if backend.name != "duckdb":
        return backend.create_table(name, _plain(table), temp=True)
    columns = ", ".join(_column(table, each) for each in table.column_names)
    backend.con.register(f"{name}_given", table)
    try:
        backend.con.execute(f"CREATE TEMP TABLE {name} AS SELECT {columns} FROM {name}_given")
    finally:
        backend.con.unregister(f"{name}_given")
    return backend.table(name)


def _column(table: pa.Table, name: str) -> str:
    values = _values(table[name])
    if not values:
        return sql.name(name)
    return f"CAST({sql.name(name)} AS ENUM {sql.texts(values)}) AS {sql.name(name)}"


def _values(column: pa.ChunkedArray) -> list[str]:
    """In the order of texts, which is then that of the codes too."""
    if not pa.types.is_dictionary(column.type):
        return []
    found = pc.unique(pa.chunked_array([chunk.dictionary for chunk in column.chunks], column.type.value_type))
    return sorted(value for value in found.to_pylist() if value is not None)


def _plain(table: pa.Table) -> pa.Table:
    """Text with a dictionary of its own in each piece is text."""
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))
