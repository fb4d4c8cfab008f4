"""The styles of the Word document, defined once: a key for durna.toml, Word's name, and how it looks by itself.

Built-in names are Word's own, so that its contents, navigation and captions know them. Sizes and spaces are points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INK, QUIET, BLUE, RULE, BAND, PART, MARK = "1C2733", "55626F", "1F4E79", "9AA5B1", "EEF2F6", "F7F2E6", "8F2A1B"
# Calibri is on every computer with Word and has the letters of Azerbaijani, Russian and English; the free Carlito,
# which LibreOffice takes for it, has the same letters and widths (Cambria's stand-in has no ə). Calibri has no Arabic
# letters: those come from the second font.
TEXT_FONT, RTL_FONT = "Calibri", "Arial"
TEXT_SIZE = 10.5


@dataclass(frozen=True)
class Look:
    """A style of paragraphs, characters or tables. What is None is that of the style it is based on."""

    name: str
    kind: str = "paragraph"
    based: str = "body"
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None  # of the height of a line
    indent: float | None = None
    hanging: float | None = None
    outline: int | None = None  # 0 is the level of chapters
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    rule: str | None = None  # a line: start | bottom
    shade: str | None = None
    superscript: bool = False
    dotted_tab: bool = False  # leaders to the page number at the right margin


def _heading(level: int, size: float, before: float, new_page: bool = False) -> Look:
    return Look(
        f"heading {level}", size=size, bold=True, color=BLUE if level < 4 else INK, before=before,
        after=6 if level < 3 else 4, line=1.05, outline=level - 1, keep_next=True, keep_lines=True, new_page=new_page,
    )  # fmt: skip


LOOKS: Mapping[str, Look] = {
    "body": Look("Normal", based="", after=6, line=1.15),
    "title": Look("Title", size=30, color=BLUE, before=150, after=14, line=1.05),
    "subtitle": Look("Subtitle", size=15, color=QUIET, after=10),
    "cover_text": Look("Profile Cover Text", size=11.5, color=QUIET, after=4),
    "heading1": _heading(1, 22, 0, new_page=True),
    "heading2": _heading(2, 16, 20),
    "heading3": _heading(3, 13, 16),
    "heading4": _heading(4, 11.5, 12),
    "heading5": _heading(5, 10.5, 10),
    "heading6": _heading(6, 10.5, 10),
    "contents_title": Look("TOC Heading", size=22, bold=True, color=BLUE, after=10, keep_next=True),
    "toc1": Look("toc 1", bold=True, before=5, after=1, hanging=30, indent=30, dotted_tab=True),
    "toc2": Look("toc 2", after=1, indent=44, hanging=34, dotted_tab=True),
    "toc3": Look("toc 3", size=9.5, after=0, indent=56, dotted_tab=True),
    "list_entry": Look("table of figures", size=9.5, after=2, indent=52, hanging=52, dotted_tab=True),
    "lead": Look("Profile Lead", size=12, line=1.2, keep_next=True),
    "definition": Look("Profile Definition", color=QUIET, keep_next=True),
    "caveat": Look("Profile Caveat", size=10, indent=9, rule="start"),
    "quiet": Look("Profile Quiet", size=9.5, color=QUIET),
    "bullet": Look("List Bullet", after=3),
    "term": Look("Profile Term", bold=True, after=0, before=4, keep_next=True),
    "term_text": Look("Profile Term Text", indent=14, after=4),
    "box_title": Look("Profile Box Title", bold=True, color=BLUE, after=3, keep_next=True),
    "caption": Look("caption", size=10, bold=True, color=BLUE, before=12, after=2, line=1.05, keep_next=True),
    "unit": Look("Profile Unit", size=9, color=QUIET, after=4, keep_next=True),
    "picture": Look("Profile Picture", after=2, line=1.0),
    "legend": Look("Profile Legend", size=9, color=QUIET, after=10),
    "table_text": Look("Profile Table Text", size=9, after=0, line=1.0),
    "table_head": Look("Profile Table Head", based="table_text", bold=True, keep_next=True),
    "table_note": Look("Profile Table Note", size=8.5, color=QUIET, after=1, indent=12, hanging=12, line=1.0),
    "source": Look("Profile Source", size=8.5, color=QUIET, before=2, after=12, line=1.0),
    "header": Look("header", size=8.5, color=QUIET, after=0, line=1.0),
    "footer": Look("footer", size=8.5, color=QUIET, after=0, line=1.0),
    "footnote": Look("footnote text", size=8.5, after=2, line=1.0),
    "footnote_mark": Look("footnote reference", "character", based="", superscript=True),
    "table": Look("Profile Table", "table", based=""),
    "strong": Look("Strong", "character", based="", bold=True),
    "link": Look("Hyperlink", "character", based="", color=BLUE),
}  # fmt: skip
# Running text keeps the form of the template's own: its first lines begin further in, its lines are even. In a cell,
# over a picture or in the contents the same would tear words and numbers apart, so that nothing else takes it over.
RUNNING = frozenset({"body", "lead", "definition", "quiet", "bullet", "footnote"})
HEADINGS = tuple(f"heading{level}" for level in range(1, 7))
