"""Captions that Word numbers, with a bookmark around the label that cross-references repeat."""

from __future__ import annotations

from durna.publish.document import Chart, Table
from durna.publish.docx.anchors import Bookmarks, name_of
from durna.publish.docx.inline import Inline
from durna.publish.docx.oxml import Element, clean, field
from durna.publish.language import Language

_HERE = "\ue000"  # where the number stands in the label; no text has it


class Captions:
    """Of one kind: `message` is that of the label (`table-number`), `otherwise` what Word calls the sequence."""

    def __init__(self, inline: Inline, bookmarks: Bookmarks, language: Language, message: str, otherwise: str) -> None:
        self._inline = inline
        self._bookmarks = bookmarks
        self._language = language
        self._message = message
        self._before, _, self._after = language(message, number=_HERE).partition(_HERE)
        word = self._before.strip() or self._after.strip()
        # Word's own captions of the language then go on counting where these end.
        self.sequence = word if word.isalpha() else otherwise
        self._last = 0

    def label(self, number: int) -> str:
        return self._language(self._message, number=str(number))

    def of(self, block: Table | Chart) -> Element:
        """`Table 3. Title`: the number is a field; where the numbers of the document leap, the field says so."""
        follows = block.number == self._last + 1
        self._last = block.number
        counted = f"SEQ {self.sequence} \\* ARABIC" + ("" if follows else f" \\r {block.number}")
        number = field(counted, [self._inline.text(str(block.number))])
        label = [
            *([self._inline.text(self._before)] if self._before else []), *number,
            *([self._inline.text(self._after)] if self._after else []),
        ]  # fmt: skip
        marked = self._bookmarks.around(name_of(block.id, "label"), label)
        content = [*marked, self._inline.text(f". {clean(block.caption)}")]
        return self._inline.paragraph("caption", self._bookmarks.around(name_of(block.id), content), keep_next=True)

    def again(self, block: Table) -> Element:
        """Over a further part of the same table: no number of its own."""
        said = self._language("table-continued", label=self.label(block.number))
        content = [self._inline.text(f"{said}. {clean(block.caption)}")]
        return self._inline.paragraph("caption", content, keep_next=True)
