"""Which totals of a table are sums: only those may be formulas, since a workbook must never show another number."""

from __future__ import annotations

from math import isclose

from xlsxwriter.utility import xl_range

from durna.publish.document import Table

_NOT_PARTS = ("group", "total", "other_unit")


class Sums:
    """`first`: the line of the sheet on which the rows begin."""

    def __init__(self, table: Table, first: int) -> None:
        self._table = table
        self._first = first
        self._parts = [place for place, row in enumerate(table.rows) if row.role not in _NOT_PARTS]

    def formula(self, number: int, place: int) -> str:
        """`=SUM(B7:B12)` for a cell of a total row that all its parts add up to; else nothing."""
        row = self._table.rows[number]
        if row.role != "total" or len(self._parts) < 2 or not self._is_sum(row.cells[place - 1].value, place):
            return ""
        lines = (self._first + self._parts[0], self._first + self._parts[-1])
        return (
            ""
            if lines[0] <= self._first + number <= lines[1]
            else f"=SUM({xl_range(lines[0], place, lines[1], place)})"
        )

    def _is_sum(self, total: float | None, place: int) -> bool:
        parts = [self._table.rows[number].cells[place - 1].value for number in self._parts]
        known = [part for part in parts if part is not None]
        if total is None or len(known) < len(parts) or any(self._is_between(place)):
            return False
        return isclose(sum(known), total, rel_tol=1e-12, abs_tol=1e-9)

    def _is_between(self, place: int) -> list[bool]:
        """Rows among the parts that are none, and have numbers that a range would add."""
        between = set(range(self._parts[0], self._parts[-1] + 1)) - set(self._parts)
        return [bool(cells := self._table.rows[one].cells) and cells[place - 1].value is not None for one in between]
