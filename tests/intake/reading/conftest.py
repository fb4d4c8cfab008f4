"""Small files made in the test, opened and read back through DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from durna.intake.reading import Table, open_table
from durna.sources.mapping import FileOptions


@dataclass(frozen=True)
class Opened:
    table: Table
    rows: list[tuple[Any, ...]]  # the cells, then row_no, in the order of row_no


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def opened(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> Callable[..., Opened]:
    """Write bytes or text to a file, or take a path, and open it."""

    def open_(content: bytes | str | Path, name: str = "delivery.csv", **options: Any) -> Opened:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, (bytes, str)):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        table = open_table(path, FileOptions(**options), tmp_path / "scratch", connection)
        rows = connection.execute(f"SELECT * FROM {table.scan} ORDER BY row_no").fetchall()
        assert len(rows) == table.rows
        return Opened(table, rows)

    return open_
