"""All figures of a request: what is computed from records and what institutions published, one of each cell shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from durna.errors import Refused
from durna.indicators import carried_forward
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.breaks import Break, with_flag
from durna.indicators.calculate import Request, compute
from durna.indicators.definition import Indicator, catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.preference import Rules, prefer
from durna.indicators.published import is_asked_for, published
from durna.residence.derived import Derived, view
from durna.store.records import Records


def assemble(
    records: Records,
    request: Request,
    indicators: Collection[str] | None = None,
    rules: Rules | None = None,
    breaks: Iterable[Break] = (),
) -> Figures:
    """Computed and published figures together, in the order of the catalogue and of time; all indicators unless told.

    `prefer` gives the disagreements of the result; it may be run on it again and changes nothing. Raises Refused where
    nothing can be given by the breakdown that was asked for.
    """
    known = view(records)
    wanted = [one for name, one in catalogue().items() if indicators is None or name in indicators]
    computed, refusals = _computed(wanted, known, request)
    released = published(records, replace(request, period=None, by=(EVERY_BREAKDOWN,)), indicators)
    found = [*computed, *(figure for figure in released if is_asked_for(figure, request))]
    if refusals and not any(figure.dimensions for figure in found):
        raise refusals[0]
    breaks = tuple(breaks)
    # Whether a stock repeats an earlier one does not depend on the period that was asked for.
    marked = (with_flag(figure, breaks) for figure in carried_forward.marked(found, among=[*computed, *released]))
    shown, _ = prefer(marked, rules or Rules())
    order = {name: place for place, name in enumerate(catalogue())}
    return Figures(sorted(shown, key=lambda figure: _place(figure, order)))


def _computed(
    indicators: Iterable[Indicator], records: Derived, request: Request
) -> tuple[list[Figure], list[Refused]]:
    """What the records give. A breakdown that one indicator cannot give must not take the others away."""
    found: list[Figure] = []
    refusals: list[Refused] = []
    for indicator in indicators:
        try:
            found += compute(indicator, records, request)
        except Refused as refusal:
            refusals.append(refusal)
            found += compute(indicator, records, replace(request, by=()))
    return found, refusals


def _place(figure: Figure, order: dict[str, int]) -> tuple[Any, ...]:
    place = order.get(figure.indicator, len(order))
    names = tuple(name for name, _ in figure.dimensions)
    cells = tuple(value for _, value in figure.dimensions)
    return (place, figure.indicator, len(names), names, figure.period, cells, not figure.preferred, figure.figure_id)
