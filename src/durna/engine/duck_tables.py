"""Tables on DuckDB in process."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import ibis

from durna.engine import duck
from durna.engine.scratch import scratch_in
from durna.engine.settings import Settings


class DuckTables:
    def __init__(self, settings: Settings) -> None:
        self.name = f"duckdb {version('duckdb')}"
        con = duck.connect(memory=settings.memory, threads=settings.threads, timezone=settings.timezone)
        self.backend = ibis.duckdb.from_connection(con)
        # As long as a table is held somewhere, its back end is.
        scratch = scratch_in(settings.store, owner=self.backend)
        duck.spill_to(con, scratch)

    def scan(self, files: Sequence[Path]) -> str:
        return duck.scan(files)

    def sql(self, statement: str) -> ibis.Table:
        return self.backend.sql(statement)
