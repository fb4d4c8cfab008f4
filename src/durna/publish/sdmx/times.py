"""The period of a figure as SDMX writes time, and the frequency that goes with it.

SDMX 3.0, section 6, 4.2 (time formats): a year, a quarter, a month and a day stand for themselves; everything else is
a time range, a first day and a length. Academic years, years to June and years cut short are ranges of yearly series.
"""

from __future__ import annotations

from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish.sdmx.ids import NOT_APPLICABLE, OTHER

YEARLY = ("academic_year", "year_cut_short")
FREQUENCIES = ("A", "Q", "M", "D", OTHER, NOT_APPLICABLE)


def time_period(figure: Figure) -> str:
    period = figure.period
    if figure.period_kind not in YEARLY:
        return _plain(period) or time_range(period)
    return time_range(period)


def _plain(period: Period) -> str | None:
    if period.is_year:
        return f"{period.start.year:04}"
    if period.start == period.end:
        return period.start.isoformat()
    if _is_quarter(period):
        return f"{period.start.year:04}-Q{period.start.month // 3 + 1}"
    if period.has_whole_months and period.months == 1:
        return period.start.isoformat()[:7]
    return None


def time_range(period: Period) -> str:
    """`2021-01-01/P10M`, `2017-09-01/P1Y`, `2017-01-01/P357D`."""
    if period.is_twelve_months:
        return f"{period.start}/P1Y"
    if not period.has_whole_months:
        return f"{period.start}/P{period.days}D"
    length = f"{period.months // 12}Y" if period.months % 12 == 0 else f"{period.months}M"
    return f"{period.start}/P{length}"


def frequency(figure: Figure, is_stock: bool) -> str:
    """What is so on a day has no frequency; what happens on a day has."""
    period = figure.period
    if figure.period_kind in YEARLY or period.is_twelve_months:
        return "A"
    if period.start == period.end:
        return NOT_APPLICABLE if is_stock else "D"
    if _is_quarter(period):
        return "Q"
    return "M" if period.has_whole_months and period.months == 1 else OTHER


def _is_quarter(period: Period) -> bool:
    return period.has_whole_months and period.months == 3 and period.start.month % 3 == 1
