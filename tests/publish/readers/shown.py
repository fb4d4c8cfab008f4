"""A table as a reader sees it, and how texts of different formats are compared: without the room between letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from durna.publish.document import Cell, Document, Table, plain, tables_of


@dataclass
class Shown:
    """`rows`: the texts of every row, its head first; `notes`: what stands under the table."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def close(text: str) -> str:
    return "".join(text.split())


def expected(document: Document) -> dict[int, Shown]:
    return {table.number: _of(table) for page in document.pages for table in tables_of(page.section)}


def _of(table: Table) -> Shown:
    heads = [close(column.label + column.below) for column in table.columns]
    rows = [[_text(one) for one in (row.head, *row.cells)] for row in table.rows]
    notes = [close(note.mark + plain(note.runs)) for note in table.notes]
    return Shown(close(table.caption), heads, rows, notes + ([close(plain(table.source))] if table.source else []))


def _text(cell: Cell) -> str:
    return close(plain(cell.runs) + " ".join(cell.marks) + cell.below)


def numbers_of(shown: Iterable[Shown]) -> list[str]:
    return [text for table in shown for row in table.rows for text in row[1:]]
