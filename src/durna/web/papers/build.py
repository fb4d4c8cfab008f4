"""Put a paper together from plain texts. What it looks like is decided by the renderers of the publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from durna.publish.document import (
    Block,
    Box,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Link,
    Page,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Strong,
    Table,
    Terms,
    Words,
    words,
)  # fmt: skip
from durna.web.served import workspace
from durna.web.texts import language as language_of

# What may stand wherever words stand: a text, a run (link(), strong()), or a row of both.
Said = str | Run | Sequence[str | Run]


def paper(
    title: str, language: str, sections: Iterable[Section], subtitle: str = "", as_of: str = "", *,
    watermark: str = "", edition: str = "", is_sheet: bool = True,
) -> Document:  # fmt: skip
    """A document in one language (`az`, `en`, `ru`), a page of it for each section; its tables are numbered here.

    `as_of`: a day in words, or nothing. `is_sheet`: a few pages with the title over the text; a long paper (False) has
    a cover, contents and lists of tables, and each section begins a page.
    """
    said = language_of(language)
    served = workspace()
    cover = Cover(said.country(served.country), title, subtitle, as_of, ((language, said("language-name")),), edition)
    numbers = count(1)
    pages = tuple(Page(each.id, "chapter", _numbered(each, numbers)) for each in sections)
    return Document(language, cover, watermark, pages, is_sheet)


def section(id: str, title: str, *blocks: Block, sections: Iterable[Section] = ()) -> Section:
    """`id` stands once in a paper: letters, digits and hyphens."""
    return Section(id, title, blocks=blocks, sections=tuple(sections))


def paragraph(text: Said, role: str = "") -> Paragraph:
    """`role`: lead | definition | caveat | source | quiet, or nothing for plain text."""
    return Paragraph(runs(text), role)


def bullets(items: Iterable[Said], role: str = "") -> Bullets:
    return Bullets(tuple(runs(item) for item in items), role)


def terms(pairs: Iterable[tuple[str, Said]]) -> Terms:
    """Pairs of a term and what is said of it, as the fields of a form; a pair that says nothing is left out."""
    return Terms(tuple((term, runs(said)) for term, said in pairs if said))


def table(
    id: str, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Said | int | float]], *,
    subtitle: str = "", source: Said = "", role: str = "",
) -> Table:  # fmt: skip
    """The first column is the head of the rows; a column of numbers alone stands to the right.

    `role` is register for a table of many words.
    """
    held = [list(row) for row in rows]
    numeric = [bool(held) and all(_is_number(row[place]) for row in held) for place in range(len(columns))]
    heads = tuple(
        Column(name, "value" if is_value else "text") for name, is_value in zip(columns, numeric, strict=True)
    )
    made = tuple(Row(_cell(row[0]), tuple(_cell(value) for value in row[1:])) for row in held)
    return Table(id, 0, caption, subtitle, heads, made, source=runs(source) if source else (), role=role)


def box(title: str, *blocks: Block, role: str = "note") -> Box:
    return Box(title, blocks, role)


def link(text: str, target: str) -> Link:
    """`target`: `#id` of a section or table, an address (`https://...`), or a path of the site (`/...`).

    On paper only the first two can be followed; a path of the site stands there as words.
    """
    return Link(text, target)


def strong(text: str) -> Strong:
    return Strong(text)


def runs(said: Said) -> Runs:
    if isinstance(said, str):
        return words(said)
    if isinstance(said, Sequence):
        return tuple(Words(each) if isinstance(each, str) else each for each in said)
    return (said,)


def in_language(texts: Mapping[str, str], code: str) -> str:
    """Of a content in several languages the one asked for, else English, else any."""
    return texts.get(code) or texts.get("en") or next((text for text in texts.values() if text), "")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _cell(value: Said | int | float) -> Cell:
    if isinstance(value, (int, float)):
        decimals = 0 if isinstance(value, int) or value.is_integer() else 1
        return Cell(words(f"{value:,.{decimals}f}".replace(",", "\u202f")), "plain", float(value), decimals)
    return Cell(runs(value))


def _numbered(section: Section, numbers: count[int]) -> Section:
    blocks = tuple(_with_number(block, numbers) for block in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_numbered(each, numbers) for each in section.sections))


def _with_number(block: Block, numbers: count[int]) -> Block:
    if isinstance(block, Table):
        return replace(block, number=next(numbers))
    if isinstance(block, Box):
        return replace(block, blocks=tuple(_with_number(each, numbers) for each in block.blocks))
    return block
