"""Texts of few values as numbers, in the engine and in what it hands over: of ten million rows each takes two bytes
then and not twenty, and they are not told apart once more by whoever reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from durna.engine import sql
from durna.engine.compiled import text_of

# Texts with more values are no codes.
_MOST_VALUES = 10_000
Values = Mapping[str, Sequence[str]]


def coded(rows: ir.Table, codes: Collection[str], values: Values | None = None) -> pa.Table:
    """What an expression yields, in Arrow; `codes`: texts of few values, which come with a dictionary where they can.

    `values`: as `values_of` found them, where it was asked before.
    """
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return rows.to_pyarrow()
    text = text_of(backend, rows)
    found = _values_in(backend, text, codes) if values is None else values
    return backend.con.sql(select(rows, found, text)).to_arrow_table()


def values_of(rows: ir.Table, codes: Collection[str]) -> Values:
    """The values of those texts that have few, in the order of texts; of the other columns nothing is said."""
    backend: Any = rows.get_backend()
    if backend.name != "duckdb":
        return {}
    return _values_in(backend, text_of(backend, rows), codes)


def select(rows: ir.Table, values: Values, text: str | None = None) -> str:
    """The expression as a SELECT of DuckDB in which these texts are numbers. `text`: of the rows, where it is known."""
    backend: Any = rows.get_backend()
    kinds = rows.schema()
    columns = (
        as_code(name, values.get(name, ())) if kinds[name].is_string() else _as_kind(backend, name, kinds[name])
        for name in rows.columns
    )
    return f"SELECT {', '.join(columns)} FROM ({text or text_of(backend, rows)})"


def as_code(name: str, values: Collection[str]) -> str:
    if not values:
        return sql.name(name)
    return f"CAST({sql.name(name)} AS ENUM {sql.texts(values)}) AS {sql.name(name)}"


def _as_kind(backend: Any, name: str, kind: Any) -> str:
    """As the expression says that it is: a date that was reckoned is a time of day to the engine."""
    return f"CAST({sql.name(name)} AS {backend.compiler.type_mapper.to_string(kind)}) AS {sql.name(name)}"


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


def _sorted(values: Iterable[str | None]) -> list[str]:
    """In the order of texts, which is then that of the codes too."""
    return sorted(value for value in values if value is not None)
