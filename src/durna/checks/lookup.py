"""Looking figures up by what they are about: a Profile by month and citizenship has tens of thousands of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from durna.indicators.figures import Figure
from durna.periods import Period

Place = tuple[Period, str, tuple[tuple[str, str], ...]]


def place(figure: Figure) -> Place:
    """Period, country and cell of the breakdowns, whatever the indicator, publisher and counting unit."""
    return (figure.period, figure.geography, figure.dimensions)


def by_place(figures: Iterable[Figure]) -> Mapping[Place, list[Figure]]:
    found: dict[Place, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[place(figure)].append(figure)
    return dict(found)
