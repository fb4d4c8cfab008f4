"""The cells behind figures: noted while figures are computed, and put in their place when they are computed again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from durna.disclosure.names import cell_name
from durna.disclosure.own_keys import key_of
from durna.disclosure.publication import published
from durna.disclosure.tables import Cell, LinkedTables, Sum, adds_up
from durna.indicators import counting
from durna.indicators.counting import Scope
from durna.indicators.figures import Figure
from durna.indicators.measures import Count, Median, RowMeasure, Together, Written
from durna.indicators.measures import Sum as SumOf
from durna.indicators.seen import Behind
from durna.indicators.tallies import Tally

Guarded = RowMeasure | Together | Written


@dataclass
class Noted:
    """The first computation: true values pass through, and every cell is noted once.

    `medians`: how many rows stand behind each median; it is no sum of anything, so it stands in no linked table.
    `withheld`: cells of which only the value is known, what a workspace computes itself, that are no counts: fractions,
    and what is below nought where the method is for `counts_only`.
    `additive`: cells of rows and amounts, which may be added over time; persons may not.
    """

    counts_only: bool = False
    cells: dict[Hashable, Cell] = field(default_factory=dict)
    medians: dict[Hashable, float] = field(default_factory=dict)
    withheld: set[Hashable] = field(default_factory=set)
    of_figure: dict[str, Hashable] = field(default_factory=dict)
    additive: set[Hashable] = field(default_factory=set)

    def guarded(self, measure: Guarded, scope: Scope, by: Sequence[str], found: list[Tally]) -> list[Tally]:
        told = [replace(tally, cell=cell_name(measure, tally)) for tally in found]
        valued = [tally for tally in told if tally.value is not None]
        if isinstance(measure, Written):
            for tally in valued:
                self._note_own(tally, key_of(measure, scope.records, str(tally.cell)))
            return told
        known = counting.behind(measure, scope, by)
        for tally in valued:
            self._note(measure, tally, known.get((tally.bucket, tally.dimensions), Behind()))
        return told

    def _note_own(self, tally: Tally, key: float) -> None:
        assert tally.value is not None
        if not tally.value.is_integer() or (self.counts_only and tally.value < 0):
            self.withheld.add(tally.cell)
        else:
            self.cells[tally.cell] = Cell(tally.cell, tally.value, key)

    def _note(self, measure: RowMeasure | Together, tally: Tally, behind: Behind) -> None:
        assert tally.value is not None
        kind = counting.kind_of(measure)
        if isinstance(kind, Median):
            self.medians[tally.cell] = behind.contributors
        else:
            if isinstance(kind, Count | SumOf):
                self.additive.add(tally.cell)
            self.cells[tally.cell] = Cell(
                tally.cell, tally.value, behind.key, isinstance(kind, SumOf), behind.contributors, behind.largest
            )

    def figured(self, figure_id: str, cell: Hashable) -> None:
        self.of_figure.setdefault(figure_id, cell)

    def linked(self, figures: Sequence[Figure]) -> tuple[LinkedTables, tuple[str, ...]]:
        """The linked tables of the figures, and the tables whose parts do not make their totals.

        Of the sums over one breakdown a cell is part of one at most: a second sum of the same parts says nothing new,
        and one that cuts across the first has no common cross-classification with it.
        """
        sums: list[Sum] = []
        left_out: list[str] = []
        taken: set[tuple[Hashable, tuple[str, ...]]] = set()
        seen: set[frozenset[Hashable]] = set()
        for table in published(figures, self.of_figure):
            known = [one for one in table.sums if self._is_sum(one)]
            new = [one for one in known if one.parts and frozenset(one.parts) not in seen]
            cuts = any((part, table.totals_by) in taken for one in new for part in one.parts)
            if cuts or not all(self._adds_up(one) for one in known):
                left_out += [table.name] if new else []
                continue
            taken.update((part, table.totals_by) for one in new for part in one.parts)
            seen.update(frozenset(one.parts) for one in new)
            sums += new
        return LinkedTables.of(self.cells.values(), sums), tuple(left_out)

    def _is_sum(self, one: Sum) -> bool:
        return one.total not in one.parts and all(name in self.cells for name in (one.total, *one.parts))

    def _adds_up(self, one: Sum) -> bool:
        return adds_up(self.cells[one.total].value, [self.cells[name].value for name in one.parts])


@dataclass
class Replaced:
    """The second computation: protected values take the place of true ones, None where a cell is hidden."""

    noted: Noted
    values: Mapping[Hashable, float | None]
    step: float

    def guarded(self, measure: Guarded, scope: Scope, by: Sequence[str], found: list[Tally]) -> list[Tally]:
        return [self._protected(replace(tally, cell=cell_name(measure, tally))) for tally in found]

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
