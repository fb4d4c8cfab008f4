"""Which way round a table of periods stands: its years across, or down the side where a page would be turned for it.

Decided once, for every format and language alike: from what is the same in all languages, so that no edition differs
from its translation. Decision 38 says why.
"""

from __future__ import annotations

from dataclasses import replace

from durna.publish import widths
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Table, words

# Beside the years so many columns stand on a page, upright or turned, however long the words over them are.
FEW_UPRIGHT, FEW_ACROSS = 3, 5
_SIZE = widths.UPRIGHT_SIZES[-1]
# A part-year is named in words, which languages make longer and shorter.
_NAMED = 45.0
_SAME_WAY = ("total", "other_unit")


def upright(context: Context, table: Table) -> Table:
    """`table` has its periods across and a mark at every figure: a mark that a whole row has goes to the row's head."""
    across = _shared(table)
    return _shared(_years_down(table, context.language("table-year"))) if _is_turned(across) else across


def _shared(table: Table) -> Table:
    return replace(table, rows=tuple(map(with_shared_marks, table.rows)))


def with_shared_marks(row: Row) -> Row:
    """A mark at every figure of a row stands once, at its head."""
    known = [each for each in row.cells if each.role in ("value", "suppressed")]
    shared = set.intersection(*(set(each.marks) for each in known)) if len(known) > 1 else set()
    if not shared:
        return row
    marks = tuple(mark for mark in known[0].marks if mark in shared)
    cells = tuple(replace(each, marks=tuple(m for m in each.marks if m not in shared)) for each in row.cells)
    return replace(row, head=replace(row.head, marks=marks), cells=cells)


def _is_turned(table: Table) -> bool:
    """A page turned for few rows, or a table of a few more in parts, because no page is wide enough."""
    if any(row.role not in ("", *_SAME_WAY) for row in table.rows) or len(table.rows) > FEW_ACROSS:
        return False
    return _across(table) > (widths.UPRIGHT if len(table.rows) <= FEW_UPRIGHT else widths.ACROSS)


def _across(table: Table) -> float:
    """The width that the table needs in any language: the head of its rows may be as long as a word gets."""
    return widths.LONGEST_WORD + widths.PADDING + sum(_column(table, place) for place in range(len(table.columns) - 1))


def _column(table: Table, place: int) -> float:
    label = table.columns[place + 1].label
    named = _NAMED if any(map(str.isalpha, label)) else widths.measure(label, _SIZE, is_bold=True)
    cells = [row.cells[place] for row in table.rows]
    figures = [widths.measure(cell.text, _SIZE) + widths.marks_of(cell, _SIZE) for cell in cells]
    return max([named, *figures]) + widths.PADDING


def _years_down(table: Table, head: str) -> Table:
    columns = (Column(head, "text"), *(_as_column(row) for row in table.rows))
    rows = tuple(
        Row(Cell(words(column.label), below=column.below), tuple(row.cells[place] for row in table.rows), _role(column))
        for place, column in enumerate(table.columns[1:])
    )
    return replace(table, columns=columns, rows=rows)


def _as_column(row: Row) -> Column:
    return Column(row.head.text, "total" if row.role == "total" else "value", row.head.below)


def _role(column: Column) -> str:
    return "part" if column.role == "part" else ""
