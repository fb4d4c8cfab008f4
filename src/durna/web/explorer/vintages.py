"""What other editions, and other publishers, say of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from durna.editions.folder import Edition
from durna.indicators.figures import Figure
from durna.web.explorer import editions, index, reading

_MOST_EDITIONS = 10
_MOST = 50


@dataclass(frozen=True)
class Said:
    edition: Edition
    figure: Figure


def of_figure(user: Any, edition: Edition, figure: Figure) -> list[Said]:
    """What each edition that the reader may see shows of the same thing, and in this one every other publisher's."""
    beside = [Said(edition, one) for one in reading.of_cells(edition, {figure.cell}) if one != figure]
    return beside + [
        Said(other, one)
        for other in _others(user, edition)
        for one in reading.of_cells(other, {figure.cell})
        if one.preferred
    ]


def differing(user: Any, edition: Edition, shown: Sequence[Figure], beside: Iterable[Figure]) -> list[Said]:
    """Other values of what a table shows: of other publishers, and of other editions; so many at most."""
    values = {one.cell: one.value for one in shown[:_MOST]}
    found = [Said(edition, one) for one in beside if one.cell in values and one.value != values[one.cell]]
    for other in _others(user, edition):
        before = reading.of_cells(other, set(values))
        found += [Said(other, one) for one in before if one.preferred and one.value != values[one.cell]]
    return sorted(found[:_MOST], key=lambda said: (said.figure.period, said.figure.dimensions))


def _others(user: Any, edition: Edition) -> list[Edition]:
    seen = [one for one in editions.readable(user) if one.name != edition.name][:_MOST_EDITIONS]
    return list(filter(index.is_ready, seen))
