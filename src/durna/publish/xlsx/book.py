"""A workbook being written: its looks, its sheets, and what is said of it as a whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter

from durna.publish.language import Language

INK, BAND, PART, RULE, QUIET, LINK, WARNING = (
    "#1C2733", "#EEF2F6", "#F6F1E4", "#9AA5B1", "#5B6875", "#1F4E79", "#9C2A1A",
)  # fmt: skip
_LONGEST_NAME = 31
_FORBIDDEN = "[]:*?/\\'"


class Book:
    def __init__(self, path: Path, language: Language, title: str, watermark: str, created: datetime) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        # Never the clock: the same figures give the same bytes.
        self._book.set_properties({"title": title, "comments": watermark, "created": created})
        self.language = language
        self.watermark = watermark
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def sheet(self, name: str) -> Any:
        """A sheet, named without the signs that a name may not have, and printed with the watermark."""
        made = self._book.add_worksheet("".join(one for one in name if one not in _FORBIDDEN)[:_LONGEST_NAME])
        made.fit_to_pages(1, 0)
        if self.watermark:
            made.set_footer(f"&C{self.watermark.replace('&', '&&')}   &P / &N")
        if self.language.is_rtl:
            made.right_to_left()
        return made

    def look(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._looks:
            common = {"font_name": "Calibri", "font_size": 10.5, "font_color": INK, "valign": "top"}
            self._looks[key] = self._book.add_format({**common, **wanted})
        return self._looks[key]

    @property
    def quiet(self) -> Any:
        return self.look(font_color=QUIET)

    @property
    def link(self) -> Any:
        return self.look(font_color=LINK, underline=1)

    @property
    def head(self) -> Any:
        return self.look(bold=True, bg_color=BAND, bottom=1, bottom_color=RULE)
