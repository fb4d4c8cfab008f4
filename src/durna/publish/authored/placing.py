"""Authored paragraphs put into the document where their heads say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from durna.publish.authored.quotes import Quotes
from durna.publish.authored.telling import Teller
from durna.publish.authored.texts import Pointer, Text
from durna.publish.authored.wrong import wrong
from durna.publish.context import Context
from durna.publish.document import Block, Chart, Document, Paragraph, Section, Table, blocks_of
from durna.publish.language import Language
from durna.publish.profile import arranged

Placed = Mapping[str, Mapping[str, Sequence[Paragraph]]]  # section, position


def with_authored(document: Document, context: Context) -> Document:
    """The document with the texts of its language; where it goes out to readers, with the approved ones alone.

    A text whose section this Profile does not have is left out with it. Raises UserError for a reference to nothing.
    """
    material = context.material
    texts = [
        text
        for text in material.authored
        if text.language == document.language and (text.is_approved or material.watermark)
    ]
    if not texts:
        return document
    labels = dict(_labels(document, context.language))
    teller = Teller(
        context.language, material.indicators, Quotes(material.figures, material.breaks, material.country),
        lambda text, pointer: _label(labels, text, pointer),
    )  # fmt: skip
    placed: dict[str, dict[str, list[Paragraph]]] = defaultdict(lambda: defaultdict(list))
    places = _places(document, context)
    for text in texts:
        told = teller.paragraphs(text)
        if text.place in places:
            placed[places[text.place]][text.position] += told
    return replace(
        document, pages=tuple(replace(page, section=_filled(page.section, placed)) for page in document.pages)
    )


def _places(document: Document, context: Context) -> dict[str, str]:
    """The section for everything that a head may name: an indicator without one stands with the part that names it."""
    found = {each.id: each.id for page in document.pages for each in _every(page.section)}
    for page in document.pages:
        found.setdefault(page.slug, page.section.id)
    for part in context.material.arrangement.every_part():
        if part.id in found:
            for name in (part.chapter, *(each.id for each in arranged.indicators(context, part.blocks))):
                found.setdefault(name, found[part.id])
    return found


def _every(section: Section) -> Iterator[Section]:
    yield section
    for part in section.sections:
        yield from _every(part)


def _filled(section: Section, placed: Placed) -> Section:
    mine, blocks = placed.get(section.id, {}), section.blocks
    if mine:
        after = _after_statements(blocks)
        blocks = (
            *mine.get("start", ()), *blocks[:after], *mine.get("after", ()), *blocks[after:], *mine.get("end", ()),
        )  # fmt: skip
    return replace(section, blocks=blocks, sections=tuple(_filled(part, placed) for part in section.sections))


def _after_statements(blocks: Sequence[Block]) -> int:
    """Behind the paragraphs with which a section begins: what it is, and what is computed about it."""
    return next((place for place, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))


def _labels(document: Document, language: Language) -> Iterator[tuple[str, str]]:
    for page in document.pages:
        for section in _every(page.section):
            yield section.id, f"{section.number} {section.title}".strip()
        for block in blocks_of(page.section):
            if isinstance(block, Table):
                yield block.id, language("table-number", number=str(block.number))
            elif isinstance(block, Chart):
                yield block.id, language("chart-number", number=str(block.number))


def _label(labels: Mapping[str, str], text: Text, pointer: Pointer) -> str:
    if pointer.anchor not in labels:
        raise wrong(
            text.file, pointer.line, f"The Profile has nothing with the anchor '{pointer.anchor}'.",
            "The id of a section, of an indicator, or of a table or chart as its address on the page ends.",
        )  # fmt: skip
    return labels[pointer.anchor]
