"""A workbook of very many rows, written as the text that it is: rows go to disk as they come, and memory stays flat.

The library that writes all other workbooks takes some eight microseconds a cell, and a million figures have sixteen
million cells. Of the format (ECMA-376, part 1, 18) only what such a sheet needs stands here: texts, numbers, days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from html import escape
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_col_to_name

from durna.publish.xlsx.book import BAND, INK, RULE

# Rows of a sheet under its head, in every program that opens .xlsx.
ROWS = 1_048_575
# A sheet of more bytes would need a form of archive that not every program opens.
_MOST_BYTES = 1_800_000_000
_AT_ONCE = 1 << 16  # bytes that are packed together
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = 3  # of 9: half the time of the usual, a tenth larger
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PRINTED = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
_LONGEST_TEXT = 32_767  # of a cell; a longer one makes a file that has to be repaired
_PLAIN, _TITLE, _DAY = 0, 1, 2  # places in the list of looks below
_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="10.5"/><color rgb="FF{INK[1:]}"/><name val="Calibri"/></font>
<font><b/><sz val="10.5"/><color rgb="FF{INK[1:]}"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF{BAND[1:]}"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/></border>
<border><left/><right/><top/><bottom style="thin"><color rgb="FF{RULE[1:]}"/></bottom></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""
# What XML cannot hold, and what would be read as such a sign, as the format writes them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")


class LongBook:
    """Rows under one head, on one sheet or several; `widths` of columns by their names, in letters."""

    def __init__(self, path: Path, title: str, created: datetime, *, is_rtl: bool) -> None:
        self._archive = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_PACKED)
        self._title = title
        self._created = created
        self._is_rtl = is_rtl
        self._sheets: list[tuple[str, str]] = []  # the name of each, and its cells

    def __enter__(self) -> LongBook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._archive.close()

    def write(
        self, name: str, heads: Sequence[str], widths: Mapping[str, float], rows: Iterable[Iterable[Any]]
    ) -> None:
        """Over as many sheets as it takes: `figures`, `figures 2`; one at least."""
        left = iter(rows)
        ahead: Iterable[Iterable[Any]] = ()
        while True:
            number = len(self._sheets) + 1
            with self._archive.open(_part(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                lines = self._sheet(part, heads, widths, chain(ahead, left))
            self._sheets.append((name if number == 1 else f"{name} {number}", f"A1:{_letters(len(heads))[-1]}{lines}"))
            following = next(left, None)
            if following is None:
                return
            ahead = (following,)

    def _sheet(
        self, part: Any, heads: Sequence[str], widths: Mapping[str, float], rows: Iterable[Iterable[Any]]
    ) -> int:
        """Returns how many lines it has, that of the heads among them."""
        letters = _letters(len(heads))
        before = self._before(heads, widths)
        part.write(f"{before}{_row(letters, 1, heads, _TITLE)}".encode())
        line, size, held = 1, 0, bytearray()
        for line, row in enumerate(rows, start=2):
            made = _row(letters, line, row).encode()
            size += len(made)
            held += made
            if len(held) > _AT_ONCE:
                part.write(held)
                held.clear()
            if line > ROWS or size > _MOST_BYTES:
                break
        part.write(held)
        part.write(f'</sheetData><autoFilter ref="A1:{letters[-1]}{line}"/>{_PRINTED}</worksheet>'.encode())
        return line

    def _before(self, heads: Sequence[str], widths: Mapping[str, float]) -> str:
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{widths.get(name, 13)}" customWidth="1"/>'
            for place, name in enumerate(heads, start=1)
        )
        view = '<sheetView workbookViewId="0"' + (' rightToLeft="1">' if self._is_rtl else ">")
        pane = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        return (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f"<sheetViews>{view}{pane}</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
        )

    def _finish(self) -> None:
        for name, content in self._parts():
            self._archive.writestr(_part(name), content)

    def _parts(self) -> Iterator[tuple[str, str]]:
        numbers = range(1, len(self._sheets) + 1)
        yield "xl/styles.xml", _STYLES
        yield "xl/workbook.xml", self._workbook()
        yield (
            "xl/_rels/workbook.xml.rels",
            _relations(
                [(f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
                + [(f"{_OFFICE}/styles", "styles.xml")]
            ),
        )
        yield "docProps/core.xml", self._core()
        yield "_rels/.rels", _relations([
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ])  # fmt: skip
        yield "[Content_Types].xml", _types(numbers)

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, (name, _) in enumerate(self._sheets, start=1)
        )
        # Spreadsheets look for the range of a filter under this name too.
        filters = "".join(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
            f"'{escape(name)}'!{_fixed(cells)}</definedName>"
            for number, (name, cells) in enumerate(self._sheets)
        )
        return (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets><definedNames>{filters}</definedNames></workbook>"
        )

    def _core(self) -> str:
        return (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(self._title)}</dc:title>'
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{self._created:%Y-%m-%dT%H:%M:%SZ}</dcterms:created>'
            "</cp:coreProperties>"
        )


def _part(name: str) -> ZipInfo:
    made = ZipInfo(name, _NO_TIME)
    made.compress_type = ZIP_DEFLATED
    return made


@lru_cache(maxsize=16)
def _letters(count: int) -> tuple[str, ...]:
    return tuple(xl_col_to_name(place) for place in range(count))


def _row(letters: Sequence[str], line: int, values: Iterable[Any], look: int = _PLAIN) -> str:
    cells = [
        f'<c r="{letter}{line}"{_cell(value, look)}'
        for letter, value in zip(letters, values, strict=True)
        if value or value == 0  # nothing, an empty text and an empty list are all an empty cell
    ]
    return f'<row r="{line}">{"".join(cells)}</row>'


def _cell(value: Any, look: int) -> str:
    """What follows the address of a cell. A list becomes one text."""
    if isinstance(value, str):
        return _text(value, look)
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f"><v>{value!r}</v></c>"
    if isinstance(value, date):
        return f' s="{_DAY}"><v>{value.toordinal() - _DAY_NOUGHT}</v></c>'
    return _text("; ".join(value), look)


# Most texts of a table stand in it many times.
@lru_cache(maxsize=4096)
def _text(value: str, look: int) -> str:
    """Always a string: a spreadsheet takes none of them for a formula or a link."""
    clean = escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value[:_LONGEST_TEXT]), quote=False)
    return f' t="inlineStr" s="{look}"><is><t xml:space="preserve">{clean}</t></is></c>'


def _fixed(cells: str) -> str:
    """`A1:B7` as `$A$1:$B$7`."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)


def _relations(pairs: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _types(numbers: Iterable[int]) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    package = "application/vnd.openxmlformats-package"
    parts = {
        "xl/workbook.xml": f"{office}.sheet.main+xml", "xl/styles.xml": f"{office}.styles+xml",
        **{f"xl/worksheets/sheet{number}.xml": f"{office}.worksheet+xml" for number in numbers},
        "docProps/core.xml": f"{package}.core-properties+xml",
    }  # fmt: skip
    said = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>{said}</Types>'
    )
