"""Excel (.xlsx, .xlsm, .xlsb, .xls) and OpenDocument sheets, as text columns in a scratch Parquet file.

Dates become ISO dates, whole numbers lose their ".0", booleans read true and false, error cells are empty.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import uuid4
from xml.etree.ElementTree import ParseError

import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine as calamine

from durna.errors import UserError
from durna.intake.reading.extent import measure
from durna.intake.reading.headers import SEARCHED_ROWS, column_names, find_header, named_columns, no_data
from durna.intake.reading.relation import Source, scan_parquet
from durna.sources.mapping import FileOptions

_BATCH = 10_000
_MOST_CELLS = 20_000_000
_THINNEST = 0.02  # share of cells with a value, below which a large sheet has strays
Cell = str | float | int | bool | dt.date | dt.time | dt.timedelta | None


@dataclass(frozen=True)
class Columns:
    """Where the header stands and which columns of the sheet are read under which names."""

    header_rows: tuple[int, ...]
    places: tuple[int, ...]
    names: tuple[str, ...]


def sheet_names(path: Path, file: str) -> list[str]:
    return list(_open(path, file).sheet_names)


def open_workbook(path: Path, file: str, options: FileOptions, scratch: Path) -> Source:
    sheet = _sheet(path, file, options.sheet)
    columns = _columns(sheet, file, options)
    target = scratch / f"{uuid4().hex}.parquet"
    rows, empty = _write(sheet, columns, target)
    if not rows:
        raise no_data(f"Sheet '{sheet.name}' of {file}")
    cells = tuple(f"c{place}" for place in columns.places)
    return Source(
        file=file,
        columns=columns.names,
        cells=cells,
        relation=scan_parquet(target),
        rows=rows,
        text_cells=frozenset(cells),
        found={
            "format": "workbook",
            "sheet": sheet.name,
            "header_rows": columns.header_rows,
            "rows_above_header": min(columns.header_rows) - 1,
            "empty_rows": empty,
        },
    )


def peek_workbook(path: Path, file: str, options: FileOptions, rows: int) -> list[list[str]]:
    sheet = _sheet(path, file, options.sheet)
    return [[text or "" for text in map(as_text, row)] for row in islice(sheet.iter_rows(), rows)]


def as_text(cell: Cell) -> str | None:
    return _TEXT[type(cell)](cell)


def _float(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(value: dt.datetime) -> str:
    """To the millisecond: a serial day number holds a second only to some microseconds."""
    rounded = value + dt.timedelta(microseconds=500)
    rounded = rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)
    if rounded.time() == dt.time():
        return rounded.date().isoformat()
    return rounded.isoformat(timespec="milliseconds" if rounded.microsecond else "seconds")


def _duration(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT: dict[type, Callable[..., str | None]] = {
    str: lambda value: value or None,
    float: _float,
    int: str,
    bool: lambda value: "true" if value else "false",
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: lambda value: value.isoformat(timespec="seconds"),
    dt.timedelta: _duration,
    type(None): lambda value: None,
}


def _open(path: Path, file: str) -> calamine.CalamineWorkbook:
    expected = "A workbook that opens in a spreadsheet program without a password."
    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError:
        raise UserError(
            message="password",
            what=file,
            found=f"{file} is protected by a password.",
            expected=expected,
            do="Save it without a password.",
        ) from None
    except (calamine.CalamineError, OSError, ValueError):
        if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and _is_encrypted(path):
            raise UserError(
                message="password",
                what=file,
                found=f"{file} is protected by a password.",
                expected=expected,
                do="Save it without a password.",
            ) from None
        raise UserError(
            message="damaged-workbook",
            what=file,
            found=f"{file} is not a workbook, or it is cut short or damaged.",
            expected=expected,
            do="Ask for the file again, or open it in a spreadsheet program and save it as .xlsx.",
        ) from None


def _is_encrypted(path: Path) -> bool:
    """An encrypted .xlsx is an OLE file with this stream."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _sheet(path: Path, file: str, wanted: str | None) -> calamine.CalamineSheet:
    book = _open(path, file)
    shown = [
        meta.name for meta in book.sheets_metadata
        if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible
    ]  # fmt: skip
    name = wanted or (shown or book.sheet_names or [""])[0]
    if name not in book.sheet_names:
        raise UserError(
            message="no-sheet",
            what=name,
            file=file,
            sheets=", ".join(book.sheet_names),
            found=f"{file} has no sheet '{name}'; its sheets are {', '.join(book.sheet_names)}.",
            expected="The name of one of its sheets.",
            do="Correct 'sheet' under 'file' in the mapping.",
        )
    _refuse_strays(path, file, name)
    try:
        return book.get_sheet_by_name(name)
    except calamine.CalamineError:
        raise UserError(
            message="unreadable-sheet",
            what=name,
            file=file,
            found=f"Sheet '{name}' of {file} cannot be read: the file is damaged, or the sheet is a chart.",
            expected="A sheet of cells.",
            do="Save the workbook again in a spreadsheet program, or name another 'sheet' in the mapping.",
        ) from None


