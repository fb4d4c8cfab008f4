"""Tables as offices hand them in, workbooks and CSV, as grids of texts; whose heads they are is for others to say."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import python_calamine as calamine

from durna.intake.reading.workbook import as_text
from durna.web.files import archives, cells
from durna.web.refusals import refusal

SEARCHED = 15  # rows in which the headings are sought: a title may stand over them
_MOST_ROWS = 50_000
IsHead = Callable[[Sequence[str]], bool]


@dataclass
class Grid:
    """A sheet, or the whole of a CSV file, which has no name."""

    name: str
    rows: list[list[str]]
    # Cells (row, column from 0) under a merged one, and formulas without a value.
    merged: dict[cells.At, cells.At] = field(default_factory=dict)
    formulas: set[cells.At] = field(default_factory=set)
    is_hidden: bool = False

    def at(self, where: cells.At) -> str:
        row, column = where
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def head(self, is_head: IsHead) -> int | None:
        """The row of the headings."""
        return next((number for number, row in enumerate(self.rows[:SEARCHED]) if is_head(row)), None)


def read(content: bytes, name: str, is_head: IsHead) -> Iterator[Grid]:
    """Raises UserError for what is no table, and for a bomb."""
    if not content:
        raise refusal("training-wrong-empty-file", file=name)
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        yield from _sheets(content, name)
    else:
        yield _csv(content, name, is_head)


def _sheets(content: bytes, name: str) -> Iterator[Grid]:
    archives.names(io.BytesIO(content))  # a bomb is told before anything is unpacked
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (calamine.CalamineError, calamine.PasswordError, OSError, ValueError):
        raise refusal("training-wrong-not-a-list", file=name) from None
    formulas = cells.formulas(content)
    for about in book.sheets_metadata:
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            yield _grid(book.get_sheet_by_name(about.name), about, formulas.get(about.name, set()), name)


def _grid(sheet: Any, about: Any, formulas: set[cells.At], name: str) -> Grid:
    if sheet.height > _MOST_ROWS:
        raise refusal("training-wrong-too-long", file=name, limit=_MOST_ROWS)
    rows = [[as_text(cell) or "" for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
    grid = Grid(sheet.name, rows, is_hidden=is_hidden)
    grid.formulas.update(at for at in formulas if not grid.at(at))
    for first, last in sheet.merged_cell_ranges or ():
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                grid.merged[row, column] = first
    return grid


def _csv(content: bytes, name: str, is_head: IsHead) -> Grid:
    """Parted by whichever sign gives the headings: the first line may be a title, and says nothing of it."""
    text = _decoded(content)
    if "\0" in text:
        raise refusal("training-wrong-not-a-list", file=name)
    # Line ends of every system; a field that never ends is no table.
    try:
        grids = [Grid("", list(csv.reader(io.StringIO(text, newline=None), delimiter=sign))) for sign in ",;\t"]
    except csv.Error:
        raise refusal("training-wrong-not-a-list", file=name) from None
    return next((grid for grid in grids if grid.head(is_head) is not None), grids[0])


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise refusal("training-wrong-csv-letters") from None


@dataclass(frozen=True)
class Table:
    """Rows by their headings, in small letters; `first`: the number of the first row in its file, counted from 1."""

    heads: tuple[str, ...]
    rows: Sequence[Mapping[str, str]]
    first: int

    def numbered(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Rows that hold something, each with its number in the file."""
        for number, row in enumerate(self.rows, start=self.first):
            if any(text.strip() for text in row.values()):
                yield number, row


def table(content: bytes, name: str, is_ours: Callable[[set[str]], bool]) -> Table | None:
    """Of the first sheet that has headings of which `is_ours` is true; None where there is none."""

    def is_head(row: Sequence[str]) -> bool:
        return is_ours(set(_heads(row)))

    for grid in read(content, name, is_head):
        head = grid.head(is_head)
        if head is not None:
            heads = _heads(grid.rows[head])
            return Table(heads, [dict(zip(heads, row, strict=False)) for row in grid.rows[head + 1 :]], head + 2)
    return None


def _heads(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.strip().casefold() for text in row)
