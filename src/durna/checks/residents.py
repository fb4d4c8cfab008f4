"""Residents by the duration rule: do two dates differ by what happened between them, in every group?

residents(t2) - residents(t1) = immigration - emigration + births - deaths + changes of group, each counted by itself,
and of each what is settled: residents are not estimated, so an estimated flow would break a true identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from durna.checks import texts
from durna.checks.findings import Finding
from durna.indicators.figures import Figure, Figures
from durna.periods import Period

RESIDENTS = "usual_residents_12m"
FLOWS = {"immigration_residence_12m": 1, "emigration_residence_12m": -1, "usual_residents_other_changes_12m": 1}
RELATED = (RESIDENTS, *FLOWS)
Cell = tuple[tuple[str, str], ...]
ByCell = Mapping[Cell, Mapping[Period, Figure]]


def check(figures: Figures) -> Iterator[Finding]:
    stocks = _by_cell(figures, RESIDENTS)
    flows = {name: _by_cell(figures, name) for name in FLOWS}
    dates = sorted({date for cell in stocks.values() for date in cell})
    broken = {_names(cell) for cell in stocks}
    moved = (cell for some in flows.values() for cell in some if _names(cell) in broken)
    for cell in dict.fromkeys([*stocks, *moved]):
        for before, after in pairwise(dates):
            yield from _compared(cell, before, after, stocks, flows)


def _by_cell(figures: Figures, indicator: str) -> ByCell:
    """Only what was computed by the rule: figures of others need not agree with it."""
    found: dict[Cell, dict[Period, Figure]] = {}
    for figure in figures.of(indicator):
        if figure.settled is not None:
            found.setdefault(figure.dimensions, {})[figure.period] = figure
    return found


def _names(cell: Cell) -> tuple[str, ...]:
    return tuple(name for name, _ in cell)


def _compared(
    cell: Cell, before: Period, after: Period, stocks: ByCell, flows: Mapping[str, ByCell]
) -> Iterator[Finding]:
    """A group without a figure is empty where the total has one; without the total nothing is known."""
    between = Period(before.end + timedelta(days=1), after.end)
    if any(between not in flows[name].get((), {}) for name in FLOWS):
        return
    first, last = (stocks.get(cell, {}).get(date) for date in (before, after))
    moved = [(sign, flows[name].get(cell, {}).get(between)) for name, sign in FLOWS.items()]
    change = _counted(last) - _counted(first)
    explained = sum(sign * _counted(figure) for sign, figure in moved)
    if change != explained:
        told = [figure for figure in (first, last, *(each for _, each in moved)) if figure]
        yield _finding(cell, between, change, explained, told)


def _counted(figure: Figure | None) -> float:
    return (figure.counted or 0.0) if figure is not None else 0.0


def _finding(cell: Cell, between: Period, change: float, explained: float, told: list[Figure]) -> Finding:
    text = texts.say(
        "residents_do_not_add_up", title=texts.title(RESIDENTS), period=between, change=change, explained=explained,
        group=texts.groups(cell),
    )  # fmt: skip
    return Finding("residents_do_not_add_up", RESIDENTS, text, tuple(each.figure_id for each in told))
