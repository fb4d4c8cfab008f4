"""Comma, semicolon, tab or pipe separated text, scanned by DuckDB's own parallel reader.

One pass writes the text as numbered UTF-8 lines into the scratch folder (see `numbering`), a second lets DuckDB count
the rows. Where the two disagree some lines do not split into the columns; the first pass is repeated line by line and
sets them aside. All of it uses little memory whatever the size.
"""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import duckdb

from durna.errors import UserError
from durna.intake.reading import decoding
from durna.intake.reading.compressed import Delivered
from durna.intake.reading.layout import Layout, encoding_of, find_layout, sample
from durna.intake.reading.numbering import Numbered, Shape, write_numbered
from durna.intake.reading.relation import Malformed, Source, literal
from durna.intake.reading.sniffing import HEAD, Dialect
from durna.sources.mapping import FileOptions


def open_delimited(
    file: Delivered, options: FileOptions, scratch: Path, connection: duckdb.DuckDBPyConnection
) -> Source:
    target = scratch / f"{uuid4().hex}.csv"
    layout, numbered = _numbered_copy(file, options, target)
    cells = tuple(f"c{place}" for place in range(len(layout.columns)))
    unnamed = [cells[place] for place in sorted(layout.unnamed)]
    reader = _reader(target, layout.dialect, cells)
    rows, filled = _count(reader, target, unnamed, connection)
    if rows != numbered.records:
        numbered = _write(file, layout, target, exact=True)
        rows, filled = _count(reader, target, unnamed, connection)
    if rows != numbered.records:
        raise _unpaired_quotes(file)
    if not rows and numbered.broken and not options.ends_before:
        raise _nothing_fits(file, layout, len(numbered.broken))
    # Unnamed columns without a single value are the trace of delimiters at the ends of lines.
    kept = [place for place, cell in enumerate(cells) if filled.get(cell, True)]
    return Source(
        file=file.name,
        columns=tuple(layout.columns[place] for place in kept),
        cells=tuple(cells[place] for place in kept),
        relation=reader,
        rows=rows,
        text_cells=frozenset(cells),
        malformed=tuple(Malformed(line) for line in sorted(numbered.broken)),
        malformed_text=numbered.broken if options.ends_before else {},
        found=_found(file, layout, numbered),
    )


def peek_delimited(file: Delivered, options: FileOptions, rows: int) -> list[list[str]]:
    head = file.head(HEAD)
    encoding = encoding_of(head, options)
    _, records = sample(head, encoding, options)
    return [record.cells for record in records[:rows]]


def _numbered_copy(file: Delivered, options: FileOptions, target: Path) -> tuple[Layout, Numbered]:
    head = file.head(HEAD)
    encoding = encoding_of(head, options)
    layout = find_layout(file, head, encoding, options)
    try:
        return layout, _write(file, layout, target)
    except decoding.Undecodable as problem:
        second = decoding.guess_code_page(problem.around)
        if options.encoding or encoding != "utf-8" or second == "utf-8":
            raise _undecodable(file, encoding, problem) from None
    # The first foreign letter may come late: up to there every code page reads like UTF-8.
    layout = find_layout(file, head, second, options)
    try:
        return layout, _write(file, layout, target)
    except decoding.Undecodable as problem:
        raise _undecodable(file, second, problem) from None


def _write(file: Delivered, layout: Layout, target: Path, *, exact: bool = False) -> Numbered:
    text = decoding.as_utf8(file.chunks(), layout.encoding)
    blocks = decoding.unix_newlines(text, layout.lone_returns)
    cells = len(layout.columns) if exact else None
    return write_numbered(
        blocks, Shape(layout.header_lines, layout.dialect.delimiter, layout.dialect.quote, cells), target
    )


def _reader(target: Path, dialect: Dialect, cells: tuple[str, ...]) -> str:
    """Strict, so that whatever DuckDB would read otherwise than `numbering` is an error and never a silent loss.

    It must not ignore errors: DuckDB 1.5.6 then ends the file at text behind a closing quote. Its list of rejects keeps
    a line once for every cell that it misses, which is gigabytes where a delivery has one column fewer.
    """
    columns = ", ".join(["'row_no': 'BIGINT'", *(f"'{cell}': 'VARCHAR'" for cell in cells)])
    quote = literal(dialect.quote)
    return (
        f"read_csv({literal(str(target))}, auto_detect=false, header=false, columns={{{columns}}}, "
        f"delim={literal(dialect.delimiter)}, quote={quote}, escape={quote}, strict_mode=true)"
    )


def _count(
    reader: str, target: Path, unnamed: list[str], connection: duckdb.DuckDBPyConnection
) -> tuple[int, dict[str, int]]:
    """The rows, and how many of them have a value in each unnamed column; -1 rows where some line does not split."""
    if not target.stat().st_size:
        return 0, {}
    counted = "".join(f", count(nullif(trim({cell}), ''))" for cell in unnamed)
    try:
        rows, *filled = connection.execute(f"SELECT count(row_no){counted} FROM {reader}").fetchall()[0]
    except (duckdb.InvalidInputException, duckdb.ConversionException):  # the latter of a row number
        return -1, {}
    return rows, dict(zip(unnamed, filled, strict=True))


def _found(file: Delivered, layout: Layout, numbered: Numbered) -> dict[str, object]:
    return {
        "format": "delimited text",
        "packing": file.packing,
        "member": file.member,
        "encoding": layout.encoding,
        "delimiter": layout.dialect.delimiter,
        "quote": layout.dialect.quote,
        "header_rows": layout.header_rows,
        "rows_above_header": layout.first_header_row - 1,
        "empty_rows": numbered.empty,
    }


def _undecodable(file: Delivered, encoding: str, problem: decoding.Undecodable) -> UserError:
    return UserError(
        message="not-encoded",
        what=file.name,
        encoding=encoding,
        line=problem.line,
        found=f"{file.name} is not valid {encoding}: byte {problem.offset} (from 0), on line {problem.line}.",
        expected=f"Text in {encoding} throughout.",
        do="Give the right 'encoding' under 'file' in the mapping, or export the file again as UTF-8.",
    )


def _unpaired_quotes(file: Delivered) -> UserError:
    return UserError(
        message="quotes",
        what=file.name,
        found=f"The quotes in {file.name} do not pair up: its rows cannot be told apart.",
        expected="Cells with quotes or line breaks stand in quotes, with quotes inside them doubled.",
        do="Export the file again, or give another 'quote' under 'file' in the mapping.",
    )


def _nothing_fits(file: Delivered, layout: Layout, lines: int) -> UserError:
    shown = {"\t": "tab"}.get(layout.dialect.delimiter, layout.dialect.delimiter)
    return UserError(
        message="no-row-fits",
        what=file.name,
        columns=len(layout.columns),
        found=f"None of the {lines} rows of {file.name} splits into the {len(layout.columns)} columns of its header "
        f"(row {max(layout.header_rows)}, delimiter {shown}).",
        expected="Rows with as many cells as the header.",
        do="Give 'delimiter', 'quote' or 'header_row' under 'file' in the mapping.",
    )
