"""Any delivered file, opened by what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import duckdb

from durna.intake.reading.compressed import Delivered, deliver, kind, unpack
from durna.intake.reading.delimited import open_delimited, peek_delimited
from durna.intake.reading.parquet import open_parquet, peek_parquet
from durna.intake.reading.relation import Source, Table, finish
from durna.intake.reading.sdmx import open_sdmx, peek_sdmx
from durna.intake.reading.workbook import open_workbook, peek_workbook, sheet_names
from durna.sources.mapping import FileOptions

PEEKED_ROWS = 200


def open_table(
    path: Path, options: FileOptions, scratch: Path, connection: duckdb.DuckDBPyConnection | None = None
) -> Table:
    """Read one file as a relation; copies it needs go to `scratch` and stay as long as the table is scanned.

    Raises UserError where the file cannot be read as a table.
    """
    file = deliver(path, options.member)
    scratch.mkdir(parents=True, exist_ok=True)
    if connection is not None:
        return finish(_source(file, options, scratch, connection), options, scratch, connection)
    with duckdb.connect() as own:
        return finish(_source(file, options, scratch, own), options, scratch, own)


def peek(path: Path, options: FileOptions) -> list[list[str]]:
    """The first rows as they stand in the file, titles and all: row 1 of the file is item 0."""
    file = deliver(path, options.member)
    what = kind(file)
    if what == "text":
        return peek_delimited(file, options, PEEKED_ROWS)
    with TemporaryDirectory() as folder:
        plain = _plain(file, Path(folder))
        if what == "workbook":
            return peek_workbook(plain, file.name, options, PEEKED_ROWS)
        if what == "sdmx":
            return peek_sdmx(plain, file.name, PEEKED_ROWS)
        with duckdb.connect() as connection:
            return peek_parquet(plain, file.name, PEEKED_ROWS, connection)


def sheets(path: Path, member: str | None = None) -> list[str]:
    """The sheets of a workbook; none for other files."""
    file = deliver(path, member)
    if kind(file) != "workbook":
        return []
    with TemporaryDirectory() as folder:
        return sheet_names(_plain(file, Path(folder)), file.name)


def _source(file: Delivered, options: FileOptions, scratch: Path, connection: duckdb.DuckDBPyConnection) -> Source:
    what = kind(file)
    if what == "text":
        return open_delimited(file, options, scratch, connection)
    plain = _plain(file, scratch)
    if what == "workbook":
        source = open_workbook(plain, file.name, options, scratch)
    elif what == "sdmx":
        source = open_sdmx(plain, file.name, scratch)
    else:
        source = open_parquet(plain, file.name, connection)
    return replace(source, found={**source.found, "packing": file.packing, "member": file.member})


def _plain(file: Delivered, folder: Path) -> Path:
    if file.packing == "none":
        return file.path
    return unpack(file, folder / f"{uuid4().hex}{file.ending}")
