"""Runs of the document as runs of Word: numbers, links, cross-references, footnotes, each in its direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from durna.publish.document import Footnote, Link, Number, Reference, Run, Runs, Strong
from durna.publish.docx.anchors import name_of
from durna.publish.docx.footnotes import Footnotes
from durna.publish.docx.oxml import Element, field, name, text_pieces, w
from durna.publish.docx.styles import Styles

_RTL_CLASSES = {"R", "AL"}


@dataclass(frozen=True)
class Ink:
    """How letters look beyond their paragraph's style."""

    bold: bool = False
    italic: bool = False
    color: str = ""
    size: float = 0
    raised: bool = False
    style: str = ""

    def properties(self, text: str, is_rtl: bool) -> Element | None:
        children = (
            w("rStyle", val=self.style) if self.style else None,
            w("b") if self.bold else None,
            w("bCs") if self.bold else None,
            w("i") if self.italic else None,
            w("iCs") if self.italic else None,
            w("color", val=self.color) if self.color else None,
            w("sz", val=round(self.size * 2)) if self.size else None,
            w("szCs", val=round(self.size * 2)) if self.size else None,
            w("vertAlign", val="superscript") if self.raised else None,
            w("rtl") if is_rtl and reads_right_to_left(text) else None,
        )
        return w("rPr", *children) if any(child is not None for child in children) else None


PLAIN = Ink()


def reads_right_to_left(text: str) -> bool:
    """By its first letter that has a direction. A number has none: its sign stays before it."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in _RTL_CLASSES:
            return True
        if direction == "L":
            return False
    return not any(letter.isdigit() for letter in text)


class Inline:
    """`anchors`: what in the document can be gone to; of `labels` among them Word repeats the label by itself."""

    def __init__(
        self,
        part: Part,
        styles: Styles,
        notes: Footnotes,
        anchors: Mapping[str, str],
        labels: frozenset[str],
        is_rtl: bool,
    ) -> None:
        self._part = part
        self._styles = styles
        self._notes = notes
        self._anchors = anchors
        self._labels = labels
        self._is_rtl = is_rtl

    def text(self, text: str, ink: Ink = PLAIN) -> Element:
        return w("r", ink.properties(text, self._is_rtl), *text_pieces(text))

    def runs(self, runs: Runs, ink: Ink = PLAIN) -> list[Element]:
        return [element for run in runs for element in self._run(run, ink)]

    def _run(self, run: Run, ink: Ink) -> list[Element]:
        match run:
            case Footnote():
                return [self._footnote(run)]
            case Strong():
                return [self.text(run.text, replace(ink, bold=True))]
            case Link() | Reference() if run.target.startswith("http"):
                return [self._outside(run.text, run.target, ink)]
            case Reference() if run.target[1:] in self._labels:
                shown = [self.text(run.text, ink)]
                return field(f"REF {name_of(run.target[1:], 'label')} \\h", shown)
            case Link() | Reference() if run.target.startswith("#") and run.target[1:] in self._anchors:
                return [w("hyperlink", self.text(run.text, ink), anchor=name_of(run.target[1:]), history=True)]
            case Number():
                # A number keeps to left to right also where the words around it do not.
                return [w("r", ink.properties("0", False), *text_pieces(run.text))]
            case _:
                # A page of the site or a file beside it cannot be reached from paper: its name stands as words.
                return [self.text(run.text, ink)]

    def _outside(self, text: str, address: str, ink: Ink) -> Element:
        id = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = w("hyperlink", self.text(text, replace(ink, style=self._styles.ids["link"])), history=True)
        made.set(name("r:id"), id)
        return made

    def _footnote(self, run: Footnote) -> Element:
        style = self._styles.ids["footnote_mark"]
        mark = w("r", w("rPr", w("rStyle", val=style)), w("footnoteRef"))
        said = [mark, self.text(" "), *self.runs(run.runs)]
        id = self._notes.add(w("p", self.paragraph_properties("footnote"), *said))
        return w("r", w("rPr", w("rStyle", val=style)), w("footnoteReference", id=id))

    def paragraph_properties(
        self,
        key: str,
        *after: Element | None,
        before: Element | None = None,
        keep_next: bool = False,
        is_number: bool = False,
    ) -> Element:
        """`before` and `after` the direction, in the schema's order: numPr or suppressAutoHyphens; then spacing, ind,
        jc, outlineLvl.

        A number is a paragraph from left to right, or its alignment would turn with the direction.
        """
        return w(
            "pPr",
            w("pStyle", val=self._styles.ids[key]),
            w("keepNext") if keep_next else None,
            before,
            w("bidi") if self._is_rtl and not is_number else None,
            *after,
        )

    def paragraph(self, key: str, content: list[Element], *after: Element | None, keep_next: bool = False) -> Element:
        return w("p", self.paragraph_properties(key, *after, keep_next=keep_next), *content)
