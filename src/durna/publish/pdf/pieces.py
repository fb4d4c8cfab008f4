"""Sections and blocks of the document as pieces to set, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from durna.publish import charts
from durna.publish.document import Block, Box, Bullets, Chart, Note, Paragraph, Runs, Section, Table, Terms, plain
from durna.publish.language import Language
from durna.publish.notices import Notice
from durna.publish.pdf.flow import Piece
from durna.publish.pdf.inline import Data, Inline
from durna.publish.pdf.lettering import has_strange_letters, parted
from durna.publish.pdf.tables import table as table_data
from durna.publish.widths import ACROSS, UPRIGHT, Room, lay_out, letters_of, told_of_parts

FORMAT = "pdf"
_DEEPEST = 6


class Pieces:
    """`pictures`: what was drawn, by the name of its file. `notices`: what could not be done as asked."""

    def __init__(self, language: Language, inline: Inline, anchors: set[str]) -> None:
        self._language = language
        self._inline = inline
        self._anchors = anchors  # those still to be given out: an anchor stands in one place only
        self._room = Room(UPRIGHT, ACROSS, letters_of("Calibri"), language.is_rtl)
        self.pictures: dict[str, bytes] = {}
        self.notices: list[Notice] = []

    def of(self, section: Section, level: int = 1) -> Iterator[Piece]:
        title = " ".join(filter(None, (section.number, section.title)))
        data = {"kind": "heading", "level": min(level, _DEEPEST), "text": self._inline.text(title)}
        yield Piece({**data, **self._anchor(section.id)}, len(title), is_heading=True, is_chapter=level == 1)
        for block in section.blocks:
            yield from self._block(block)
        for part in section.sections:
            yield from self.of(part, level + 1)

    def _block(self, block: Block, is_quiet: bool = False) -> Iterator[Piece]:
        match block:
            case Paragraph() if block.is_way:
                return
            case Paragraph():
                role = block.role or ("quiet" if is_quiet else "")
                yield self._text({"kind": "paragraph", "role": role, "runs": self._inline.runs(block.runs)}, block.runs)
            case Bullets():
                items = [self._inline.runs(item) for item in block.items]
                data = {"kind": "bullets", "plain": block.role == "plain", "quiet": is_quiet or block.role == "quiet"}
                yield Piece({**data, "items": items}, sum(len(plain(item)) for item in block.items), is_text=True)
            case Terms():
                pairs = [[self._inline.text(term), self._inline.runs(said)] for term, said in block.pairs]
                letters = sum(len(term) + len(plain(said)) for term, said in block.pairs)
                data = {"kind": "terms", "pairs": pairs, "marks": block.are_marks}
                yield Piece(data, letters, is_text=True)
            case Table():
                yield from self._table(block)
            case Chart():
                yield self._chart(block)
            case Box():
                yield from self._box(block)

    def _box(self, box: Box) -> Iterator[Piece]:
        if box.title:
            yield Piece({"kind": "box-title", "text": self._inline.text(box.title)}, len(box.title), is_text=True)
        for block in box.blocks:
            yield from self._block(block, is_quiet=box.role in ("quiet", "after"))

    def _text(self, data: Data, runs: Runs) -> Piece:
        return Piece(data, len(plain(runs)), is_text=True)

    def _table(self, table: Table) -> Iterator[Piece]:
        parts = lay_out(table, self._room)
        label = self._language("table-number", number=str(table.number))
        if len(parts) > 1:
            self._note(label, told_of_parts(parts))
        for place, part in enumerate(parts):
            under = place == len(parts) - 1
            data = {
                "kind": "table", **self._anchor("" if place else table.id),
                "label": self._language("table-continued", label=label) if place else label,
                "caption": self._inline.text(table.caption), "listed": not place,
                "subtitle": self._inline.text(table.subtitle),
                "notes": [self._table_note(note) for note in table.notes] if under else [],
                "source": self._inline.runs(table.source) if under else [],
                "room": ACROSS if part.is_across else UPRIGHT,
                **table_data(part, self._inline, self._language.facts.decimal, self._anchors),
            }  # fmt: skip
            yield Piece(data, is_across=part.is_across)

    def _table_note(self, note: Note) -> list[object]:
        return [self._inline.text(note.mark), self._inline.runs(note.runs)]

    def _chart(self, chart: Chart) -> Piece:
        label = self._language("chart-number", number=str(chart.number))
        data = {
            "kind": "chart", **self._anchor(chart.id), "label": label, "caption": self._inline.text(chart.caption),
            "subtitle": self._inline.text(chart.unit), "legend": [[role, text] for role, text in chart.legend.items()],
            "alt": self._inline.name(chart.description or chart.caption), "file": "",
        }  # fmt: skip
        try:
            drawing = charts.svg(chart, self._language.code)
        except charts.UNDRAWABLE as error:
            self._note(label, charts.not_drawn(chart, error))
            return Piece(data)
        data["file"] = f"{chart.id}.svg"
        content = drawing.encode("utf-8")
        if self._language.is_rtl or has_strange_letters(drawing):
            apart = parted(drawing)
            letters = [{**each, "text": self._inline.name(each["text"])} for each in apart.letters]
            data |= {"natural": apart.size, "letters": letters}
            content = apart.drawing
        self.pictures[f"{chart.id}.svg"] = content
        return Piece(data)

    def _anchor(self, anchor: str) -> Data:
        if anchor not in self._anchors:
            return {}
        self._anchors.discard(anchor)
        return {"anchor": anchor}

    def _note(self, place: str, text: str) -> None:
        self.notices.append(Notice(FORMAT, self._language.code, place, text))
