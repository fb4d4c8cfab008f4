"""Tables of a workbook, read with openpyxl: numbers as numbers, everything else as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.publish.readers.shown import close


def tables(path: Path) -> dict[int, list[list[Any]]]:
    """The lines of each sheet that is named after a table, by the number in its name, without what is empty."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        int("".join(one for one in sheet.title if one.isdigit())): [_line(row) for row in sheet.iter_rows()]
        for sheet in book.worksheets[1:] if any(one.isdigit() for one in sheet.title)
    }  # fmt: skip


def _line(row: tuple[Any, ...]) -> list[Any]:
    return [close(cell.value) if isinstance(cell.value, str) else cell.value for cell in row if cell.value is not None]
