"""Which web pages a document becomes: a chapter is one page while it is light, else its parts get pages of their own.

A page must open at once on a slow line, so no page of the site is much over 80 kB without its pictures. What is too
heavy is parted where a reader would part it: a chapter by its sections, a section by its indicators, an indicator
between its tables, and a table of very many rows between rows. Word, PDF and the page for printing are not parted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from durna.publish.document import (
    Block,
    Box,
    Bullets,
    Cell,
    Chart,
    Document,
    Number,
    Page,
    Paragraph,
    Row,
    Runs,
    Section,
    Table,
    Terms,
    Words,
    anchors_of,
)

# Bytes as estimated here; the frame around a page adds five to ten thousand.
BUDGET = 75_000
# A part that is lighter stays with its chapter.
LIGHT = 6_000
_TAGS, _LINK = 40, 90  # bytes of the tags around a piece of text, and of a link
_NOTE = 60


@dataclass(frozen=True)
class Leaf:
    """One web page. `chapter` is the page of the document that it belongs to; `parts` are those that left it."""

    slug: str
    chapter: Page
    section: Section
    parts: tuple[Leaf, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.slug == self.chapter.slug and not self.parts


def leaves(document: Document, part_of: Callable[[int, int], str]) -> list[Leaf]:
    """Every web page in reading order; `part_of(2, 3)` says in words that a page is the second of three."""
    return [leaf for page in document.pages for leaf in _flat(_leaf(page.slug, page, page.section, part_of))]


def anchors(pages: Iterable[Leaf]) -> dict[str, str]:
    """Which page carries an anchor."""
    found: dict[str, str] = {}
    for leaf in pages:
        for each in anchors_of(leaf.section):
            found.setdefault(each, leaf.slug)
    return found


def _flat(leaf: Leaf) -> Iterator[Leaf]:
    yield leaf
    for part in leaf.parts:
        yield from _flat(part)


def _leaf(slug: str, chapter: Page, section: Section, part_of: Callable[[int, int], str]) -> Leaf:
    if _weight(section) <= BUDGET:
        return Leaf(slug, chapter, section)
    if section.sections:
        return _by_sections(slug, chapter, section, part_of)
    return _by_blocks(slug, chapter, section, part_of)


def _by_sections(slug: str, chapter: Page, section: Section, part_of: Callable[[int, int], str]) -> Leaf:
    """Light parts stay, if that is enough; the others get pages."""
    light = tuple(each for each in section.sections if _weight(each) <= LIGHT)
    stay = replace(section, sections=light)
    if _weight(stay) > BUDGET:
        light, stay = (), replace(section, sections=())
    parts = tuple(
        _leaf(_named(chapter, each), chapter, each, part_of) for each in section.sections if each not in light
    )
    if _weight(stay) > BUDGET:
        first = _by_blocks(slug, chapter, stay, part_of)
        return replace(first, parts=(*first.parts, *parts))
    return Leaf(slug, chapter, stay, parts)


def _named(chapter: Page, section: Section) -> str:
    """`a2-1`, `a2-border_entries`: no part can take the name of a page that is always there."""
    return section.id if section.id.startswith(f"{chapter.slug}-") else f"{chapter.slug}-{section.id}"


def _by_blocks(slug: str, chapter: Page, section: Section, part_of: Callable[[int, int], str]) -> Leaf:
    """The blocks over several pages, in their order; the first one keeps the name and leads to the others."""
    packed = _packed([piece for block in section.blocks for piece in _pieces(block)])
    first, *others = packed
    number = len(packed)
    parts = tuple(
        Leaf(f"{slug}-part{place}", chapter, Section(
            f"{section.id}-part{place}", f"{section.title} ({part_of(place, number)})", section.number, tuple(blocks),
        ))
        for place, blocks in enumerate(others, start=2)
    )  # fmt: skip
    return Leaf(slug, chapter, replace(section, blocks=tuple(first)), parts)


def _packed(blocks: Sequence[Block]) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    held = 0
    for block in blocks:
        weight = _of_block(block)
        if pages[-1] and held + weight > BUDGET:
            pages.append([])
            held = 0
        pages[-1].append(block)
        held += weight
    return pages


def _pieces(block: Block) -> Iterator[Block]:
    """A table that alone is too heavy in parts of its rows; the head and the notes stand over and under each."""
    if not isinstance(block, Table) or _of_block(block) <= BUDGET:
        yield block
        return
    room = max(BUDGET - _of_block(replace(block, rows=())), BUDGET // 4)
    for place, rows in enumerate(_rows_within(block.rows, room), start=1):
        yield replace(block, id=block.id if place == 1 else f"{block.id}-part{place}", rows=tuple(rows))


def _rows_within(rows: Sequence[Row], room: int) -> Iterator[list[Row]]:
    """Rows in parts of at most `room` bytes; the heading of a group goes over its rows in the next part too."""
    part: list[Row] = []
    held, group = 0, None
    for row in rows:
        weight = _of_row(row)
        if part and held + weight > room:
            yield part
            part = [group] if group is not None and row.role != "group" else []
            held = sum(map(_of_row, part))
        group = row if row.role == "group" else group
        part.append(row)
        held += weight
    if part:
        yield part


def _weight(section: Section) -> int:
    return len(section.title.encode()) + 2 * _TAGS + sum(map(_of_block, section.blocks)) + sum(
        map(_weight, section.sections)
    )  # fmt: skip


def _of_block(block: Block) -> int:
    match block:
        case Paragraph():
            return _TAGS + _of_runs(block.runs)
        case Bullets():
            return _TAGS + sum(_TAGS + _of_runs(item) for item in block.items)
        case Terms():
            return _TAGS + sum(_TAGS + len(term.encode()) + _of_runs(said) for term, said in block.pairs)
        case Table():
            return _of_table(block)
        case Chart():
            # Without the picture itself.
            return 15 * _TAGS + len((block.caption + block.description).encode()) + len(block.caption.encode())
        case Box():
            return 2 * _TAGS + len(block.title.encode()) + sum(map(_of_block, block.blocks))


def _of_table(table: Table) -> int:
    text = sum(len(part.encode()) for part in (table.caption, table.subtitle, *(c.label for c in table.columns)))
    notes = sum(_NOTE + _of_runs(note.runs) for note in table.notes) + _of_runs(table.source)
    labels = sum(len(column.label.encode()) + 15 for column in table.columns) if table.role == "register" else 0
    return 20 * _TAGS + text + notes + sum(_of_row(row) + labels for row in table.rows)


def _of_row(row: Row) -> int:
    return _TAGS + _of_cell(row.head) + sum(map(_of_cell, row.cells))


def _of_cell(cell: Cell) -> int:
    extra = _TAGS if cell.marks or cell.below else 0
    return 26 + extra + len((cell.below + " ".join(cell.marks)).encode()) + _of_runs(cell.runs)


def _of_runs(runs: Runs) -> int:
    return sum(_of_run(run) for run in runs)


def _of_run(run: object) -> int:
    text = len(getattr(run, "text", "").encode())
    if isinstance(run, Words):
        return text
    return text + _LINK if isinstance(run, Number) else text + _LINK + len(getattr(run, "target", "").encode())
