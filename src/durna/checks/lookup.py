"""Looking figures up by what they are about, and telling what somebody stated from what was counted from records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from durna.indicators.figures import Figure
from durna.periods import Period
from durna.sources import contract as contracts

Place = tuple[Period, str, tuple[tuple[str, str], ...]]


def place(figure: Figure) -> Place:
    """Period, country and cell of the breakdowns, whatever the indicator, publisher and counting unit."""
    return (figure.period, figure.geography, figure.dimensions)


def by_place(figures: Iterable[Figure]) -> Mapping[Place, list[Figure]]:
    found: dict[Place, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[place(figure)].append(figure)
    return dict(found)


def is_stated(figure: Figure) -> bool:
    """Whether an institution added it up itself: the evidence is a row of a table, not records that were counted."""
    sources = {evidence.source for evidence in figure.evidence}
    return any(source in contracts.sources() and contracts.load(source).is_table for source in sources)
