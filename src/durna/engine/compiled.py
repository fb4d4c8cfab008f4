"""An expression compiled once and asked several times, in text.

Ibis compiles an expression anew for every question that is put to it as text, and once more to learn the columns of the
answer. Of a Profile of a small country that took most of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import ibis
import ibis.expr.types as ir
import pyarrow as pa

_NAME = "compiled_rows"


class Compiled:
    """`name` is what the rows are called in a question."""

    name = _NAME

    def __init__(self, rows: ir.Table) -> None:
        self._backend = rows.get_backend()
        self._backend._run_pre_execute_hooks(rows)
        self._is_duckdb = self._backend.name == "duckdb"
        with _nesting() if self._is_duckdb else nullcontext():
            self._rows = self._backend.compile(rows)

    def answer(self, question: str) -> pa.Table:
        """`question`: a SELECT in DuckDB's dialect, from `name`."""
        if self._is_duckdb:
            return self._backend.con.sql(self._with_rows(question)).to_arrow_table()
        return self._backend.arrow_of(self._with_rows(self._backend.translated(question)))

    def _with_rows(self, question: str) -> str:
        return f"WITH {_NAME} AS ({self._rows}) {question}"


@contextmanager
def _nesting() -> Iterator[None]:
    """A SELECT in a SELECT stays one: joining them takes Ibis a third of its time, and the engine does it at once."""
    options = ibis.options.sql
    fuses = options.fuse_selects
    options.fuse_selects = False
    try:
        yield
    finally:
        options.fuse_selects = fuses
