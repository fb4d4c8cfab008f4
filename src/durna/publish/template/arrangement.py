"""An arrangement: pages, sections in them, and what each holds. It says what stands where, never what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

GROUPS = ("front", "chapter", "annex")
# What is named by its kind alone. Those of a section tell of the indicators that the section itself names.
OF_A_SECTION = ("own_arrangement", "coverage", "compact", "absent")
ONCE = (
    "findings", "governance", "outlook", "reconciliation", "gaps", "breaks", "quality", "revisions", "editions",
    "references", "methods", "glossary", "downloads", "left_out",
)  # fmt: skip
# Of these, those that are a whole section with a title of its own; governance is several, outlook is paragraphs.
WHOLE = tuple(kind for kind in ONCE if kind not in ("governance", "outlook"))
PAIRS = ("net", "immigration", "emigration")
# Pictures of a breakdown, in the order in which each breakdown has them.
PICTURES = ("ranked", "panels", "pyramid", "map")
# What can stand in the section of an indicator, in the order that it has unless the file tells another.
SHOWN = (
    "definition", "statements", "chart", "years", "months", *PICTURES, "flows", "breakdowns", "caveat", "other_periods",
)  # fmt: skip
# The table that holds the numbers of each picture; that of flows stands with both indicators that it is made of.
TABLE_OF = {"chart": "years", **dict.fromkeys(PICTURES, "breakdowns"), "flows": "breakdowns"}
CHARTS = ("bars", "line")


@dataclass(frozen=True)
class Block:
    """`kind`: one of the kinds named above, or indicator, chapter, two_series with the name of one.

    `shown`: what the section of an indicator has, of SHOWN.
    `chart`: how its years are drawn, of CHARTS, or empty as usual.
    """

    kind: str
    name: str = ""
    shown: tuple[str, ...] = field(default=SHOWN, compare=False)
    chart: str = field(default="", compare=False)


@dataclass(frozen=True)
class Part:
    """A page or a section in one. Without a title it takes that of its catalogue chapter, or of its only block."""

    id: str
    contents: tuple[Block | Part, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    number: str | None = None  # None: that of the chapter, where it names one
    chapter: str = ""
    group: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands in the part itself, not in its sections."""
        return tuple(each for each in self.contents if isinstance(each, Block))

    @property
    def whole(self) -> str:
        """The kind of its only content where that is a section by itself: the part is that section then."""
        only = self.contents[0] if len(self.contents) == 1 else None
        return only.kind if isinstance(only, Block) and only.kind in WHOLE else ""

    def has(self, kind: str) -> bool:
        return any(block.kind == kind for block in self.blocks)

    def every_block(self) -> Iterator[Block]:
        for each in self.contents:
            yield from (each,) if isinstance(each, Block) else each.every_block()

    def every_part(self) -> Iterator[Part]:
        yield self
        for each in self.contents:
            if isinstance(each, Part):
                yield from each.every_part()


@dataclass(frozen=True)
class Arrangement:
    pages: tuple[Part, ...]

    def every_part(self) -> Iterator[Part]:
        return (part for page in self.pages for part in page.every_part())

    def every_block(self) -> Iterator[Block]:
        return (block for page in self.pages for block in page.every_block())

    def has(self, kind: str) -> bool:
        return any(block.kind == kind for block in self.every_block())

    @cached_property
    def named(self) -> frozenset[str]:
        """Indicators that are named by their own id: a chapter that is named whole does not repeat them."""
        return frozenset(block.name for block in self.every_block() if block.kind == "indicator")
