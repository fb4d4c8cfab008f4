"""All figures of a request: what is computed from records and what institutions published, one of each cell shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from durna.engine.turns import from_both_ends
from durna.errors import Refused, UserError
from durna.indicators import carried_forward
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.breaks import Break, with_flag
from durna.indicators.calculate import Request, compute
from durna.indicators.chapters import declared
from durna.indicators.definition import Indicator, catalogue
from durna.indicators.figures import Figure, Figures
from durna.indicators.own import known as own
from durna.indicators.preference import Rules, prefer
from durna.indicators.published import is_asked_for, published
from durna.residence.derived import Derived, view
from durna.residence.observed import CROSSINGS, Records
from durna.sources import contract


def assemble(
    records: Records,
    request: Request,
    indicators: Collection[str] | None = None,
    rules: Rules | None = None,
    breaks: Iterable[Break] = (),
) -> Figures:
    """Computed and published figures together, in the order of the catalogue and of time; all indicators unless told.

    `prefer` gives the disagreements of the result; it may be run on it again and changes nothing. Raises Refused where
    nothing can be given by the breakdown that was asked for. What the workspace defines itself and fails stops nothing
    else: it stands under `failed` of the result.
    """
    known = view(records)
    wanted = [one for name, one in catalogue().items() if indicators is None or name in indicators]
    computed, refusals, failed = _computed(wanted, known, request)
    released = published(records, replace(request, period=None, by=(EVERY_BREAKDOWN,)), indicators)
    found = [*computed, *(figure for figure in released if is_asked_for(figure, request))]
    if refusals and not any(figure.dimensions for figure in found):
        raise refusals[0]
    breaks = tuple(breaks)
    # Whether a stock repeats an earlier one does not depend on the period that was asked for.
    marked = (with_flag(figure, breaks) for figure in carried_forward.marked(found, among=[*computed, *released]))
    shown, _ = prefer(marked, rules or Rules())
    order = {name: place for place, name in enumerate(catalogue())}
    wrong = own.now().wrong if indicators is None else {}
    return Figures(sorted(shown, key=lambda figure: _place(figure, order)), {**failed, **wrong})


def _computed(
    indicators: Sequence[Indicator], records: Derived, request: Request
) -> tuple[list[Figure], list[Refused], dict[str, UserError]]:
    """What the records give. A breakdown that one indicator cannot give must not take the others away."""
    found: list[Figure] = []
    refusals: list[Refused] = []
    failed: dict[str, UserError] = {}
    for indicator, figures in _each(indicators, records, request, refusals):
        if isinstance(figures, UserError):
            failed[indicator.id] = figures
        else:
            found += figures
    return found, refusals, failed


def _each(
    indicators: Sequence[Indicator], records: Derived, request: Request, refusals: list[Refused]
) -> list[tuple[Indicator, list[Figure] | UserError]]:
    """The figures of each indicator, in their order; or what is wrong with one that the workspace has written.

    Where many rows are counted, while one thread waits for the engine another puts the next question together.
    """

    def one(indicator: Indicator) -> tuple[Indicator, list[Figure] | UserError]:
        try:
            return indicator, _with_total(indicator, records, request, refusals)
        except UserError as error:
            if indicator.id not in own.now().indicators:
                raise
            return indicator, error

    if not records.is_for_threads:
        return [one(indicator) for indicator in indicators]
    # What follows from residence waits for it to be made; what does not is counted meanwhile, from the other end.
    order = sorted(range(len(indicators)), key=lambda place: _distance_from_residence(indicators[place]))
    found = dict(zip(order, from_both_ends(one, [indicators[place] for place in order]), strict=True))
    return [found[place] for place in range(len(indicators))]


def _distance_from_residence(indicator: Indicator) -> int:
    leaves = (leaf for measure in declared(indicator.id) for leaf in measure.leaves())
    sources = {getattr(leaf, "source", "") for leaf in leaves}
    return 0 if not sources.isdisjoint(contract.derived()) else 1 if CROSSINGS in sources else 2


def _with_total(indicator: Indicator, records: Derived, request: Request, refusals: list[Refused]) -> list[Figure]:
    try:
        return compute(indicator, records, request)
    except Refused as refusal:
        refusals.append(refusal)
        return compute(indicator, records, replace(request, by=()))


def _place(figure: Figure, order: dict[str, int]) -> tuple[Any, ...]:
    place = order.get(figure.indicator, len(order))
    names = tuple(name for name, _ in figure.dimensions)
    cells = tuple(value for _, value in figure.dimensions)
    return (place, figure.indicator, len(names), names, figure.period, cells, not figure.preferred, figure.figure_id)
