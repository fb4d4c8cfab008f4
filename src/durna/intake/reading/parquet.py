"""Parquet as delivered: scanned in place with its own types."""

from __future__ import annotations

from pathlib import Path

import duckdb

from durna.errors import UserError
from durna.intake.reading.headers import RESERVED
from durna.intake.reading.relation import Source, identifier, scan_parquet

_NUMBER = "file_row_number"


def open_parquet(path: Path, file: str, connection: duckdb.DuckDBPyConnection) -> Source:
    types = _types(path, file, connection)
    names = [name for name, _ in types]
    cells = tuple(f"c{place}" for place in range(len(types)))  # so that no column meets the row number's name
    rows = connection.execute(f"SELECT count(*) FROM {scan_parquet(path)}").fetchone() or (0,)
    return Source(
        file=file,
        columns=tuple(f"{name}_in_file" if name.casefold() == RESERVED else name for name in names),
        cells=cells,
        relation=_numbered(path, names, cells),
        rows=rows[0],
        text_cells=frozenset(cell for cell, (_, kind) in zip(cells, types, strict=True) if kind == "VARCHAR"),
        found={"format": "parquet"},
    )


def peek_parquet(path: Path, file: str, rows: int, connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    names = [name for name, _ in _types(path, file, connection)]
    texts = ", ".join(f"coalesce({identifier(name)}::VARCHAR, '')" for name in names)
    found = connection.execute(f"SELECT {texts} FROM {scan_parquet(path)} LIMIT {rows - 1}").fetchall()
    return [names, *map(list, found)]


def _types(path: Path, file: str, connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {scan_parquet(path)}").fetchall()
    except duckdb.Error:
        raise UserError(
            message="cut-short",
            what=file,
            found=f"{file} is not a complete Parquet file: it is cut short, damaged or something else.",
            expected="A Parquet file that opens.",
            do="Ask for the file again, or copy it again and compare the sizes.",
        ) from None
    return [(row[0], row[1]) for row in described]


def _numbered(path: Path, names: list[str], cells: tuple[str, ...]) -> str:
    selected = ", ".join(f"{identifier(name)} AS {cell}" for name, cell in zip(names, cells, strict=True))
    if _NUMBER in map(str.casefold, names):  # the reader refuses its own option beside such a column
        return f"(SELECT {selected}, row_number() OVER () AS row_no FROM {scan_parquet(path)})"
    return f"(SELECT {selected}, {_NUMBER} + 1 AS row_no FROM {scan_parquet(path, f', {_NUMBER}=true')})"
