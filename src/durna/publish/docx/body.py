"""Sections and blocks of the document, one after the other, onto the pages."""

from __future__ import annotations

from dataclasses import dataclass

from durna.publish import charts
from durna.publish.document import Block, Box, Bullets, Chart, Note, Paragraph, Runs, Section, Table, Terms
from durna.publish.docx import looks
from durna.publish.docx.anchors import Bookmarks, name_of
from durna.publish.docx.captions import Captions
from durna.publish.docx.contents import titled
from durna.publish.docx.inline import Ink, Inline
from durna.publish.docx.oxml import TWIPS, Element, text_pieces, w
from durna.publish.docx.pages import Pages
from durna.publish.docx.pictures import Pictures
from durna.publish.docx.styles import Styles
from durna.publish.docx.tables import Tables
from durna.publish.formats import MISSING
from durna.publish.notices import Notice
from durna.publish.widths import Laid, Room, lay_out, letters_of, told_of_parts

FORMAT = "docx"
_ROLES = {"lead": "lead", "definition": "definition", "caveat": "caveat", "source": "source", "quiet": "quiet"}
_WIDEST_PICTURE = 480.0  # points
_MARK = 40 * TWIPS  # the room of a sign that is explained beside it
_HIGHEST_PICTURE = 0.8  # of the page: its caption and legend stand with it
# How a legend's sample is filled: pattern, its colour, the ground, and the line around it.
_SAMPLES = {
    "full": ("clear", "auto", looks.BLUE, "single"), "part": ("diagStripe", looks.BLUE, "FFFFFF", "single"),
    "cut": ("clear", "auto", "DFE8F1", "dashed"), "first": ("clear", "auto", looks.BLUE, "single"),
    "second": ("clear", "auto", "A9C4DE", "single"), "estimated": ("clear", "auto", "DFE8F1", "dashed"),
    "open": ("clear", "auto", "FFFFFF", "dashed"), "undetermined": ("thinDiagStripe", "77806C", "D9DCD3", "single"),
    "before": ("clear", "auto", looks.INK, "single"),
}  # fmt: skip
_SIGNS = {"missing": MISSING, "break": "\N{BROKEN BAR}"}  # samples that are signs: a line of a break is no patch


@dataclass(frozen=True)
class Tools:
    """What writes each kind of thing."""

    inline: Inline
    styles: Styles
    bookmarks: Bookmarks
    pages: Pages
    tables: Tables
    pictures: Pictures
    table_captions: Captions
    chart_captions: Captions
    bullet: int
    is_rtl: bool
    language: str
    is_sheet: bool = False


