"""A table as data for the template: cells in order, with what each needs to stand right in its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from durna.publish.document import Cell, Column, Row
from durna.publish.pdf.inline import Data, Inline
from durna.publish.widths import Laid, leading, leading_lines, marks_of, stands_whole

# A row with more letters than this may part between pages, else a page could be too small for it.
_LONG_ROW = 1500
_RIGHT = ("value", "plain", "missing", "suppressed")
# Advance widths of Source Sans 3 Regular, of the size of the letters.
_DIGIT, _POINT = 0.497, 0.249


def table(laid: Laid, inline: Inline, decimal: str, anchors: set[str]) -> Data:
    """`anchors`: those still to be given out; each is set once, at the first cell that has it."""
    shown = laid.table
    return {
        "widths": laid.widths, "size": laid.size, "whole": stands_whole(laid),
        "leading": [leading_lines(laid), leading(laid) + 1],  # lines, in so many rows
        "heads": [_head(column, place, inline) for place, column in enumerate(shown.columns)],
        "cells": list(_cells(laid, inline, decimal, anchors)),
    }  # fmt: skip


def _head(column: Column, place: int, inline: Inline) -> Data:
    is_right = place > 0 and column.role != "text"
    return _without_empty({
        "runs": [inline.text(column.label)], "below": inline.text(column.below), "right": is_right,
        "part": column.role == "part",
    })  # fmt: skip


def _cells(laid: Laid, inline: Inline, decimal: str, anchors: set[str]) -> Iterator[Data]:
    columns = laid.table.columns
    room = [_room(laid, place) for place in range(len(columns) - 1)]
    fractions = [_fraction(laid.table.rows, place, decimal) for place in range(len(columns) - 1)]
    for at, row in enumerate(laid.table.rows):
        is_last = at == len(laid.table.rows) - 1
        shared = {"line": not is_last, "loose": _letters(row) > _LONG_ROW, **_kind(row.role)}
        if row.role == "group":
            runs = inline.runs(row.head.runs)
            yield _without_empty({**shared, "runs": runs, "group": True, "columns": len(columns)})
            continue
        if not _continues(laid.table.rows, at):
            yield _row_head(row, laid.table.rows[at:], inline, shared, anchors)
        for place, column in enumerate(columns[1:]):
            cell = row.cells[place] if place < len(row.cells) else Cell(())
            pad = _pad(cell, fractions[place], decimal) if cell.role == "value" else 0.0
            yield _cell(cell, column, inline, shared, pad, room[place])


def _kind(role: str) -> Data:
    """Of a row or a column: what is drawn apart."""
    return _without_empty({"part": role == "part", "total": role == "total"})


def _row_head(row: Row, rows: Sequence[Row], inline: Inline, shared: Data, anchors: set[str]) -> Data:
    """Over all rows that say more of the same, so that the name stands once."""
    anchor = row.head.anchor if row.head.anchor in anchors else ""
    anchors.discard(anchor)
    following = sum(1 for _ in takewhile(lambda each: each.role == "again", rows[1:]))
    ends_table = 1 + following == len(rows)
    return _without_empty({
        **shared, "line": not ends_table, "runs": inline.runs(row.head.runs), "marks": " ".join(row.head.marks),
        "below": inline.text(row.head.below), "anchor": anchor, "rows": 1 + following if following else 0,
        "quiet": row.role == "other_unit", "head": True,
    })  # fmt: skip


def _continues(rows: Sequence[Row], at: int) -> bool:
    return rows[at].role == "again" and at > 0 and rows[at - 1].role != "group"


def _cell(cell: Cell, column: Column, inline: Inline, shared: Data, pad: float, room: float) -> Data:
    is_right = cell.role in _RIGHT or column.role != "text"
    return _without_empty({
        **shared, **_kind(column.role), "runs": inline.runs(cell.runs), "marks": " ".join(cell.marks),
        "below": inline.text(cell.below), "right": is_right, "pad": pad, "room": room if is_right else 0.0,
        "faint": cell.role in ("missing", "none"), "code": cell.role == "code", "number": cell.role in _RIGHT,
        "day": cell.role in ("day", "days"),
    })  # fmt: skip


def _room(laid: Laid, place: int) -> float:
    """So much is kept free behind every figure of a column for the widest marks in it."""
    cells = (row.cells[place] for row in laid.table.rows if place < len(row.cells))
    return max((marks_of(cell, laid.size) for cell in cells), default=0.0)


def _fraction(rows: Sequence[Row], place: int, decimal: str) -> int:
    """The most digits behind the decimal sign in a column."""
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    return max((_digits(cell.text, decimal) for cell in cells if cell.role == "value"), default=0)


def _pad(cell: Cell, fraction: int, decimal: str) -> float:
    """What a number with fewer decimals needs behind it, in sizes of its letters, to stand under the others."""
    own = _digits(cell.text, decimal)
    missing = (fraction - own) * _DIGIT
    return round(missing + (_POINT if fraction and not own else 0.0), 4)


def _digits(text: str, decimal: str) -> int:
    after = text.rpartition(decimal)[2] if decimal in text else ""
    return sum(letter.isdigit() for letter in after)


def _letters(row: Row) -> int:
    return max(len(cell.text) for cell in (row.head, *row.cells))


def _without_empty(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
