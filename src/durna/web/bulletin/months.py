"""The months of an indicator in an edition, and how one stands to the month before and to the same month before a year.

Months that follow each other differ by season, so their difference is said without a judgement; a percentage is said
only of values that protection by rounding cannot turn into another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from durna.editions.folder import Edition
from durna.errors import Refused
from durna.indicators.breaks import Break, between
from durna.indicators.comparisons import refuse_mixed_units
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish.amounts import is_percent
from durna.publish.editions.asked import of_month
from durna.web.explorer import reading

Month = tuple[int, int]
# Below it a rounding to five may be a twentieth of the value and more.
FEWEST = 100


@dataclass(frozen=True)
class Change:
    """`size`: percent, or percentage points of a percentage; None where only the two values may be said."""

    earlier: Figure
    later: Figure
    size: float | None
    is_points: bool
    breaks: tuple[Break, ...]


def series(edition: Edition, indicator: Indicator) -> dict[Month, Figure]:
    """In order of time. What is given by month goes before what is only stated for one."""
    found: dict[Month, Figure] = {}
    for by in ("", "month"):
        wanted = reading.Filter(indicator.id, by=by, preferred=True)
        for one in reading.page(edition, wanted, -1, reading.EVERY)[0]:
            figure = of_month(one) if by else one
            if (month := _month_of(figure.period, indicator)) and figure.counting_unit == indicator.counting_unit:
                found[month] = figure
    return dict(sorted(found.items()))


def _month_of(period: Period, indicator: Indicator) -> Month | None:
    """A whole month; of a stock its last day stands for it."""
    is_last = indicator.kind == "stock" and period.start == period.end and _next(period.end).day == 1
    if is_last or (period.has_whole_months and period.months == 1):
        return period.start.year, period.start.month
    return None


def _next(when: date) -> date:
    return date.fromordinal(when.toordinal() + 1)


def before(month: Month) -> Month:
    year, number = month
    return (year, number - 1) if number > 1 else (year - 1, 12)


def year_before(month: Month) -> Month:
    return month[0] - 1, month[1]


def change(known: Mapping[Month, Figure], month: Month, other: Month, breaks: Sequence[Break]) -> Change | None:
    """None where one of the two is missing or is counted otherwise."""
    later, earlier = known.get(month), known.get(other)
    if later is None or earlier is None or later.value is None or earlier.value is None or later.unit != earlier.unit:
        return None
    try:
        refuse_mixed_units((later, earlier))
    except Refused:
        return None
    touched = between(later, earlier, breaks)
    if is_percent(later):
        return Change(earlier, later, later.value - earlier.value, True, touched)
    large = min(earlier.value, later.value) >= FEWEST
    return Change(earlier, later, 100 * (later.value / earlier.value - 1) if large else None, False, touched)
