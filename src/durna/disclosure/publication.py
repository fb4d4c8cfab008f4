"""Which tables a publication shows, and which of their cells are sums of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from durna.disclosure.policy import By
from durna.disclosure.tables import Sum
from durna.indicators.figures import Figure
from durna.indicators.tallies import BUILT, Dimensions

_Cells = dict[Dimensions, Hashable]


@dataclass(frozen=True)
class Table:
    """A table by some breakdowns whose totals stand in the publication too, `totals_by` fewer of them."""

    name: str
    totals_by: By
    sums: tuple[Sum, ...]


def published(figures: Iterable[Figure], of_figure: Mapping[str, Hashable]) -> Iterator[Table]:
    """Each table with its totals, and with the totals of each table that has one breakdown or few fewer.

    `of_figure`: the cell that a figure is. Figures of no cell, and those built from cells, stand in no table.
    """
    places: dict[Hashable, dict[By, _Cells]] = defaultdict(lambda: defaultdict(dict))
    for figure in figures:
        cell = of_figure.get(figure.figure_id)
        if cell is None or cell == BUILT:
            continue
        place = (figure.indicator, figure.period, figure.geography, figure.counting_unit, figure.publisher)
        by = tuple(name for name, _ in figure.dimensions)
        places[place][by].setdefault(figure.dimensions, cell)
    for (indicator, period, *_), tables in places.items():  # type: ignore[misc]
        for by, cells in tables.items():
            for fewer in _next_below(by, tables):
                yield _table(f"{indicator} {period} by {' and '.join(by)}", fewer, tables[fewer], cells)  # type: ignore[has-type]


def _next_below(by: By, tables: Iterable[By]) -> list[By]:
    """The largest sets of breakdowns below one, so that no sum is said twice."""
    below = [other for other in tables if set(other) < set(by)]
    return [one for one in below if not any(set(one) < set(other) for other in below)]


def _table(name: str, fewer: By, totals: _Cells, cells: _Cells) -> Table:
    parts: dict[Dimensions, list[Hashable]] = defaultdict(list)
    for dimensions, cell in cells.items():
        parts[tuple(pair for pair in dimensions if pair[0] in fewer)].append(cell)
    sums = (Sum(name, cell, tuple(dict.fromkeys(parts[dimensions]))) for dimensions, cell in totals.items())
    return Table(name, fewer, tuple(sums))


def with_leaves(crossed: Sequence[By]) -> tuple[By, ...]:
    """The tables, and the leaves behind them: tables with a breakdown in common have common leaves, so that all of them
    add. Not every indicator has every breakdown: the leaves of each few of the tables are among them."""
    found = dict.fromkeys(crossed)
    while True:
        joined = {tuple(sorted({*one, *other})) for one in found for other in found if set(one) & set(other)}
        if joined <= found.keys():
            return tuple(found)
        found |= dict.fromkeys(sorted(joined))
