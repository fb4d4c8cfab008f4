"""How far the measures of the State cover the Compact: objectives by actions, with the holes in sight."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from durna.frameworks import gcm
from durna.web.compact import objectives
from durna.web.compact.models import Measure, Serves
from durna.web.compact.objectives import Shown


@dataclass
class Cell:
    """An action, and the measures that serve it."""

    code: str
    text: str
    measures: list[Measure] = field(default_factory=list)


@dataclass
class Row:
    """An objective. `whole`: measures that serve it without naming an action."""

    objective: Shown
    cells: list[Cell]
    whole: list[Measure] = field(default_factory=list)

    @property
    def measures(self) -> list[Measure]:
        found = {one.pk: one for one in [*self.whole, *(one for cell in self.cells for one in cell.measures)]}
        return list(found.values())

    @property
    def covered(self) -> int:
        return sum(bool(cell.measures) for cell in self.cells)

    @property
    def rest(self) -> range:
        """Columns that the objective has no action for."""
        return range(_most_actions() - len(self.cells))

    @property
    def without_indicator(self) -> int:
        return sum(not one.indicators for one in self.measures)

    @property
    def is_hole(self) -> bool:
        return not self.measures


@dataclass(frozen=True)
class Matrix:
    rows: list[Row]

    @property
    def actions(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    @property
    def covered(self) -> int:
        return sum(row.covered for row in self.rows)

    @property
    def holes(self) -> list[Row]:
        return [row for row in self.rows if row.is_hole]

    @property
    def without_indicator(self) -> list[Measure]:
        found = {one.pk: one for row in self.rows for one in row.measures if not one.indicators}
        return list(found.values())

    @property
    def hole_count(self) -> int:
        return len(self.holes)

    @property
    def letters(self) -> str:
        """Those of the objective with the most actions: the columns."""
        longest = max(gcm().objectives, key=lambda each: len(each.actions))
        return "".join(each.letter for each in longest.actions)


def _most_actions() -> int:
    return max(len(each.actions) for each in gcm().objectives)


def matrix(measures: QuerySet[Measure]) -> Matrix:
    """Of these measures; two queries, however many there are."""
    known = {one.pk: one for one in measures.select_related("lead")}
    by_action: dict[tuple[int, str], list[Measure]] = defaultdict(list)
    for served in Serves.objects.order_by("measure_id"):
        if served.measure_id in known:
            by_action[served.objective, served.action].append(known[served.measure_id])
    return Matrix([_row(number, by_action) for number in objectives.numbers()])


def _row(number: int, by_action: dict[tuple[int, str], list[Measure]]) -> Row:
    cells = [
        Cell(each.code, objectives.action(each.code), by_action.get((number, each.code), []))
        for each in gcm().by_number[number].actions
    ]
    return Row(objectives.shown(number), cells, by_action.get((number, ""), []))
