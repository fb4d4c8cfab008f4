"""Which totals of a table are sums: only those may be formulas, since a workbook must never show another number."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from xlsxwriter.utility import xl_range

from durna.publish.document import Table

_NOT_PARTS = ("group", "total", "other_unit")


class Sums:
    """`first`: the line of the sheet on which the rows begin."""

    def __init__(self, table: Table, first: int) -> None:
        self._table = table
        self._first = first
        self._rows = [place for place, row in enumerate(table.rows) if row.role not in _NOT_PARTS]
        self._columns = [place for place, column in enumerate(table.columns[1:]) if column.role not in _NOT_PARTS]

    def formula(self, number: int, place: int) -> str:
        """`=SUM(B7:B12)` for a cell of a total, a row or a column, that all its parts add up to; else nothing."""
        if self._table.rows[number].role == "total":
            values = [row.cells[place - 1].value if row.cells else None for row in self._table.rows]
            if ends := _summed(values, self._rows, number):
                return f"=SUM({xl_range(self._first + ends[0], place, self._first + ends[1], place)})"
        elif self._table.columns[place].role == "total":
            values = [cell.value for cell in self._table.rows[number].cells]
            if ends := _summed(values, self._columns, place - 1):
                line = self._first + number
                return f"=SUM({xl_range(line, ends[0] + 1, line, ends[1] + 1)})"
        return ""


def _summed(values: Sequence[float | None], parts: Sequence[int], total: int) -> tuple[int, int] | None:
    """The first and the last place of the parts if they, and nothing else between them, add up to the total."""
    if len(parts) < 2 or parts[0] <= total <= parts[-1]:
        return None
    between = set(range(parts[0], parts[-1] + 1)) - set(parts)
    found, known = values[total], [value for place in parts if (value := values[place]) is not None]
    if found is None or len(known) < len(parts) or any(values[place] is not None for place in between):
        return None
    return (parts[0], parts[-1]) if isclose(sum(known), found, rel_tol=1e-12, abs_tol=1e-9) else None
