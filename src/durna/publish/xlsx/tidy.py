"""Every figure in one tidy sheet, with the columns of the CSV; texts are strings here, so they need no apostrophe."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from durna.indicators.figures import Figures
from durna.publish import downloads
from durna.publish.language import Language
from durna.publish.xlsx.book import Book
from durna.publish.xlsx.long import LongBook

# More figures than these slow a workbook down that people want to read: they get a workbook of their own.
MOST = 50_000
NAME = "figures"
_WIDTHS = {"figure_id": 60, "indicator": 34, "unit": 18, "publisher": 14, "flags": 18}


def frozen_on(figures: Figures) -> datetime:
    """The day of the freeze, never the clock."""
    freeze = next((figure.freeze for figure in figures), "")
    return datetime.fromisoformat(freeze[:10] or "1980-01-01")


def write(path: Path, language: Language, figures: Figures) -> None:
    """A workbook of figures alone, over as many sheets as it takes; memory does not grow with them."""
    names, records = downloads.tidy(figures)
    with LongBook(path, NAME, frozen_on(figures), is_rtl=language.is_rtl) as book:
        book.write(NAME, names, _WIDTHS, (record.values() for record in records))


def sheet(book: Book, figures: Figures) -> None:
    """Of not more than MOST figures, in the workbook of the tables."""
    made = book.sheet(NAME)
    names, records = downloads.tidy(figures)
    for place, column in enumerate(names):
        made.set_column(place, place, _WIDTHS.get(column, 13))
        made.write_string(0, place, column, book.head)
    made.freeze_panes(1, 1)
    day, plain = book.look(num_format="yyyy-mm-dd"), book.look()
    line = 0
    for line, record in enumerate(records, start=1):
        for place, value in enumerate(record.values()):
            if value is not None:
                _write(made, line, place, value, day, plain)
    made.autofilter(0, 0, max(1, line), len(names) - 1)


def _write(sheet: Any, line: int, place: int, value: Any, day: Any, plain: Any) -> None:
    if hasattr(value, "isoformat"):
        sheet.write_datetime(line, place, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(line, place, value, plain)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, place, value, plain)
    else:
        sheet.write_string(line, place, "; ".join(value) if isinstance(value, list) else str(value), plain)
