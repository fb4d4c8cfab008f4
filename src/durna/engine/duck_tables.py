"""Tables on DuckDB in process."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import duckdb
import ibis
from ibis.backends.duckdb import Backend

from durna.engine import duck
from durna.engine.scratch import scratch_in
from durna.engine.settings import Settings


class DuckTables:
    def __init__(self, settings: Settings) -> None:
        self.name = f"duckdb {version('duckdb')}"
        con = duck.connect(memory=settings.memory, threads=settings.threads, timezone=settings.timezone)
        self.backend: Any = _Shared.over(con, settings.timezone)
        # As long as a table is held somewhere, its back end is.
        scratch = scratch_in(settings.store, owner=self.backend)
        duck.spill_to(con, scratch)

    def scan(self, files: Sequence[Path]) -> str:
        return duck.scan(files)

    def sql(self, statement: str) -> ibis.Table:
        table: ibis.Table = self.backend.sql(statement)
        return table


class _Shared(Backend):  # type: ignore[misc]
    """One database that several threads ask. Each has a connection of its own: over one they would wait for each other,
    and the second question takes away the answer to the first."""

    @classmethod
    def over(cls, con: duckdb.DuckDBPyConnection, timezone: str) -> Self:
        new = cls()
        new._first, new._timezone, new._of_threads = con, timezone, threading.local()
        new._of_threads.con = con
        new._can_reconnect = False
        new._post_connect()
        return new

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """Of the thread that asks for it."""
        if not hasattr(self._of_threads, "con"):
            self._of_threads.con = duck.beside(self._first, self._timezone)
        con: duckdb.DuckDBPyConnection = self._of_threads.con
        return con
