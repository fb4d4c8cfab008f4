"""The contents and the lists of tables and figures: fields that Word can compute anew, filled already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from durna.publish.document import Document, Section
from durna.publish.docx.anchors import name_of
from durna.publish.docx.inline import Inline
from durna.publish.docx.oxml import XML_SPACE, Element, field, name, w

LEVELS = 2
GAP = "\u2002"  # between the number of a section and its title


@dataclass(frozen=True)
class Entry:
    style: str
    text: str
    anchor: str


def titled(section: Section) -> str:
    return f"{section.number}{GAP}{section.title}" if section.number else section.title


def of_sections(document: Document) -> list[Entry]:
    return [entry for page in document.pages for entry in _of_section(page.section, 1)]


def _of_section(section: Section, level: int) -> list[Entry]:
    mine = [Entry(f"toc{level}", titled(section), section.id)]
    if level < LEVELS:
        mine += [entry for part in section.sections for entry in _of_section(part, level + 1)]
    return mine


def listed(inline: Inline, instruction: str, entries: Sequence[Entry]) -> list[Element]:
    """A field over paragraphs: one a line. Page numbers are fields inside it, which are empty until computed."""
    paragraphs = [inline.paragraph(entry.style, [_linked(inline, entry)]) for entry in entries]
    begin, code, separate, end = field(instruction, [])
    first, last = paragraphs[0], paragraphs[-1]
    at = 1 if first[0].tag == name("pPr") else 0
    for place, run in enumerate((begin, code, separate)):
        first.insert(at + place, run)
    last.append(end)
    return paragraphs


def _linked(inline: Inline, entry: Entry) -> Element:
    number = field(f"PAGEREF {name_of(entry.anchor)} \\h", [w("r", _empty())])
    leader = w("r", w("tab"))
    return w("hyperlink", inline.text(entry.text), leader, *number, anchor=name_of(entry.anchor), history=True)


def _empty() -> Element:
    text = w("t")
    text.text = " "
    text.set(XML_SPACE, "preserve")
    return text
