"""Stocks that repeat one value: a count carried forward because nobody counted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure

SHORTEST_RUN = 3
# Small stocks (three projects, twelve agreements) stay the same without anybody carrying them forward.
SMALLEST_VALUE = 100


def runs(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """The figures of one publisher and one cell that repeat a stock at three or more dates in a row."""
    series: dict[Any, dict[Any, Figure]] = defaultdict(dict)
    for figure in figures:
        if _may_be_carried(figure):
            about = (figure.indicator, figure.geography, figure.dimensions, figure.publisher, figure.counting_unit)
            series[about].setdefault((figure.period, figure.value), figure)
    return [run for cells in series.values() for run in _runs(sorted(cells.values(), key=lambda one: one.period))]


def marked(figures: Sequence[Figure], among: Sequence[Figure] | None = None) -> list[Figure]:
    """All figures, those flagged that repeat an earlier value of theirs or of a longer series that they are part of.

    The first of a run is a count and stays as it is.
    """
    repeated = {figure.figure_id for run in runs(among or figures) for figure in run[1:]}
    return [figure.flagged("carried_forward") if figure.figure_id in repeated else figure for figure in figures]


def _may_be_carried(figure: Figure) -> bool:
    known = catalogue().get(figure.indicator)
    return known is not None and known.kind == "stock" and figure.value is not None and figure.value >= SMALLEST_VALUE


def _runs(ordered: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    found: list[list[Figure]] = []
    for figure in ordered:
        if found and found[-1][-1].value == figure.value:
            found[-1].append(figure)
        else:
            found.append([figure])
    return [tuple(run) for run in found if len({figure.period for figure in run}) >= SHORTEST_RUN]
