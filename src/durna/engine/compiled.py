"""An expression compiled once and asked several times, in text.

Ibis compiles an expression anew for every question that is put to it as text, and once more to learn the columns of the
answer. Of a Profile of a small country that took most of the time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

_NAME = "compiled_rows"
# Options of Ibis are those of all threads.
_ONE_COMPILES = threading.RLock()


class Compiled:
    """`names`: what the rows of each expression are called in a question. All stand in one engine."""

    def __init__(self, *rows: ir.Table) -> None:
        self._backend = rows[0].get_backend()
        self._is_duckdb = self._backend.name == "duckdb"
        self._rows = {f"{_NAME}_{number}": text_of(self._backend, each) for number, each in enumerate(rows)}
        self.names = tuple(self._rows)

    def answer(self, question: str) -> pa.Table:
        """`question`: a SELECT in DuckDB's dialect, from `names`."""
        if self._is_duckdb:
            return self._backend.con.sql(self._with_rows(question)).to_arrow_table()
        return self._backend.arrow_of(self._with_rows(self._backend.translated(question)))

    def _with_rows(self, question: str) -> str:
        rows = ", ".join(f"{name} AS ({each})" for name, each in self._rows.items())
        return f"WITH {rows} {question}"


def text_of(backend: Any, rows: ir.Table) -> str:
    """The expression as a SELECT of its engine."""
    backend._run_pre_execute_hooks(rows)
    with _nesting() if backend.name == "duckdb" else nullcontext():
        return str(backend.compile(rows))


@contextmanager
def _nesting() -> Iterator[None]:
    """A SELECT in a SELECT stays one: joining them takes Ibis a third of its time, and the engine does it at once."""
    options = ibis.options.sql
    with _ONE_COMPILES:
        fuses = options.fuse_selects
        options.fuse_selects = False
        try:
            yield
        finally:
            options.fuse_selects = fuses
