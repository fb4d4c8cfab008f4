"""Protected figures by another table than those of the Profile: by month or quarter, and by several breakdowns.

A figure has the one protected value that the publication gives it. So only tables are given that were protected, and
attacked, with the publication: those that the policy names.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from durna.disclosure.policy import By, Policy
from durna.errors import Refused
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish.editions.protecting import Gathered

MONTH, QUARTER, YEAR = "month", "quarter", "year"
_MONTHS = 3


def asked(found: Gathered, policy: Policy, every: str, by: Sequence[str]) -> list[Figure]:
    """Totals, and the groups asked for. Raises Refused for a table that the publication does not have."""
    known: list[Figure] = [*found.public.figures, *(found.protected.further if found.protected else ())]
    if EVERY_BREAKDOWN in by and every == YEAR:
        return list(found.public.figures)
    wanted: By = tuple(sorted(by))
    if every == YEAR:
        _refuse_unknown(known, policy, wanted, every)
        return _by(known, ((), wanted))
    month = tuple(sorted({*wanted, MONTH}))
    _refuse_unknown(known, policy, month, every)
    by_month = _by(known, ((MONTH,), month))
    if every == MONTH:
        return sorted(map(of_month, by_month), key=_order)
    additive = found.protected.additive if found.protected else ()
    return _quarters(of_month(figure) for figure in by_month if figure.figure_id in additive)


def _by(figures: Iterable[Figure], wanted: Collection[By]) -> list[Figure]:
    return [one for one in figures if tuple(name for name, _ in one.dimensions) in wanted]


def _order(figure: Figure) -> tuple[object, ...]:
    return figure.indicator, figure.period, len(figure.dimensions), figure.dimensions


def _refuse_unknown(known: Sequence[Figure], policy: Policy, by: By, every: str) -> None:
    if len(by) < 2 and (every == YEAR or _by(known, (by,))):
        return
    if by not in policy.crossed:
        raise Refused(
            found=f"Protected figures by {' and '.join(by)} were asked for, and the publication has no such table.",
            expected="Tables of the publication: by year and one breakdown, and those that the policy names.",
            do=f'Name it under [confidentiality] in durna.toml, tables = ["{",".join(by)}"], or leave --protected out '
            "and keep the answer inside.",
        )


def of_month(figure: Figure) -> Figure:
    """A figure of a year by month as one of that month."""
    year, month = figure.period.start.year, int(figure.dimension(MONTH) or 0)
    whole = Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    rest = tuple(pair for pair in figure.dimensions if pair[0] != MONTH)
    return replace(figure, period=_within(whole, figure.period), dimensions=rest, period_kind="part_year")


def _within(part: Period, whole: Period) -> Period:
    """A month of which the deliveries cover some days is that part of it."""
    return Period(max(part.start, whole.start), min(part.end, whole.end))


def _quarters(months: Iterable[Figure]) -> list[Figure]:
    """Sums of months, which are protected already: only of what may be added over time."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for one in months:
        quarter = (one.period.start.year, (one.period.start.month - 1) // _MONTHS)
        groups[(one.indicator, quarter, one.geography, one.dimensions, one.counting_unit, one.publisher)].append(one)
    found = (_sum(sorted(parts, key=lambda one: one.period)) for parts in groups.values())
    return sorted(found, key=_order)


def _sum(parts: Sequence[Figure]) -> Figure:
    first = parts[0].period.start
    last = first.month + (-first.month) % _MONTHS
    values = [one.value for one in parts]
    is_hidden = any(value is None for value in values)
    return replace(
        parts[0],
        period=Period(date(first.year, last - _MONTHS + 1, 1), date(first.year, last, monthrange(first.year, last)[1])),
        value=None if is_hidden else sum(value for value in values if value is not None),
        status="suppressed" if is_hidden else parts[0].status,
    )