class Body:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._inline = tools.inline
        self._letters = letters_of(tools.styles.font("table_text"))
        self.notices: list[Notice] = []

    def section(self, section: Section, level: int = 1) -> None:
        # On a sheet a chapter begins no page and is not set so large: it looks like the heading below it.
        lower = int(self._tools.is_sheet)
        key = f"heading{min(level + lower, len(looks.HEADINGS))}"
        is_known = self._tools.styles.has_outline(key) and not lower
        outline = None if is_known else w("outlineLvl", val=min(level, 9) - 1)
        content = [self._inline.text(titled(section))]
        marked = self._tools.bookmarks.around(name_of(section.id), content)
        self._tools.pages.add_heading(self._inline.paragraph(key, marked, outline, keep_next=True))
        for block in section.blocks:
            self._block(block)
        for part in section.sections:
            self.section(part, level + 1)

    def _block(self, block: Block, is_quiet: bool = False) -> None:
        match block:
            case Paragraph() if block.is_way:
                pass
            case Paragraph():
                key = _ROLES.get(block.role, "quiet" if is_quiet else "body")
                self._add(self._inline.paragraph(key, self._inline.runs(block.runs)))
            case Bullets():
                self._bullets(block, is_quiet)
            case Terms():
                self._terms(block)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Box():
                self._box(block)

    def _add(self, *elements: Element) -> None:
        self._tools.pages.add(*elements)

    def _bullets(self, block: Bullets, is_quiet: bool) -> None:
        if block.role == "plain":  # its items begin with marks of their own
            self._add(*(self._inline.paragraph("body", self._inline.runs(item)) for item in block.items))
            return
        self._add(*(self._bullet(item, is_quiet or block.role == "quiet") for item in block.items))

    def _terms(self, block: Terms) -> None:
        for term, said in block.pairs:
            if block.are_marks:
                mark = self._inline.text(term, Ink(bold=True))
                indent = w("ind", left=_MARK, hanging=_MARK)
                content = [mark, w("r", w("tab")), *self._inline.runs(said)]
                self._add(self._inline.paragraph("term_text", content, indent))
            else:
                self._add(
                    self._inline.paragraph("term", [self._inline.text(term)], keep_next=True),
                    self._inline.paragraph("term_text", self._inline.runs(said)),
                )

    def _bullet(self, item: Runs, is_quiet: bool) -> Element:
        numbered = self._tools.styles.has_numbering("bullet")
        number = None if numbered else w("numPr", w("ilvl", val=0), w("numId", val=self._tools.bullet))
        ink = Ink(color=looks.QUIET, size=9.5) if is_quiet else Ink()
        properties = self._inline.paragraph_properties("bullet", before=number)
        return w("p", properties, *self._inline.runs(item, ink))

    def _box(self, box: Box) -> None:
        if box.title:
            self._add(self._inline.paragraph("box_title", [self._inline.text(box.title)], keep_next=True))
        for block in box.blocks:
            self._block(block, is_quiet=box.role in ("quiet", "after"))

    def _table(self, table: Table) -> None:
        pages = self._tools.pages
        room = Room(pages.upright, pages.across, self._letters, self._tools.is_rtl, is_font_certain=False)
        parts = lay_out(table, room)
        if len(parts) > 1:
            self._note(self._tools.table_captions.label(table.number), told_of_parts(parts))
        for place, part in enumerate(parts):
            head = [self._tools.table_captions.again(table) if place else self._tools.table_captions.of(table)]
            if table.subtitle:
                head.append(self._inline.paragraph("unit", [self._inline.text(table.subtitle)], keep_next=True))
            under = self._under(table) if place == len(parts) - 1 else [self._inline.paragraph("source", [])]
            self._tools.pages.add(*head, self._laid(part), *under, is_across=part.is_across)

    def _laid(self, part: Laid) -> Element:
        return self._tools.tables.table(part)

    def _under(self, table: Table) -> list[Element]:
        """Notes and source; the last of them keeps the distance to what follows."""
        found = [self._table_note(note) for note in table.notes]
        found.append(self._inline.paragraph("source", self._inline.runs(table.source)))
        for each in found[:-1]:
            each[0].insert(1, w("keepNext"))
        return found

    def _table_note(self, note: Note) -> Element:
        mark = self._inline.text(note.mark, Ink(color=looks.MARK, bold=True))
        # A tab to the hanging indent: the text of notes stands in one line, whatever its mark.
        room = max(12, 5 * len(note.mark)) * TWIPS
        indent = w("ind", left=room, hanging=room)
        return self._inline.paragraph("table_note", [mark, w("r", w("tab")), *self._inline.runs(note.runs)], indent)

    def _chart(self, chart: Chart) -> None:
        head = [self._tools.chart_captions.of(chart)]
        if chart.unit:
            head.append(self._inline.paragraph("unit", [self._inline.text(chart.unit)], keep_next=True))
        widest = min(_WIDEST_PICTURE, self._tools.pages.upright)
        try:
            picture = [self._tools.pictures.run(chart, widest, _HIGHEST_PICTURE * self._tools.pages.height)]
        except charts.UNDRAWABLE as error:
            label = self._tools.chart_captions.label(chart.number)
            self._note(label, charts.not_drawn(chart, error))
            picture = [self._inline.text(chart.description or chart.caption)]
        legend = self._legend(chart)
        self._add(*head, self._inline.paragraph("picture", picture, keep_next=bool(legend)), *legend)

    def _legend(self, chart: Chart) -> list[Element]:
        content: list[Element] = []
        for role, text in chart.legend.items():
            content += [self._inline.text("   ")] if content else []
            content += [*_sample(self._inline, role), self._inline.text(f" {text}")]
        return [self._inline.paragraph("legend", content)] if content else []

    def _note(self, place: str, text: str) -> None:
        self.notices.append(Notice(FORMAT, self._tools.language, place, text))


def _sample(inline: Inline, role: str) -> list[Element]:
    if role in _SIGNS:
        return [inline.text(_SIGNS[role])]
    if role not in _SAMPLES:
        return []
    pattern, color, fill, line = _SAMPLES[role]
    border = w("bdr", val=line, sz=4, space=0, color=looks.BLUE)
    properties = w("rPr", border, w("shd", val=pattern, color=color, fill=fill))
    return [w("r", properties, *text_pieces("\u00a0" * 5))]
