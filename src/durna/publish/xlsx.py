"""The workbook: an index, a sheet for each chapter with its tables, and a tidy sheet of every figure.

Numbers are numbers. Every text is written as a string, so that none can become a formula or a link by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from durna.indicators.figures import Figures
from durna.publish import downloads, formats
from durna.publish.document import Cell, Document, Page, Row, Table, plain, tables_of
from durna.publish.language import Language

INK, BAND, PART, RULE = "#1C2733", "#EEF2F6", "#F6F1E4", "#9AA5B1"
WIDTHS = {"figure_id": 60, "indicator": 34, "unit": 18, "publisher": 14, "flags": 18}


def _frozen_on(figures: Figures) -> datetime:
    """The day of the freeze, never the clock: the same figures give the same bytes."""
    freeze = next((figure.freeze for figure in figures), "")
    return datetime.fromisoformat(freeze[:10] or "1980-01-01")


class Workbook:
    def __init__(self, path: Path, document: Document, language: Language) -> None:
        self.book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self.document = document
        self.language = language
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, figures: Figures) -> None:
        pages = [(page, list(tables_of(page.section))) for page in self.document.pages]
        self.book.set_properties(
            {"title": self.document.cover.title, "comments": self.document.watermark, "created": _frozen_on(figures)}
        )
        index = self.book.add_worksheet(self.language("xlsx-index")[:31])
        listed = [(table, self._chapter(page, tables)) for page, tables in pages if tables for table in [tables]]
        self._index(index, [entry for _, entries in listed for entry in entries])
        self._figures(figures)
        self.book.close()

    def format(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            look = {"font_name": "Calibri", "font_size": 10.5, "font_color": INK, "valign": "top"}
            self._formats[key] = self.book.add_format({**look, **wanted})
        return self._formats[key]

    def _index(self, sheet: Any, entries: Sequence[tuple[str, int, Table]]) -> None:
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 100)
        cover = self.document.cover
        sheet.write_string(0, 0, cover.title, self.format(bold=True, font_size=16))
        known = self.language("as-of", when=cover.as_of)
        for row, text in enumerate((cover.country, cover.period, known, cover.edition), start=1):
            sheet.write_string(row, 0, text, self.format())
        sheet.write_string(5, 0, self.document.watermark, self.format(font_color="#9C2A1A"))
        for row, (name, line, table) in enumerate(entries, start=7):
            target = f"internal:'{name}'!A{line + 1}"
            label = self.language("table-number", number=str(table.number))
            sheet.write_url(row, 0, target, self.format(font_color="#1F4E79", underline=1), label)
            sheet.write_string(row, 1, table.caption, self.format())

    def _chapter(self, page: Page, tables: Sequence[Table]) -> list[tuple[str, int, Table]]:
        name = self._sheet_name(page)
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, 12, 15)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if self.document.watermark:
            sheet.set_footer(f"&C{self.document.watermark}   &P / &N")
        sheet.write_string(
            0,
            0,
            " ".join(filter(None, (page.section.number, page.section.title))),
            self.format(bold=True, font_size=14),
        )
        line, found = 2, []
        for table in tables:
            found.append((name, line, table))
            line = self._table(sheet, table, line) + 2
        return found

    def _sheet_name(self, page: Page) -> str:
        """Short, without the signs that a sheet may not have."""
        text = page.section.number or page.section.title
        return "".join(letter for letter in text if letter not in "[]:*?/\\'")[:31]

    def _table(self, sheet: Any, table: Table, line: int) -> int:
        title = self.language("table-title", number=str(table.number), caption=table.caption)
        sheet.write_string(line, 0, title, self.format(bold=True))
        line += 1
        if table.subtitle:
            sheet.write_string(line, 0, table.subtitle, self.format(italic=True))
            line += 1
        self._head(sheet, table, line)
        for row in table.rows:
            line += 1
            self._cell(sheet, line, 0, row.head, bold=row.role == "group")
            place = 1
            for cell, column in zip(row.cells, table.columns[1:], strict=False):
                self._cell(sheet, line, place, cell, part=column.role == "part")
                place += 1
            said = "; ".join(_marks(table, row))
            if said:
                sheet.write_string(line, len(table.columns), said, self.format(font_color="#5B6875"))
        return self._foot(sheet, table, line + 1)

    def _head(self, sheet: Any, table: Table, line: int) -> None:
        has_marks = any(_marks(table, row) for row in table.rows)
        for place, column in enumerate(table.columns):
            text = f"{column.label} ({column.below})" if column.below else column.label
            look = {
                "bold": True,
                "bg_color": PART if column.role == "part" else BAND,
                "bottom": 1,
                "bottom_color": RULE,
                "text_wrap": True,
                "align": "left" if column.role == "text" else "right",
            }
            sheet.write_string(line, place, text, self.format(**look))
        if has_marks:
            look = {"bold": True, "bg_color": BAND, "bottom": 1, "bottom_color": RULE}
            sheet.write_string(line, len(table.columns), self.language("xlsx-marks"), self.format(**look))

    def _cell(self, sheet: Any, line: int, place: int, cell: Cell, *, bold: bool = False, part: bool = False) -> None:
        look: dict[str, Any] = {"bold": True} if bold else {}
        if part:
            look["bg_color"] = PART
        if cell.value is not None:
            look["num_format"] = formats.excel(cell.decimals, cell.value)
            sheet.write_number(line, place, cell.value, self.format(**look))
            return
        text = cell.text if cell.role == "value" or not cell.below or place == 0 else f"{cell.text} ({cell.below})"
        if cell.role in ("missing", "suppressed", "none"):
            look["align"] = "right"
        else:
            look["text_wrap"] = True
        sheet.write_string(line, place, text, self.format(**look))

    def _foot(self, sheet: Any, table: Table, line: int) -> int:
        for note in table.notes:
            sheet.write_string(line, 0, f"{note.mark}  {plain(note.runs)}", self.format(font_color="#5B6875"))
            line += 1
        if table.source:
            sheet.write_string(line, 0, plain(table.source), self.format(font_color="#5B6875"))
            line += 1
        return line

    def _figures(self, figures: Figures) -> None:
        """The same columns as the CSV; texts are strings here, so they need no apostrophe."""
        sheet = self.book.add_worksheet("figures")
        names = downloads.columns(figures)
        for place, name in enumerate(names):
            sheet.set_column(place, place, WIDTHS.get(name, 13))
            sheet.write_string(0, place, name, self.format(bold=True, bg_color=BAND, bottom=1, bottom_color=RULE))
        day, plain_format = self.format(num_format="yyyy-mm-dd"), self.format()
        for line, record in enumerate(downloads.records(figures), start=1):
            for place, name in enumerate(names):
                value = record[name]
                if value is None:
                    continue
                if name in ("period_start", "period_end"):
                    sheet.write_datetime(line, place, value, day)
                elif isinstance(value, bool):
                    sheet.write_boolean(line, place, value, plain_format)
                elif isinstance(value, (int, float)):
                    sheet.write_number(line, place, value, plain_format)
                else:
                    text = "; ".join(value) if isinstance(value, list) else str(value)
                    sheet.write_string(line, place, text, plain_format)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(figures)), len(names) - 1)


def _marks(table: Table, row: Row) -> list[str]:
    """The marks of a row, each with the column it belongs to; those at the head hold for the whole row."""
    found = [" ".join(row.head.marks)] if row.head.marks else []
    for column, cell in zip(table.columns[1:], row.cells, strict=False):
        said = [*cell.marks, *([cell.below] if cell.below and cell.role == "value" else [])]
        if said:
            found.append(f"{column.label}: {' '.join(said)}")
    return found


def write(path: Path, document: Document, language: Language, figures: Figures) -> None:
    Workbook(path, document, language).write(figures)