def _refuse_strays(path: Path, file: str, sheet: str) -> None:
    try:
        extent = measure(path, sheet)
    except (zipfile.BadZipFile, ParseError):
        return  # not an .xlsx, or one that calamine will speak about
    if extent is None or extent.area <= _MOST_CELLS or extent.cells >= _THINNEST * extent.area:
        return
    raise UserError(
        message="stray-cells",
        what=sheet,
        file=file,
        row=extent.rows,
        column=extent.columns,
        found=f"Sheet '{sheet}' of {file} has {extent.cells} cells with a value, scattered as far as row {extent.rows} "
        f"and column {extent.columns}.",
        expected="A table without stray cells far below or beside it.",
        do="Delete the rows and columns around the table in a spreadsheet program, then save it.",
    )


def _columns(sheet: calamine.CalamineSheet, file: str, options: FileOptions) -> Columns:
    declared = options.header_rows or ((options.header_row,) if options.header_row else ())
    needed = max((*declared, SEARCHED_ROWS))
    rows = [[text or "" for text in map(as_text, row)] for row in islice(sheet.iter_rows(), needed)]
    place = f"Sheet '{sheet.name}' of {file}"
    if not any(map(any, rows)):
        raise no_data(place)
    header = declared or (find_header(rows, place) + 1,)
    if min(header) < 1 or max(header) > len(rows):
        raise UserError(
            message="header-beyond",
            what=place,
            row=max(header),
            found=f"{place} has {len(rows)} rows, but the mapping names row {max(header)} as the header.",
            expected="The number of a row of the sheet.",
            do="Correct 'header_row' or 'header_rows' under 'file' in the mapping.",
        )
    heads = [rows[number - 1] for number in header]
    width = len(rows[0])
    used = _used(sheet, named_columns(heads), width, max(header))
    names = column_names(heads, width, place)
    return Columns(tuple(header), tuple(used), tuple(names[place] for place in used))


def _used(sheet: calamine.CalamineSheet, named: set[int], width: int, header: int) -> list[int]:
    """Named columns, and unnamed ones in which some row has a value."""
    unknown = set(range(width)) - named
    used = set(named)
    for row in islice(sheet.iter_rows(), header, None) if unknown else ():
        filled = [place for place in unknown if as_text(row[place])]
        unknown.difference_update(filled)
        used.update(filled)
        if not unknown:
            break
    return sorted(used)


def _write(sheet: calamine.CalamineSheet, columns: Columns, target: Path) -> tuple[int, int]:
    fields = [("row_no", pa.int64()), *((f"c{place}", pa.string()) for place in columns.places)]
    schema = pa.schema(fields)
    rows = empty = 0
    with pq.ParquetWriter(target, schema) as writer:
        for numbers, cells, blank in _batches(sheet, columns):
            arrays = [
                pa.array(numbers, pa.int64()),
                *(pa.array(each, pa.string()) for each in zip(*cells, strict=True)),
            ]
            if numbers:
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            rows += len(numbers)
            empty += blank
    return rows, empty


def _batches(
    sheet: calamine.CalamineSheet, columns: Columns
) -> Iterator[tuple[list[int], list[list[str | None]], int]]:
    rows = islice(enumerate(sheet.iter_rows(), 1), max(columns.header_rows), None)
    while batch := list(islice(rows, _BATCH)):
        texts = [(number, [as_text(row[place]) for place in columns.places]) for number, row in batch]
        kept = [(number, cells) for number, cells in texts if any(cell and cell.strip() for cell in cells)]
        yield [number for number, _ in kept], [cells for _, cells in kept], len(batch) - len(kept)
