"""The cells of a workbook that came back. Whatever in it could not be read, or would be lost, is told with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from durna.web.files import archives, cells
from durna.web.governance.book import ABOUT, COLUMNS, HEAD
from durna.web.refusals import refusal

# Excel keeps them as escapes; no database and no reader wants them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Sheet:
    """`unread`: cells with a formula without a value, or an error; `merged`: cells under another one."""

    name: str
    rows: list[list[Any]]
    unread: set[cells.At] = field(default_factory=set)
    merged: set[cells.At] = field(default_factory=set)

    def at(self, row: int, column: int) -> str:
        return text(self.rows[row][column]) if row < len(self.rows) and column < len(self.rows[row]) else ""

    def below_the_heads(self) -> Iterator[int]:
        """Rows that hold something. Raises UserError for a cell of which something would be lost."""
        _refuse(self.unread, "mgi-book-no-value")
        _refuse(self.merged, "mgi-book-merged")
        for row in range(HEAD + 1, len(self.rows)):
            held = [column for column in range(len(self.rows[row])) if self.at(row, column)]
            if held and held[-1] >= len(COLUMNS):
                raise refusal("mgi-book-outside", cell=cells.cell_name(row, held[-1]))
            if held:
                yield row


def _refuse(wrong: set[cells.At], why: str) -> None:
    for row, column in sorted(wrong):
        if row > HEAD and column < len(COLUMNS):
            raise refusal(why, cell=cells.cell_name(row, column))


def sheets(content: bytes) -> list[Sheet]:
    """Raises UserError where it is no workbook, or one that nobody can open."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    archives.names(BytesIO(content))  # a bomb is told before anything is unpacked
    try:
        opened = CalamineWorkbook.from_filelike(BytesIO(content))
        unread = cells.formulas(content)
        return [_sheet(opened.get_sheet_by_name(name), unread.get(name, set())) for name in opened.sheet_names]
    except PasswordError:
        raise refusal("mgi-book-locked") from None
    except (CalamineError, OSError, ValueError):
        raise refusal("mgi-book-no-book") from None


def _sheet(read: Any, formulas: set[cells.At]) -> Sheet:
    found = Sheet(read.name, read.to_python(skip_empty_area=False))
    found.unread.update(at for at in formulas if not found.at(*at))
    for (top, left), (bottom, right) in read.merged_cell_ranges or ():
        found.merged.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    return found


def about(held: list[Sheet]) -> Iterator[dict[str, str]]:
    """What each sheet would say of the workbook, if it were the one that does: sheets may have been moved or added."""
    for sheet in held:
        yield {name: sheet.at(row, 1) for row, name in enumerate(ABOUT, start=HEAD)}


def text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    said = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", said).strip()
