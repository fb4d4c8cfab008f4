"""How far the values of an .xlsx sheet reach, read from its XML as a stream.

A sheet is held in memory as a rectangle, so one stray cell in the last row of a sheet would cost gigabytes. Cells that
carry only a format (a column painted to row 1,048,576) are no values and cost nothing.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>\s*<(?:v|is|f)\b')
_DIMENSION = re.compile(rb'<dimension\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_CHUNK = 1 << 20
_OVERLAP = 2048  # longer than any cell's opening tags
_TRUSTED = 5_000_000  # cells of a declared range that need no second look
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Extent:
    rows: int
    columns: int
    cells: int

    @property
    def area(self) -> int:
        return self.rows * self.columns


def measure(path: Path, sheet: str) -> Extent | None:
    """The extent of the values; None where the declared range is small or the file is not .xlsx."""
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        if part is None:
            return None
        with archive.open(part) as stream:
            declared = _DIMENSION.search(stream.read(4096))
        if declared and _column(declared[3]) * int(declared[4]) <= _TRUSTED:
            return None
        return _extent(archive, part)


def _extent(archive: zipfile.ZipFile, part: str) -> Extent:
    rows = cells = 0
    letters: set[bytes] = set()
    for block in _blocks(archive, part):
        found = _CELL.findall(block)
        cells += len(found)
        letters.update(column for column, _ in found)
        rows = max(rows, max((int(row) for _, row in found), default=0))
    return Extent(rows, max(map(_column, letters), default=0), cells)


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Blocks that end before a cell, so that no cell is cut or met twice."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            data = rest + chunk
            cut = data.rfind(b"<c ")
            if cut <= 0:
                rest = data[-_OVERLAP:]
                continue
            yield data[:cut]
            rest = data[cut:]
    yield rest


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return None
    wanted = [each.get(_RELATION) for each in book.iter() if each.tag.endswith("}sheet") and each.get("name") == sheet]
    target = next((each.get("Target", "") for each in links if wanted and each.get("Id") == wanted[0]), "")
    part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    return part if part in archive.namelist() else None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
