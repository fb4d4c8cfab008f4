"""Tables on DuckDB in process."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import ibis

from durna.engine import duck
from durna.engine.settings import Settings


class DuckTables:
    def __init__(self, settings: Settings) -> None:
        self.name = f"duckdb {version('duckdb')}"
        options = {"memory_limit": settings.memory}
        if settings.threads:
            options["threads"] = str(settings.threads)
        self.backend = ibis.duckdb.connect(**options)

    def scan(self, files: Sequence[Path]) -> str:
        return duck.scan(files)

    def sql(self, statement: str) -> ibis.Table:
        return self.backend.sql(statement)
