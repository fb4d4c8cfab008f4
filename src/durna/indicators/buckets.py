"""Buckets: a period split by years, quarters or months, each with its true end.

A bucket never claims more than the deliveries cover: ten months of 2021 are ten months of 2021, flagged and unscaled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from durna.errors import UserError
from durna.periods import Period

PARTS_IN_YEAR = {"year": 1, "quarter": 4, "month": 12}


@dataclass(frozen=True)
class Bucket:
    """`calendar` is the whole year, quarter or month; `period` the part of it that the data cover."""

    calendar: Period
    period: Period
    flags: tuple[str, ...] = ()


def buckets(coverage: Iterable[Period], asked: Period | None, every: str) -> tuple[Bucket, ...]:
    """The buckets of a period in which the data cover at least a day; of all that they cover where none is asked."""
    covered = merged(coverage)
    if not covered:
        return ()
    whole = asked or Period(covered[0].start, covered[-1].end)
    found = (_bucket(calendar, covered, asked, every) for calendar in calendars(whole, every))
    return tuple(bucket for bucket in found if bucket is not None)


def calendars(whole: Period, every: str) -> tuple[Period, ...]:
    """The whole calendar years, quarters or months that a period touches."""
    if every not in PARTS_IN_YEAR:
        raise UserError(
            found=f"'{every}' is no length of period.",
            expected="year, quarter or month.",
            do="Write for example --every month.",
        )
    first, last = date(whole.start.year, 1, 1), date(whole.end.year, 12, 31)
    return tuple(part for part in Period(first, last).split(every) if part.overlaps(whole))


def _bucket(calendar: Period, covered: Sequence[Period], asked: Period | None, every: str) -> Bucket | None:
    wanted = calendar if asked is None else calendar.intersection(asked)
    inside = [part for part in (wanted.intersection(each) for each in covered) if part] if wanted else []
    if not inside:
        return None
    period = Period(inside[0].start, inside[-1].end)
    flags = (f"part_{every}",) if period != calendar else ()
    return Bucket(calendar, period, (*flags, "gap") if len(inside) > 1 else flags)


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order, those that touch or overlap made one."""
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.start <= joined[-1].end + timedelta(days=1):
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, period.end))
        else:
            joined.append(period)
    return tuple(joined)


def common(coverages: Iterable[Iterable[Period]]) -> tuple[Period, ...]:
    """What all of several coverages cover."""
    shared: tuple[Period, ...] | None = None
    for coverage in coverages:
        parts = merged(coverage)
        shared = parts if shared is None else _shared(shared, parts)
    return shared or ()


def _shared(some: Iterable[Period], others: Sequence[Period]) -> tuple[Period, ...]:
    return merged(both for one in some for other in others if (both := one.intersection(other)))


def number(day: date, every: str) -> int:
    """The number of the bucket a day lies in; `number_of` is the same for a column."""
    parts = PARTS_IN_YEAR[every]
    return day.year * parts + (day.month - 1) // (12 // parts)


def number_of(day: ir.DateValue, every: str) -> ir.IntegerValue:
    # Whole numbers, not truncated dates: engines disagree on the type a truncated date has.
    parts = PARTS_IN_YEAR[every]
    within = (day.month() - 1) // (12 // parts) if parts > 1 else ibis.literal(0)
    return (day.year() * parts + within).cast("int64")


def within(day: ir.DateValue, periods: Iterable[Period]) -> ir.BooleanValue:
    inside = ibis.literal(False)
    for period in merged(periods):
        inside = inside | day.between(ibis.literal(period.start), ibis.literal(period.end))
    return inside
