"""One table on a sheet of its own: as the page shows it, with its marks beside and its notes and source below."""

from __future__ import annotations

from typing import Any

from durna.publish import formats
from durna.publish.document import Cell, Table, plain
from durna.publish.xlsx.book import BAND, PART, RULE, Book
from durna.publish.xlsx.sums import Sums

_HEAD_COLUMN, _COLUMN = 46, 15
# Over so many columns a sheet is printed across.
_PORTRAIT = 7


def write(book: Book, table: Table) -> str:
    """Returns the name of the sheet."""
    label = book.language("table-number", number=str(table.number))
    sheet = book.sheet(label)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _HEAD_COLUMN)
    sheet.set_column(1, max(1, len(table.columns)), _COLUMN)
    if len(table.columns) > _PORTRAIT:
        sheet.set_landscape()
    line = _title(book, sheet, table)
    _head(book, sheet, table, line)
    sheet.freeze_panes(line + 1, 1)
    sheet.repeat_rows(line)
    _foot(book, sheet, table, _rows(book, sheet, table, line + 1))
    return str(sheet.get_name())


def _title(book: Book, sheet: Any, table: Table) -> int:
    index = book.language("xlsx-index")
    sheet.write_url(0, 0, f"internal:'{index}'!A1", book.link, index)
    title = book.language("table-title", number=str(table.number), caption=table.caption)
    sheet.write_string(1, 0, title, book.look(bold=True, font_size=12))
    if table.subtitle:
        sheet.write_string(2, 0, table.subtitle, book.look(italic=True))
    return 4


def _head(book: Book, sheet: Any, table: Table, line: int) -> None:
    for place, column in enumerate(table.columns):
        text = f"{column.label} ({column.below})" if column.below else column.label
        look = book.look(
            bold=True, bg_color=PART if column.role == "part" else BAND, bottom=1, bottom_color=RULE, text_wrap=True,
            align="general" if column.role == "text" else "right",
        )  # fmt: skip
        sheet.write_string(line, place, text, look)
    if any(_marks(table, place) for place in range(len(table.rows))):
        sheet.write_string(line, len(table.columns), book.language("xlsx-marks"), book.head)


def _rows(book: Book, sheet: Any, table: Table, first: int) -> int:
    """Returns the line after the last row."""
    sums = Sums(table, first)
    for number, row in enumerate(table.rows):
        line = first + number
        is_bold, is_part = row.role in ("group", "total"), row.role == "part"
        _cell(book, sheet, line, 0, row.head, bold=is_bold, part=is_part)
        for place, (cell, column) in enumerate(zip(row.cells, table.columns[1:], strict=False), start=1):
            formula = sums.formula(number, place)
            look = {"bold": is_bold or column.role == "total", "part": is_part or column.role == "part"}
            _cell(book, sheet, line, place, cell, **look, formula=formula)
        if marks := _marks(table, number):
            sheet.write_string(line, len(table.columns), "; ".join(marks), book.quiet)
    return first + len(table.rows)


def _cell(
    book: Book, sheet: Any, line: int, place: int, cell: Cell, *, bold: bool = False, part: bool = False,
    formula: str = "",
) -> None:  # fmt: skip
    look: dict[str, Any] = {"bold": True} if bold else {}
    if part:
        look["bg_color"] = PART
    if cell.value is not None:
        look["num_format"] = formats.excel(cell.decimals, cell.value)
        if formula:
            sheet.write_formula(line, place, formula, book.look(**look), cell.value)
        else:
            sheet.write_number(line, place, cell.value, book.look(**look))
        return
    text = cell.text if cell.role == "value" or not cell.below or place == 0 else f"{cell.text} ({cell.below})"
    look.update({"align": "right"} if cell.role in ("missing", "suppressed", "none") else {"text_wrap": True})
    sheet.write_string(line, place, text, book.look(**look))


def _foot(book: Book, sheet: Any, table: Table, line: int) -> None:
    said = [f"{note.mark}  {plain(note.runs)}" for note in table.notes]
    said += [plain(table.source)] if table.source else []
    for place, text in enumerate(said, start=line + 1):
        sheet.write_string(place, 0, text, book.quiet)


def _marks(table: Table, number: int) -> list[str]:
    """The marks of a row, each with the column it belongs to; those at the head hold for the whole row."""
    row = table.rows[number]
    found = [" ".join(row.head.marks)] if row.head.marks else []
    for column, cell in zip(table.columns[1:], row.cells, strict=False):
        said = [*cell.marks, *([cell.below] if cell.below and cell.role == "value" else [])]
        if said:
            found.append(f"{column.label}: {' '.join(said)}")
    return found
