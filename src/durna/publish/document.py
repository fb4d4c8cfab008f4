"""The document model: what the Profile says, without a word on how it looks. Every renderer reads this and no other.

A number stands in it with the id of its figure, so that no renderer can show one without its passport.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from durna.publish.maps.land import Land
from durna.publish.maps.rings import Place

_LONGEST_MARK = 7


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class Number:
    """A figure inside a sentence."""

    figure_id: str
    text: str


@dataclass(frozen=True)
class Link:
    """`target` is an anchor (`#gaps`), a part of the publication (`page:print`, `file:figures.csv`), or an address."""

    text: str
    target: str


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Reference:
    """A cross-reference: the text is the label of a table, chart or section (`Table 3`), the target its anchor."""

    text: str
    target: str


@dataclass(frozen=True)
class Footnote:
    """A remark at the foot of the page or of the chapter; `text` is its plain form, in brackets."""

    runs: Runs

    @property
    def text(self) -> str:
        return f" [{plain(self.runs)}]"


Run = Words | Number | Link | Strong | Reference | Footnote
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    role: str = ""  # lead | statement | definition | caveat | source | quiet

    @property
    def is_way(self) -> bool:
        """Nothing but the way to another page of the site: on paper it would lead nowhere."""
        return bool(self.runs) and all(isinstance(run, Link) and run.target.startswith("page:") for run in self.runs)


@dataclass(frozen=True)
class Bullets:
    items: tuple[Runs, ...]
    role: str = ""


@dataclass(frozen=True)
class Terms:
    """Pairs of a term and what is said of it."""

    pairs: tuple[tuple[str, Runs], ...]
    role: str = ""

    @property
    def are_marks(self) -> bool:
        """Signs of a few letters: what is said of one can stand beside it."""
        return all(len(term) <= _LONGEST_MARK for term, _ in self.pairs)


@dataclass(frozen=True)
class Cell:
    """`value` and `decimals` let a workbook hold the number that a page shows as text."""

    runs: Runs
    # text | value (a figure) | plain (a count of rows) | day | days (from one to another) | code | missing |
    # suppressed | none
    role: str = "text"
    value: float | None = None
    decimals: int = 0
    marks: tuple[str, ...] = ()
    below: str = ""
    anchor: str = ""

    @property
    def text(self) -> str:
        return plain(self.runs)


@dataclass(frozen=True)
class Column:
    label: str
    role: str = "value"  # text | value | total | part (a part-year, drawn apart)
    below: str = ""


@dataclass(frozen=True)
class Row:
    head: Cell
    cells: tuple[Cell, ...]
    role: str = ""  # total | part (a part-year, drawn apart) | other_unit | group | again


@dataclass(frozen=True)
class Note:
    mark: str
    runs: Runs


@dataclass(frozen=True)
class Table:
    id: str
    number: int
    caption: str
    subtitle: str
    columns: tuple[Column, ...]  # the first column is the head of the rows
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    source: Runs = ()
    role: str = ""  # '' | register (many words) | compact

    @property
    def widest_marks(self) -> int:
        """The most marks at one figure: renderers keep that much room, so that digits stay under digits."""
        return max((len(cell.marks) for row in self.rows for cell in row.cells), default=0)

    @property
    def is_narrow(self) -> bool:
        return len(self.columns) <= 6

    @property
    def is_slim(self) -> bool:
        """So few columns that the eye would lose the line between them on a wide screen."""
        return len(self.columns) <= 3


@dataclass(frozen=True)
class Point:
    label: str
    value: float | None
    text: str
    # full | part | cut | missing; of pairs: first | second | estimated | open (second, not settled)
    role: str = "full"
    ends: tuple[float, float] | None = None  # of an interval
    place: Place | None = None  # on a map: longitude and latitude
    breaks_before: bool = False  # law or method changed between the point before and this one
    before: float | None = None  # of a ranked bar: its value a year earlier
    panel: str = ""  # of small multiples: which of them it stands in


@dataclass(frozen=True)
class Chart:
    id: str
    number: int
    caption: str
    description: str
    kind: str  # bars | line | ranked | panels | map; with two points for each label: pairs | pyramid | flows
    unit: str
    points: tuple[Point, ...]
    legend: Mapping[str, str] = field(default_factory=dict)  # role -> words, for the roles that need one
    headline: str = ""  # what is to be seen in it, drawn above it; empty where that would not be certain
    land: Land | None = field(default=None, repr=False, compare=False)  # of a map


@dataclass(frozen=True)
class Box:
    title: str
    blocks: tuple[Block, ...]
    role: str = ""  # after | quiet | note


Block = Paragraph | Bullets | Terms | Table | Chart | Box


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    number: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    arrangement: bool = False  # our own place in the order, not the published Profile's


@dataclass(frozen=True)
class Page:
    """One top-level chapter; renderers may give it a page or a part of one."""

    slug: str
    group: str  # front | chapter | annex
    section: Section


@dataclass(frozen=True)
class Cover:
    country: str
    title: str
    period: str
    as_of: str
    languages: tuple[tuple[str, str], ...]
    edition: str = ""


@dataclass(frozen=True)
class Document:
    language: str
    cover: Cover
    watermark: str
    pages: tuple[Page, ...]
    is_sheet: bool = False  # a paper of few pages: its title stands over its text, without cover and contents

    def anchors(self) -> dict[str, str]:
        """Which page carries an anchor: so that `#gaps` can be followed from anywhere."""
        return {each: page.slug for page in self.pages for each in anchors_of(page.section)}

    def tables(self) -> list[Table]:
        """Every table in reading order, which is that of their numbers."""
        return [block for block in self._blocks() if isinstance(block, Table)]

    def charts(self) -> list[Chart]:
        """Every chart in reading order, which is that of their numbers."""
        return [block for block in self._blocks() if isinstance(block, Chart)]

    def _blocks(self) -> Iterator[Block]:
        return (block for page in self.pages for block in blocks_of(page.section))


def plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def words(text: str) -> Runs:
    return (Words(text),)


def blocks_of(section: Section) -> Iterator[Block]:
    """Every block of a section and the sections in it, boxes opened, in reading order."""
    yield from _opened(section.blocks)
    for part in section.sections:
        yield from blocks_of(part)


def tables_of(section: Section) -> Iterator[Table]:
    return (block for block in blocks_of(section) if isinstance(block, Table))


def anchors_of(section: Section) -> Iterator[str]:
    yield section.id
    for block in _opened(section.blocks):
        if isinstance(block, (Table, Chart)):
            yield block.id
        if isinstance(block, Table):
            yield from (row.head.anchor for row in block.rows if row.head.anchor)
    for part in section.sections:
        yield from anchors_of(part)


def _opened(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from _opened(block.blocks)
