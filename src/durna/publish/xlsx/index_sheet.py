"""The first sheet: what the workbook is, and a way to every table by its chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from durna.publish.document import Document, Page, Table
from durna.publish.xlsx.book import WARNING, Book


def write(
    book: Book, sheet: Any, document: Document, chapters: Sequence[tuple[Page, Sequence[Table]]],
    sheets: Mapping[str, str],
) -> None:  # fmt: skip
    """`sheets`: the name of the sheet of each table, by the id of the table."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    line = _cover(book, sheet, document) + 1
    for page, tables in chapters:
        title = " ".join(filter(None, (page.section.number, page.section.title)))
        sheet.write_string(line, 0, title, book.look(bold=True, font_size=12))
        for table in tables:
            line += 1
            label = book.language("table-number", number=str(table.number))
            sheet.write_url(line, 0, f"internal:'{sheets[table.id]}'!A1", book.link, label)
            sheet.write_string(line, 1, table.caption, book.look(text_wrap=True))
        line += 2


def _cover(book: Book, sheet: Any, document: Document) -> int:
    """Returns the line after it."""
    cover = document.cover
    sheet.write_string(0, 0, cover.title, book.look(bold=True, font_size=16))
    known = book.language("as-of", when=cover.as_of) if cover.as_of else ""
    said = [text for text in (cover.country, cover.period, known, cover.edition) if text]
    for line, text in enumerate(said, start=1):
        sheet.write_string(line, 0, text, book.look())
    sheet.write_string(len(said) + 1, 0, document.watermark, book.look(font_color=WARNING))
    return len(said) + 2
