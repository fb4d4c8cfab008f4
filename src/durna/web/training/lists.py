"""Lists of people as offices send them: workbooks and CSV, with headings in three languages. Nothing is lost.

Merged cells of a country or an institution hold for every row that they cover. Of a formula the value that was saved
with it is read; one without a value is told with its cell.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import python_calamine as calamine
from lxml import etree

from durna.intake.reading.workbook import as_text
from durna.web.refusals import refusal

_SEARCHED = 15
_MOST_ROWS = 50_000
_FILLED = {"country", "institution", "language", "training"}
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Problem = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """A row of a list: where it stands (`Sheet1, row 4`), its texts by column, and what is wrong already."""

    place: str
    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass
class _Grid:
    name: str
    rows: list[list[str]]
    # Cells (row, column from 0) under a merged one, and formulas without a value.
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def read(content: bytes, name: str) -> list[Line]:
    """Every row under the headings of the first sheet that has them.

    Raises UserError for a file that is no list, and for one without the headings of family and given names.
    """
    for grid in _grids(content, name):
        head = _head(grid)
        if head is not None:
            return list(_lines(grid, *head))
    expected = ", ".join(names[0] for names in headings().values())
    raise refusal("training-wrong-no-headings", file=name, expected=expected)


def _grids(content: bytes, name: str) -> Iterator[_Grid]:
    if not content:
        raise refusal("training-wrong-empty-file", file=name)
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        yield from _sheets(content, name)
    else:
        yield _Grid("", _csv_rows(content, name))


def _sheets(content: bytes, name: str) -> Iterator[_Grid]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (calamine.CalamineError, calamine.PasswordError, OSError, ValueError):
        raise refusal("training-wrong-not-a-list", file=name) from None
    formulas = _formulas(content)
    for sheet_name in book.sheet_names:
        sheet = book.get_sheet_by_name(sheet_name)
        if sheet.height > _MOST_ROWS:
            raise refusal("training-wrong-too-long", file=name, limit=_MOST_ROWS)
        read = sheet.to_python(skip_empty_area=False)
        rows = [[as_text(cell) or "" for cell in row] for row in read]
        grid = _Grid(sheet_name, rows, formulas={at for at in formulas.get(sheet_name, ()) if not _at(rows, at)})
        for first, last in sheet.merged_cell_ranges or ():
            for row in range(first[0], last[0] + 1):
                for column in range(first[1], last[1] + 1):
                    grid.merged[row, column] = first
        yield grid


def _csv_rows(content: bytes, name: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise refusal("training-wrong-csv-letters")
    if "\0" in text:
        raise refusal("training-wrong-not-a-list", file=name)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _formulas(content: bytes) -> dict[str, set[tuple[int, int]]]:
    """Cells with formulas, by sheet; of .xlsx only, where they can be told."""
    found: dict[str, set[tuple[int, int]]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for sheet, part in _parts(package):
                found[sheet] = set(_cells_with_formulas(package.read(part)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}
    return found


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    links = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    book = etree.fromstring(package.read("xl/workbook.xml"), parser)
    for sheet in book.iter(f"{_SHEET}sheet"):
        key = sheet.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        target = targets.get(key, "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells_with_formulas(sheet: bytes) -> Iterator[tuple[int, int]]:
    events = etree.iterparse(io.BytesIO(sheet), tag=f"{_SHEET}c", resolve_entities=False, no_network=True)
    for _, cell in events:
        if cell.find(f"{_SHEET}f") is not None:
            yield _place(cell.get("r", "A1"))
        cell.clear()


def _place(reference: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


def _head(grid: _Grid) -> tuple[int, dict[int, str]] | None:
    """The row of the headings, and which column of the file is which of ours."""
    for number, row in enumerate(grid.rows[:_SEARCHED]):
        found = {place: _index()[key] for place, text in enumerate(row) if (key := _key(text)) in _index()}
        if {"family_name", "given_name"} <= set(found.values()):
            return number, found
    return None


def _lines(grid: _Grid, head: int, columns: Mapping[int, str]) -> Iterator[Line]:
    for number in range(head + 1, len(grid.rows)):
        values, problems = _line(grid, number, columns)
        if any(values.values()) or problems:
            yield Line(f"{grid.name}, {number + 1}" if grid.name else str(number + 1), values, tuple(problems))


def _line(grid: _Grid, number: int, columns: Mapping[int, str]) -> tuple[dict[str, str], list[Problem]]:
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for place, column in columns.items():
        at = (number, place)
        source = grid.merged.get(at, at)
        is_below = source[0] != number or source[1] != place
        values[column] = _at(grid.rows, source if is_below and column in _FILLED else at).strip()
        if at in grid.formulas:
            problems.append((column, "training-problem-formula", {"cell": cell_name(*at)}))
        if is_below and column not in _FILLED:
            problems.append((column, "training-problem-merged", {"cell": cell_name(*at)}))
    if not any(values[column] for column in values if column not in _FILLED) and not any(
        message == "training-problem-formula" for _, message, _ in problems
    ):
        return {}, []  # nothing but what a merged cell lends it
    return values, problems


def _at(rows: Sequence[Sequence[str]], at: tuple[int, int]) -> str:
    row, column = at
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold().replace("i̇", "i").replace("ı", "i"))


@cache
def headings() -> Mapping[str, Sequence[str]]:
    """Each column that a list may have, with its headings, the English first."""
    import yaml

    loaded: Mapping[str, Sequence[str]] = yaml.safe_load(
        (files("durna.web.training") / "headings.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _index() -> Mapping[str, str]:
    return {_key(name): column for column, names in headings().items() for name in (*names, column)}
