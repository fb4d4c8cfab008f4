"""How a delimited text is laid out: encoding, delimiter, header, columns; declared, or found out from its beginning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from durna.errors import UserError
from durna.intake.reading import decoding
from durna.intake.reading.compressed import Delivered
from durna.intake.reading.headers import column_names, find_header, named_columns
from durna.intake.reading.sniffing import HEAD, Dialect, Record, find_dialect, read_records
from durna.sources.mapping import FileOptions


@dataclass(frozen=True)
class Layout:
    encoding: str
    lone_returns: bool
    dialect: Dialect
    header_rows: tuple[int, ...]
    first_header_row: int
    header_lines: int
    columns: tuple[str, ...]
    unnamed: frozenset[int]


def encoding_of(head: bytes, options: FileOptions) -> str:
    return decoding.known_encoding(options.encoding) if options.encoding else decoding.find_encoding(head)


def sample(head: bytes, encoding: str, options: FileOptions) -> tuple[Dialect, list[Record]]:
    text = _text(head, encoding)
    dialect = find_dialect(text, options.delimiter, options.quote)
    return dialect, read_records(text, dialect, complete=len(head) < HEAD)


def _text(head: bytes, encoding: str) -> str:
    text = head.decode(encoding, errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return text.replace("\r", " " if "\n" in text else "\n")


def find_layout(file: Delivered, head: bytes, encoding: str, options: FileOptions) -> Layout:
    dialect, records = sample(head, encoding, options)
    if any("\0" in cell for record in records[:20] for cell in record.cells):
        raise UserError(
            message="no-table",
            what=file.name,
            found=f"{file.name} is not text: it holds zero bytes.",
            expected="Delimited text, an Excel or OpenDocument workbook, or Parquet.",
            do="Export the table as .csv or .xlsx.",
        )
    rows = [record.cells for record in records]
    declared = options.header_rows or ((options.header_row,) if options.header_row else ())
    # Excel's "sep=;" line is never the header.
    first = 1 if rows and len(rows) > 1 and rows[0] and rows[0][0].lower() == "sep=" else 0
    header = declared or (find_header(rows[first:], file.name) + first + 1,)
    if min(header) < 1 or max(header) > len(rows):
        raise UserError(
            message="header-beyond",
            what=file.name,
            row=max(header),
            found=f"{file.name} has no row {max(header)} near its beginning, which the mapping names as the header.",
            expected=f"A header among its first {len(rows)} rows.",
            do="Correct 'header_row' or 'header_rows' under 'file' in the mapping.",
        )
    head_rows = [rows[number - 1] for number in header]
    data = [row for row in rows[max(header) :] if any(cell.strip() for cell in row)]
    head_rows, width = _fitted(head_rows, data)
    return Layout(
        encoding=encoding,
        lone_returns=b"\r" in head and b"\n" not in head,
        dialect=dialect,
        header_rows=tuple(header),
        first_header_row=min(header),
        header_lines=records[max(header) - 1].last_line,
        columns=column_names(head_rows, width, file.name),
        unnamed=frozenset(range(width)) - named_columns(head_rows),
    )


def _fitted(header: list[list[str]], data: list[list[str]]) -> tuple[list[list[str]], int]:
    """The number of columns, where header and data disagree about it."""
    named = max(named_columns(header), default=0) + 1
    if not data:
        return header, named
    width = Counter(map(len, data)).most_common(1)[0][0]
    filled = max(max((place for place, cell in enumerate(row) if cell.strip()), default=0) for row in data) + 1
    if width <= named:
        return header, named
    if filled <= named:  # delimiters at the ends of the rows: one is forgiven by DuckDB, more must be columns
        return header, named if width == named + 1 else width
    if len(header) == 1 and width == len(header[0]) + 1 and _counts_up(data):
        return [["", *header[0]]], width  # the header leaves out the row numbers, and their delimiter too
    return header, max(named, min(width, max(map(len, header))))


def _counts_up(data: list[list[str]]) -> bool:
    labels = [row[0] for row in data]
    return any(labels == [str(number) for number in range(start, start + len(labels))] for start in (0, 1))
