"""The cells behind figures: noted while figures are computed, and put in their place when they are computed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from durna.disclosure.tables import Cell, LinkedTables, Sum, adds_up
from durna.indicators import counting
from durna.indicators.counting import Scope
from durna.indicators.figures import Figure
from durna.indicators.measures import Median, RowMeasure, Together, Written
from durna.indicators.measures import Sum as SumOf
from durna.indicators.passes import Behind
from durna.indicators.tallies import BUILT, Tally

Guarded = RowMeasure | Together | Written


@dataclass
class Noted:
    """The first computation: true values pass through, and every cell is noted once.

    `medians`: how many rows stand behind each median; it is no sum of anything, so it stands in no linked table.
    `withheld`: cells of which only the value is known, what a workspace computes itself: those that are no counts, and
    all of them where the method `needs_keys` of the records behind a cell, for without one the noise would be known.
    """

    needs_keys: bool = False
    cells: dict[Hashable, Cell] = field(default_factory=dict)
    medians: dict[Hashable, float] = field(default_factory=dict)
    withheld: set[Hashable] = field(default_factory=set)
    of_figure: dict[str, Hashable] = field(default_factory=dict)
    _measures: dict[Guarded, int] = field(default_factory=dict)

    def guarded(self, measure: Guarded, scope: Scope, by: Sequence[str], found: list[Tally]) -> list[Tally]:
        known = {} if isinstance(measure, Written) else counting.behind(measure, scope, by)
        told = [replace(tally, cell=self.name(measure, tally)) for tally in found]
        for tally in told:
            if tally.value is not None:
                self._note(measure, tally, known.get((tally.bucket, tally.dimensions), Behind()))
        return told

    def name(self, measure: Guarded, tally: Tally) -> Hashable:
        number = self._measures.setdefault(measure, len(self._measures))
        return (number, tally.bucket, tally.period, tally.dimensions)

    def _note(self, measure: Guarded, tally: Tally, behind: Behind) -> None:
        assert tally.value is not None
        kind = measure if isinstance(measure, Written) else counting.kind_of(measure)
        if isinstance(kind, Median):
            self.medians[tally.cell] = behind.contributors
        elif isinstance(kind, Written) and (self.needs_keys or not tally.value.is_integer()):
            self.withheld.add(tally.cell)
        else:
            self.cells[tally.cell] = Cell(
                tally.cell, tally.value, behind.key, isinstance(kind, SumOf), behind.contributors, behind.largest
            )

    def figured(self, figure_id: str, cell: Hashable) -> None:
        self.of_figure.setdefault(figure_id, cell)

    def linked(self, figures: Sequence[Figure]) -> tuple[LinkedTables, tuple[str, ...]]:
        """The linked tables of the figures, and the tables whose parts do not make their total.

        A cell is part of one sum at most: a second sum of the same parts says nothing new, and one that cuts across
        the first has no common cross-classification with it.
        """
        sums: list[Sum] = []
        left_out: list[str] = []
        taken: set[Hashable] = set()
        for table, total, parts in _published(figures, self.of_figure):
            if any(name not in self.cells for name in (total, *parts)) or total in parts:
                continue
            values = [self.cells[name].value for name in parts]
            if taken.intersection(parts) or not adds_up(self.cells[total].value, values):
                left_out += [] if any(set(parts) == set(one.parts) for one in sums) else [table]
                continue
            taken.update(parts)
            sums.append(Sum(table, total, parts))
        return LinkedTables.of(self.cells.values(), sums), tuple(left_out)


def _published(
    figures: Sequence[Figure], of_figure: Mapping[str, Hashable]
) -> list[tuple[str, Hashable, tuple[Hashable, ...]]]:
    """Each table by one breakdown whose total stands in the publication too: its name, total and parts."""
    totals: dict[Hashable, Hashable] = {}
    parts: dict[Hashable, dict[str, list[Hashable]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        cell = of_figure.get(figure.figure_id)
        if cell is None or cell == BUILT:
            continue
        place = (figure.indicator, figure.period, figure.geography, figure.counting_unit, figure.publisher)
        if not figure.dimensions:
            totals.setdefault(place, cell)
        elif len(figure.dimensions) == 1:
            parts[place][figure.dimensions[0][0]].append(cell)
    return [
        (f"{place[0]} {place[1]} by {name}", totals[place], tuple(dict.fromkeys(cells)))  # type: ignore[index]
        for place, tables in parts.items()
        if place in totals
        for name, cells in tables.items()
    ]


@dataclass
class Replaced:
    """The second computation: protected values take the place of true ones, None where a cell is hidden."""

    noted: Noted
    values: Mapping[Hashable, float | None]
    step: float

    def guarded(self, measure: Guarded, scope: Scope, by: Sequence[str], found: list[Tally]) -> list[Tally]:
        return [self._protected(replace(tally, cell=self.noted.name(measure, tally))) for tally in found]

    def _protected(self, tally: Tally) -> Tally:
        if tally.value is None:
            return tally
        value = self.values.get(tally.cell)
        if value is None:
            return replace(tally, value=None, status="suppressed", lower=None, upper=None)
        return replace(
            tally,
            value=value,
            # What is open is told in steps too: never none where there is some, and never as many as there are.
            lower=None if tally.lower is None else value,
            upper=None
            if tally.upper is None
            else value + self.step * max(1, round((tally.upper - tally.value) / self.step)),
        )

    def figured(self, figure_id: str, cell: Hashable) -> None:
        """Known from the first computation."""
