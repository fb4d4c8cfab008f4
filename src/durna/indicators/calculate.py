"""Calculate: the figures of an indicator from the records, by its declared measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from durna.classifications import units
from durna.indicators import cells, combining, counting, estimating, under_rule
from durna.indicators.breakdowns import EVERY_BREAKDOWN, of_records, refuse
from durna.indicators.chapters import declared
from durna.indicators.counting import Protection, Scope
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.indicators.measures import (
    As,
    Cells,
    Difference,
    Measure,
    Plus,
    Ratio,
    RowMeasure,
    Share,
    StockAt,
    Together,
    UnderRule,
    Written,
)  # fmt: skip
from durna.indicators.own import running
from durna.indicators.tallies import Tally, joined
from durna.periods import Period
from durna.residence.derived import Derived, view
from durna.residence.observed import Records
from durna.sources.contract import load

OTHER_UNIT = "other_unit"


@dataclass(frozen=True)
class Request:
    """What is asked for. Without a period: all that the deliveries cover. `also`: further tables, each by some
    breakdowns at once, of the indicators whose sources have these."""

    period: Period | None = None
    every: str = "year"
    by: tuple[str, ...] = ()
    freeze: str = ""
    protection: Protection | None = None
    also: tuple[tuple[str, ...], ...] = ()


def compute(indicator: Indicator, records: Records | Derived, request: Request) -> list[Figure]:
    """The totals and, where asked, the groups of an indicator; one set for each publisher and vintage.

    `by=("*",)` gives every breakdown of the catalogue that the sources have, one at a time. Without a delivery there is
    no figure; Refused is raised for a breakdown that no delivered source can give.
    """
    known = view(records)
    delivered = [measure for measure in declared(indicator.id) if is_delivered(measure, known)]
    if not delivered:
        return []
    possible = {id(measure): breakdowns(measure, known) for measure in delivered}
    subsets = _subsets(indicator, request, frozenset[str]().union(*possible.values()))
    scope = Scope(
        known, request.period, request.every, indicator.not_additive, foreseen=tuple(subsets),
        protection=request.protection,
    )  # fmt: skip
    found: dict[str, Figure] = {}
    for by in subsets:
        able = [measure for measure in delivered if possible[id(measure)].issuperset(by)]
        for tally in _first_of_each_voice(able, scope, by, request):
            if tally.value is not None or tally.status == "not_available":
                figure = _figure(tally, indicator, request, records.country)
                found.setdefault(figure.figure_id, figure)
                if request.protection and tally.cell:
                    request.protection.figured(figure.figure_id, tally.cell)
    sensible = (figure for figure in found.values() if _makes_sense(figure, indicator))
    return sorted(sensible, key=lambda f: (f.period, len(f.dimensions), f.dimensions, f.publisher, f.vintage))


def _subsets(indicator: Indicator, request: Request, possible: frozenset[str]) -> list[tuple[str, ...]]:
    """The total, and the groups asked for."""
    further = [by for by in request.also if possible.issuperset(by)]
    if request.by == (EVERY_BREAKDOWN,):
        return list(dict.fromkeys([(), *((name,) for name in indicator.breakdowns if name in possible), *further]))
    strange = [name for name in request.by if name not in possible]
    if strange:
        raise refuse(indicator.id, strange, possible)
    return list(dict.fromkeys([(), *([request.by] if request.by else []), *further]))


def _first_of_each_voice(measures: Sequence[Measure], scope: Scope, by: Sequence[str], request: Request) -> list[Tally]:
    """The measures stand in order of preference: what one of them says of a publisher, the next does not say again.

    Measures under different fixed dimensions (foreigners and citizens) stand side by side.
    """
    found: list[Tally] = []
    heard: set[tuple[tuple[str, str], str | None, frozenset[tuple[str, str]]]] = set()
    for measure in measures:
        signs = frozenset(measure.dimensions.items()) if isinstance(measure, As) else frozenset[tuple[str, str]]()
        tallies = _tallies_by(measure, scope, by, request)
        new = [tally for tally in tallies if (tally.voice, tally.counting_unit, signs) not in heard]
        heard |= {(tally.voice, tally.counting_unit, signs) for tally in new}
        found += new
    return found


def _tallies_by(measure: Measure, scope: Scope, by: Sequence[str], request: Request) -> list[Tally]:
    apart = _apart_by(measure)
    if by or not apart:
        return evaluate(measure, scope, by)
    if request.by and request.by != (EVERY_BREAKDOWN,):
        return []
    return [tally for name in apart for tally in evaluate(measure, scope, (name,))]


def _apart_by(measure: Measure) -> tuple[str, ...]:
    if isinstance(measure, Ratio):
        return tuple(name for name in _apart_by(measure.numerator) if name in _apart_by(measure.denominator))
    return measure.apart_by if isinstance(measure, Share | Cells) else ()


def is_delivered(measure: Measure, records: Records) -> bool:
    """Whether the sources are there: any of sources laid together, all of those that are compared.

    A source of which only a selection was delivered can be listed, not counted.
    """
    if isinstance(measure, RowMeasure | Cells):
        return measure.source in records.sources() and not any(r.partial for r in records.receipts(measure.source))
    if isinstance(measure, Written):
        return running.is_delivered(measure, records)
    met = (is_delivered(part, records) for part in measure.parts)
    return any(met) if isinstance(measure, Together) else all(met)


def breakdowns(measure: Measure, records: Records) -> frozenset[str]:
    """What a measure can be given by."""
    if isinstance(measure, RowMeasure):
        names = frozenset(of_records(load(measure.source), measure.named))
        return names - {"month"} if isinstance(measure, StockAt) else names
    if isinstance(measure, Cells):
        return frozenset(cells.dimensions(measure))
    if isinstance(measure, Written):
        return frozenset(measure.breakdowns)
    shared = reduce(frozenset.intersection, (breakdowns(p, records) for p in measure.parts if is_delivered(p, records)))
    if isinstance(measure, Together):
        return shared | {measure.dimension}
    if isinstance(measure, As):
        return shared | frozenset(measure.dimensions)
    return shared & frozenset(measure.apart_by) if isinstance(measure, Share) else shared


def evaluate(measure: Measure, scope: Scope, by: Sequence[str]) -> list[Tally]:
    if isinstance(measure, RowMeasure | Together):
        own = _foreseeing_own(measure, scope)
        return _guarded(measure, own, by, counting.tallies(measure, own, by))
    if isinstance(measure, Cells):
        return cells.tallies(measure, scope, by)
    if isinstance(measure, Written):
        return _guarded(measure, scope, by, running.tallies(measure, scope, by))
    if isinstance(measure, As):
        return _under_other_signs(measure, scope, by)
    if isinstance(measure, UnderRule):
        told = under_rule.said(evaluate(measure.measure, scope, by), scope.records.observed)
        return estimating.estimated(told, measure.flow, measure, scope.records) if measure.flow else told
    shared = _sharing_coverage(measure, scope)
    if isinstance(measure, Share):
        return combining.shares(evaluate(measure.of, shared, by), evaluate(measure.of, shared, ()))
    one, other = (evaluate(part, shared, by) for part in measure.parts)
    nought = all(isinstance(leaf, RowMeasure) for leaf in measure.leaves())
    if isinstance(measure, Ratio):
        return combining.ratios(one, other, measure.scale, nought)
    assert isinstance(measure, Plus | Difference)
    return combining.sums(one, other, nought, sign=1 if isinstance(measure, Plus) else -1)


def _guarded(
    measure: RowMeasure | Together | Written, scope: Scope, by: Sequence[str], found: list[Tally]
) -> list[Tally]:
    """Everything else is made of these, so what is protected here is protected everywhere, and alike."""
    return scope.protection.guarded(measure, scope, by, found) if scope.protection else found


def _foreseeing_own(measure: Measure, scope: Scope) -> Scope:
    """Of the breakdowns that will be asked for those that this part of a measure can give."""
    own = breakdowns(measure, scope.records)
    return replace(scope, foreseen=tuple(by for by in scope.foreseen if own.issuperset(by)))


def _sharing_coverage(measure: Measure, scope: Scope) -> Scope:
    """Parts of one statement cover the same days: those that all its record sources cover."""
    has_rows = any(isinstance(leaf, RowMeasure) for leaf in measure.leaves())
    if not has_rows or scope.coverage is not None:
        return scope
    return replace(scope, coverage=counting.coverage(measure, scope.records))


def _under_other_signs(measure: As, scope: Scope, by: Sequence[str]) -> list[Tally]:
    inner = evaluate(measure.measure, scope, [name for name in by if name not in measure.dimensions])
    return [
        replace(
            tally,
            dimensions=tuple(sorted({**dict(tally.dimensions), **measure.dimensions}.items())),
            counting_unit=measure.counting_unit or tally.counting_unit,
            shown_unit=measure.unit or tally.shown_unit,
            status=measure.status or tally.status,
        )
        for tally in inner
    ]


def _figure(tally: Tally, indicator: Indicator, request: Request, country: str) -> Figure:
    unit, scale, unit_flags = _unit(tally, indicator)
    counting_unit = tally.counting_unit or indicator.counting_unit
    other = (OTHER_UNIT,) if counting_unit != indicator.counting_unit else ()
    return Figure(
        indicator=indicator.id,
        period=tally.period,
        geography=country,
        unit=unit,
        counting_unit=counting_unit,
        value=None if tally.value is None else tally.value / scale,
        publisher=tally.publisher,
        dimensions=tally.dimensions,
        vintage=tally.vintage,
        source=tally.source,
        period_kind=_period_kind(tally, indicator),
        status=tally.status,
        flags=joined(tally.flags, unit_flags, other, _part_flag(tally, request)),
        lower=None if tally.lower is None else tally.lower / scale,
        upper=None if tally.upper is None else tally.upper / scale,
        numerator=tally.numerator,
        denominator=tally.denominator,
        freeze=request.freeze,
        note=tally.note,
        evidence=tally.evidence,
        settled=tally.settled,
        estimation=tally.estimation,
    )


def _unit(tally: Tally, indicator: Indicator) -> tuple[str, float, tuple[str, ...]]:
    """The unit to print, how many of its base make one, and whether it is not the catalogue's."""
    if tally.shown_unit:
        return tally.shown_unit, 1, ()
    if tally.unit is None or tally.unit == indicator.unit:
        return indicator.unit, 1, ()
    own = units.load().get(indicator.unit)
    known = units.load().get(tally.unit)
    # The series says what is counted; a publisher who counts births in thousand persons means births.
    alike = own and known and units.counts_things(own) and units.counts_things(known)
    if own and (own.base == tally.unit or alike):
        return indicator.unit, own.scale, ()
    return tally.unit, 1, ("unit_as_published",)


def _period_kind(tally: Tally, indicator: Indicator) -> str:
    period = tally.period
    if tally.is_stock and period.start == period.end:
        return "date"
    if period.is_year:
        return "calendar_year"
    if period.start.year == period.end.year:
        return "part_year"
    if indicator.periodicity == "academic_year":
        return "academic_year"
    # The year of a budget or an office: October to September, July to June.
    return "fiscal_year" if period.months == 12 and period.has_whole_months else "multi_year"


def _part_flag(tally: Tally, request: Request) -> tuple[str, ...]:
    is_part = request.every == "year" and not tally.is_stock and tally.period.start.year == tally.period.end.year
    return ("part_year",) if is_part and not tally.period.is_year else ()


def _makes_sense(figure: Figure, indicator: Indicator) -> bool:
    """A distribution over the months of a year that is not over would be a distribution of something else."""
    return indicator.part_year != "undefined" or figure.period.is_year
