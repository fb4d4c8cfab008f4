"""A table of the document as a table of Word: repeated head, rows that stay whole, marks beside aligned figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from durna.publish.document import Cell, Column, Row, Table
from durna.publish.docx import looks
from durna.publish.docx.anchors import Bookmarks, name_of
from durna.publish.docx.inline import Ink, Inline
from durna.publish.docx.oxml import TWIPS, Element, clean, w
from durna.publish.docx.styles import Lines
from durna.publish.widths import Laid, leading, marks_of, stands_whole

_RIGHT_ROLES = ("value", "plain", "missing", "suppressed")
_BELOW = 1.5  # points smaller
# A part of a year, which cannot be compared with the full years beside it or above it.
_APART: Lines = {"val": "double", "sz": 4, "color": "B9A46D"}


@dataclass(frozen=True)
class _Grid:
    """What all cells of one table share."""

    laid: Laid
    is_short: bool
    leading: int  # so many rows that stay with the head
    has_more: bool  # notes or a source under it
    marks: tuple[float, ...]  # room for marks in each column

    @property
    def table(self) -> Table:
        return self.laid.table


class Tables:
    def __init__(self, inline: Inline, bookmarks: Bookmarks, style: str, is_ours: bool, is_rtl: bool) -> None:
        self._inline = inline
        self._bookmarks = bookmarks
        self._style = style
        self._is_ours = is_ours  # the lines of the style alone are not all that ours has
        self._is_rtl = is_rtl

    def table(self, laid: Laid) -> Element:
        table = laid.table
        grid = _Grid(laid, stands_whole(laid), leading(laid), bool(table.notes or table.source), _rooms(laid))
        properties = w(
            "tblPr",
            w("tblStyle", val=self._style),
            w("bidiVisual") if self._is_rtl else None,
            w("tblW", w=sum(map(_twips, laid.widths)), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="04A0", firstRow=True, lastRow=False, firstColumn=True, lastColumn=False, noHBand=False,
              noVBand=True),
            w("tblCaption", val=clean(table.caption)),
            w("tblDescription", val=clean(_described(table))),
        )  # fmt: skip
        columns = w("tblGrid", *(w("gridCol", w=_twips(width)) for width in laid.widths))
        rows = [self._row(grid, place, row) for place, row in enumerate(table.rows)]
        return w("tbl", properties, columns, self._head(grid), *rows)

    def _head(self, grid: _Grid) -> Element:
        cells = []
        for place, column in enumerate(grid.table.columns):
            is_number = column.role != "text"
            ink = Ink(size=grid.laid.size)
            said = [self._inline.text(column.label, ink)]
            paragraphs = [self._paragraph(said, "table_head", is_number, grid.marks[place], keep_next=True)]
            if column.below:
                below = [self._inline.text(column.below, _below(grid))]
                paragraphs.append(self._paragraph(below, "table_head", is_number, grid.marks[place], keep_next=True))
            line: dict[str, Lines] = {}
            if self._is_ours:
                line["bottom"] = {"val": "single", "sz": 6, "color": looks.BLUE}
            cells.append(self._cell(grid, place, paragraphs, column, line, v_align="bottom"))
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)

    def _row(self, grid: _Grid, place: int, row: Row) -> Element:
        is_last = place == len(grid.table.rows) - 1
        keep = grid.has_more if is_last else grid.is_short or place < grid.leading - 1
        properties = w("trPr", w("cantSplit"))
        if row.role == "group":
            return w("tr", properties, self._group(grid, row))
        cells = [self._row_head(grid, place, row, keep)]
        for number, column in enumerate(grid.table.columns[1:], start=1):
            cell = row.cells[number - 1] if number <= len(row.cells) else Cell(())
            said = self._said(grid, number, column, cell, keep, Ink(bold=column.role == "total"))
            cells.append(self._cell(grid, number, said, column, is_part=row.role == "part"))
        return w("tr", properties, *cells)

    def _group(self, grid: _Grid, row: Row) -> Element:
        content = self._inline.runs(row.head.runs, Ink(bold=True, size=grid.laid.size))
        properties = w(
            "tcPr", w("tcW", w=sum(map(_twips, grid.laid.widths)), type="dxa"),
            w("gridSpan", val=len(grid.laid.widths)), w("shd", val="clear", color="auto", fill=looks.BAND),
        )  # fmt: skip
        return w("tc", properties, self._paragraph(content, "table_text", False, keep_next=True))

    def _row_head(self, grid: _Grid, place: int, row: Row, keep: bool) -> Element:
        """The head of rows that are about the same stands once, over all of them."""
        column = grid.table.columns[0]
        if row.role == "again":
            empty = [self._paragraph([], "table_text", False, keep_next=keep)]
            return self._cell(grid, 0, empty, column, merge="continue")
        ink = Ink(italic=row.role == "other_unit", bold=row.role == "total")
        said = self._said(grid, 0, column, row.head, keep, ink)
        if row.head.anchor:
            first = said[0]
            content = [child for child in first if child.tag != first[0].tag]
            marked = self._bookmarks.around(name_of(row.head.anchor), content)
            said[0] = w("p", first[0], *marked)
        following = grid.table.rows[place + 1 : place + 2]
        is_first = bool(following) and following[0].role == "again"
        merge = "restart" if is_first else ""
        return self._cell(grid, 0, said, column, merge=merge, is_part=row.role == "part")

    def _said(self, grid: _Grid, place: int, column: Column, cell: Cell, keep: bool, ink: Ink) -> list[Element]:
        quiet = looks.QUIET if cell.role in ("missing", "none") else ""
        small = 0.88 if cell.role == "code" else 1.0
        ink = Ink(bold=ink.bold, italic=ink.italic, color=quiet, size=grid.laid.size * small)
        content = self._inline.runs(cell.runs, ink)
        if cell.marks:
            content.append(self._inline.text(" ".join(cell.marks), Ink(color=looks.MARK, size=ink.size, raised=True)))
        is_right = place > 0 and (column.role in ("value", "total", "part") or cell.role in _RIGHT_ROLES)
        room = max(0.0, grid.marks[place] - marks_of(cell, grid.laid.size))
        is_whole = cell.role in ("day", "days")
        said = [self._paragraph(content, "table_text", is_right, room, keep_next=keep, is_whole=is_whole)]
        if cell.below:
            below = [self._inline.text(cell.below, _below(grid))]
            said.append(self._paragraph(below, "table_text", is_right, grid.marks[place], keep_next=keep))
        return said

    def _paragraph(
        self, content: list[Element], key: str, is_right: bool, room: float = 0.0, keep_next: bool = False,
        is_whole: bool = False,
    ) -> Element:  # fmt: skip
        """`is_whole`: its words are not parted at the end of a line."""
        indent = w("ind", right=_twips(room)) if is_right and room else None
        align = w("jc", val="right") if is_right else None
        whole = w("suppressAutoHyphens") if is_whole else None
        properties = self._inline.paragraph_properties(
            key, indent, align, before=whole, keep_next=keep_next, is_number=is_right
        )
        return w("p", properties, *content)

    def _cell(
        self, grid: _Grid, place: int, paragraphs: Sequence[Element], column: Column,
        lines: Mapping[str, Lines] | None = None, merge: str = "", v_align: str = "", is_part: bool = False,
    ) -> Element:  # fmt: skip
        """`is_part`: its row is of a part of a year; a column may be, too."""
        borders: dict[str, Lines] = {"top": _APART} if is_part else {}
        if column.role == "part":
            borders["left"] = _APART
        borders.update(lines or {})
        properties = w(
            "tcPr",
            w("tcW", w=_twips(grid.laid.widths[place]), type="dxa"),
            w("vMerge", val=merge) if merge else None,
            w("tcBorders", *(w(side, space=0, **said) for side, said in borders.items())) if borders else None,
            w("shd", val="clear", color="auto", fill=looks.PART) if is_part or column.role == "part" else None,
            w("vAlign", val=v_align) if v_align else None,
        )
        return w("tc", properties, *paragraphs)


def _rooms(laid: Laid) -> tuple[float, ...]:
    """Digits stay under digits: a column in which figures have marks keeps the room of the widest of them."""
    found = [0.0]
    for place in range(len(laid.table.columns) - 1):
        cells = [row.cells[place] for row in laid.table.rows if place < len(row.cells)]
        found.append(max((marks_of(cell, laid.size) for cell in cells), default=0.0))
    return tuple(found)


def _below(grid: _Grid) -> Ink:
    return Ink(color=looks.QUIET, size=grid.laid.size - _BELOW)


def _described(table: Table) -> str:
    """For those who do not see the table: what its columns are."""
    labels = [" ".join(filter(None, (column.label, column.below))) for column in table.columns]
    return "; ".join(filter(None, [table.subtitle, *labels]))


def _twips(points: float) -> int:
    return round(points * TWIPS)
