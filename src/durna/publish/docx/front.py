"""Before the chapters: the cover, the contents, the lists of tables and of figures."""

from __future__ import annotations

from collections.abc import Sequence

from durna.publish.document import Document
from durna.publish.docx import contents, looks
from durna.publish.docx.body import Tools
from durna.publish.docx.contents import Entry
from durna.publish.docx.inline import Ink
from durna.publish.docx.oxml import TWIPS, Element, w
from durna.publish.language import Language

# Entries from which a list has a page of its own: LibreOffice does not keep a heading with the list under it.
_LONG = 15
_SHEET_TITLE = 22.0  # points
_UNDER_ANOTHER = 18 * TWIPS  # of the title of a list that stands under another list


def write(document: Document, language: Language, tools: Tools) -> None:
    """Of a sheet only its title."""
    tools.pages.add(*_cover(document, language, tools))
    if document.is_sheet:
        return
    levels = f'TOC \\o "1-{contents.LEVELS}" \\h \\z \\u'
    _list(tools, language("contents"), levels, contents.of_sections(document), is_first=True)
    for title, captions, found in (
        ("list-of-tables", tools.table_captions, document.tables()),
        ("list-of-charts", tools.chart_captions, document.charts()),
    ):
        entries = [Entry("list_entry", f"{captions.label(each.number)}. {each.caption}", each.id) for each in found]
        _list(tools, language(title), f'TOC \\h \\z \\c "{captions.sequence}"', entries)


def _cover(document: Document, language: Language, tools: Tools) -> list[Element]:
    cover = document.cover
    said = [
        ("cover_text", cover.country), ("title", cover.title), ("subtitle", cover.period),
        ("cover_text", cover.edition), ("cover_text", language("as-of", when=cover.as_of) if cover.as_of else ""),
    ]  # fmt: skip
    lines = [
        _title(tools, text)
        if key == "title" and document.is_sheet
        else tools.inline.paragraph(key, [tools.inline.text(text)])
        for key, text in said
        if text
    ]
    if document.watermark:
        warning = tools.inline.text(document.watermark, Ink(color=looks.MARK, bold=True))
        lines.append(tools.inline.paragraph("cover_text", [warning]))
    return lines


def _title(tools: Tools, text: str) -> Element:
    """At the head of a sheet: without the room and the size that a cover gives it."""
    return tools.inline.paragraph("title", [tools.inline.text(text, Ink(size=_SHEET_TITLE))], w("spacing", before=0))


def _list(tools: Tools, title: str, instruction: str, entries: Sequence[Entry], is_first: bool = False) -> None:
    if not entries:
        return
    begins_page = is_first or len(entries) >= _LONG
    room = None if begins_page else w("spacing", before=_UNDER_ANOTHER)
    heading = tools.inline.paragraph("contents_title", [tools.inline.text(title)], room)
    if begins_page:
        heading[0].insert(1, w("pageBreakBefore"))
    tools.pages.add(heading, *contents.listed(tools.inline, instruction, entries))
