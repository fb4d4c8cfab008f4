"""Cells of an Excel workbook that say nothing as they are read: formulas without a saved value, and errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
At = tuple[int, int]  # row and column, from 0


def formulas(content: bytes) -> dict[str, set[At]]:
    """Cells with formulas or errors, by sheet; of .xlsx only, where they can be told."""
    found: dict[str, set[At]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for sheet, part in _parts(package):
                found[sheet] = set(_cells_with_formulas(package.read(part)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}
    return found


def cell_name(row: int, column: int) -> str:
    """As Excel says it: `B4`."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    links = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    book = etree.fromstring(package.read("xl/workbook.xml"), parser)
    for sheet in book.iter(f"{_SHEET}sheet"):
        target = targets.get(sheet.get(f"{_LINKS}id"), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells_with_formulas(sheet: bytes) -> Iterator[At]:
    events = etree.iterparse(io.BytesIO(sheet), tag=f"{_SHEET}c", resolve_entities=False, no_network=True)
    for _, cell in events:
        if cell.find(f"{_SHEET}f") is not None or cell.get("t") == "e":
            yield _place(cell.get("r", "A1"))
        cell.clear()


def _place(reference: str) -> At:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1
