"""What a document says, block by block, without its looks and running numbers: what is compared with another state.

A block is known again by its place and its own id, a cell by its row and column, a point of a chart by its label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from durna.publish.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Paragraph,
    Section,
    Table,
    Terms,
    blocks_of,
    plain,
)

# A full stop, and then something that begins a sentence: `12.5` and `c. 3` are none.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\w«“(])")


@dataclass(frozen=True)
class Said:
    """`kind` is sentence, table or chart; `parts` are its sentences in order, or cells and points by their names."""

    kind: str
    key: str
    place: str
    caption: str
    parts: tuple[tuple[str, str], ...]


def of(document: Document) -> tuple[Said, ...]:
    """Everything a document says, in reading order."""
    return tuple(said for page in document.pages for said in _section(page.section, ()))


def as_json(language: str, said: Iterable[Said]) -> dict[str, Any]:
    return {"language": language, "said": [asdict(each) for each in said]}


def from_json(raw: Mapping[str, Any]) -> tuple[Said, ...]:
    return tuple(Said(**{**each, "parts": tuple((name, text) for name, text in each["parts"])}) for each in raw["said"])


def _section(section: Section, above: tuple[str, ...]) -> Iterator[Said]:
    titles = (*above, f"{section.number} {section.title}".strip())
    place = " › ".join(title for title in titles if title)
    own = Section(section.id, section.title, blocks=section.blocks)
    seen: Counter[str] = Counter()
    for block in blocks_of(own):
        kind = type(block).__name__ + str(getattr(block, "role", ""))
        seen[kind] += 1
        yield from _block(block, f"{section.id}/{kind}/{seen[kind]}", place)
    for part in section.sections:
        yield from _section(part, titles)


def _block(block: Block, key: str, place: str) -> Iterator[Said]:
    if isinstance(block, Table):
        yield Said("table", block.id, place, block.caption, tuple(_named(_cells(block))))
    elif isinstance(block, Chart):
        yield Said("chart", block.id, place, block.caption, tuple(_named((p.label, p.text) for p in block.points)))
    else:
        yield Said("sentence", key, place, "", tuple(("", text) for text in _sentences(block)))


def _sentences(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _SENTENCE.split(plain(block.runs))
    elif isinstance(block, Bullets):
        yield from (sentence for item in block.items for sentence in _SENTENCE.split(plain(item)))
    elif isinstance(block, Terms):
        yield from (f"{term}: {plain(runs)}" for term, runs in block.pairs)


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    _, *columns = table.columns
    for row in table.rows:
        for column, cell in zip(columns, row.cells, strict=False):
            marks = f" [{', '.join(cell.marks)}]" if cell.marks else ""
            label = f"{column.label} {column.below}".strip()
            yield f"{row.head.text} | {label}", f"{cell.text}{marks} {cell.below}".strip()
    yield from ((f"note {note.mark}", plain(note.runs)) for note in table.notes)
    yield "source", plain(table.source)


def _named(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names that occur again are numbered: two rows may have one head."""
    seen: Counter[str] = Counter()
    for name, text in parts:
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), text
