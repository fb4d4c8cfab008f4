"""The workbook of a Profile: an index, a sheet for each table, and a tidy sheet of every figure.

Numbers are numbers, and a total is a formula only where it is the sum of the rows under it. Every text is written as a
string, so that none can become a formula or a link by itself.
"""

from __future__ import annotations

from pathlib import Path

from durna.indicators.figures import Figures
from durna.publish.document import Document, tables_of
from durna.publish.language import Language
from durna.publish.xlsx import index_sheet, table_sheet, tidy
from durna.publish.xlsx.book import Book


def write(path: Path, document: Document, language: Language, figures: Figures) -> None:
    """Where there are more figures than a sheet is good for, they stand in a workbook of their own beside this one."""
    with Book(path, language, document.cover.title, document.watermark, tidy.frozen_on(figures)) as book:
        index = book.sheet(language("xlsx-index"))
        chapters = [(page, tables) for page in document.pages if (tables := list(tables_of(page.section)))]
        sheets = {table.id: table_sheet.write(book, table) for _, tables in chapters for table in tables}
        index_sheet.write(book, index, document, chapters, sheets)
        if len(figures) <= tidy.MOST:
            tidy.sheet(book, figures)
    if len(figures) > tidy.MOST:
        tidy.write(path.with_name("figures.xlsx"), language, figures)
