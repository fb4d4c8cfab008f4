"""The engine that a workspace names, as indicators and checks meet it: files of the store become tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from durna.engine.settings import SPARK, Settings

if TYPE_CHECKING:
    import ibis


class Tables(Protocol):
    """`backend` runs expressions; `name` is what a passport says."""

    name: str
    backend: ibis.backends.BaseBackend

    def scan(self, files: Sequence[Path]) -> str:
        """What stands behind FROM to read Parquet files as one table, columns matched by name."""

    def sql(self, statement: str) -> ibis.Table:
        """The table that a SELECT in DuckDB's dialect yields."""


def tables(settings: Settings) -> Tables:
    """Start the engine. Imported only now: a command that asks for no figure must not wait for it."""
    if settings.kind == SPARK:
        from durna.engine.spark_tables import SparkTables

        return SparkTables(settings)
    from durna.engine.duck_tables import DuckTables

    return DuckTables(settings)
