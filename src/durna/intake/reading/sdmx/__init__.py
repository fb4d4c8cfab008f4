"""SDMX messages as tables: one row an observation, or one row an item of the lists of a structure message.

SDMX-CSV is delimited text and is read as such. Of the others every version is read by its elements alone, without the
structure it refers to: dimensions, attributes and values become text columns under their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from durna.errors import UserError
from durna.intake.reading.headers import RESERVED
from durna.intake.reading.relation import Source, scan_parquet
from durna.intake.reading.sdmx import in_json, in_xml

Row = Mapping[str, str]
_BATCH = 10_000


def open_sdmx(path: Path, file: str, scratch: Path) -> Source:
    """Raises UserError for a message that is damaged, or holds neither observations nor lists."""
    rows = _rows(path, file)
    # Attributes may be told first of the last observation, so the columns are known only at the end.
    names = _columns(rows())
    if not names:
        raise _without_rows(file)
    target = scratch / f"{uuid4().hex}.parquet"
    cells = tuple(f"c{place}" for place in range(len(names)))
    count = _write(rows(), names, cells, target)
    return Source(
        file=file, columns=tuple(f"{name}_in_file" if name.casefold() == RESERVED else name for name in names),
        cells=cells, relation=scan_parquet(target), rows=count, text_cells=frozenset(cells),
        found={"format": "SDMX message"},
    )  # fmt: skip


def peek_sdmx(path: Path, file: str, rows: int) -> list[list[str]]:
    found = list(islice(_rows(path, file)(), rows - 1))
    if not found:
        raise _without_rows(file)
    names = _columns(found)
    return [names, *([row.get(name, "") for name in names] for row in found)]


def _rows(path: Path, file: str) -> Callable[[], Iterator[Row]]:
    with path.open("rb") as stream:
        is_json = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    read = in_json.rows if is_json else in_xml.rows

    def each() -> Iterator[Row]:
        try:
            yield from read(path)
        except (*in_xml.BROKEN, *in_json.BROKEN):
            raise UserError(
                message="cut-short",
                what=file,
                found=f"{file} is not a complete SDMX message: it is cut short, damaged or of an unknown form.",
                expected="SDMX-ML 2.0, 2.1 or 3.0, SDMX-JSON 1.0 or 2.0, or SDMX-CSV.",
                do="Ask for the file again, or ask its publisher for SDMX-CSV.",
            ) from None

    return each


def _without_rows(file: str) -> UserError:
    return UserError(
        message="no-observations",
        what=file,
        found=f"{file} holds neither observations nor a list of codes or concepts.",
        expected="A data message, or a structure message with code lists, concept schemes or other lists.",
        do="Ask for the data message; what describes structures, constraints or metadata only is no table.",
    )


def _columns(rows: Iterable[Row]) -> list[str]:
    found: dict[str, None] = {}
    for row in rows:
        found.update(dict.fromkeys(row))
    return list(found)


def _write(rows: Iterator[Row], names: list[str], cells: tuple[str, ...], target: Path) -> int:
    schema = pa.schema([*((cell, pa.string()) for cell in cells), ("row_no", pa.int64())])
    count = 0
    with pq.ParquetWriter(target, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            columns = [[row.get(name) for row in batch] for name in names]
            numbers = list(range(count + 1, count + len(batch) + 1))
            writer.write_table(pa.table([*columns, numbers], schema=schema))
            count += len(batch)
    return count
