"""Periods with true ends.

A period is a closed range of days. Its text form is the shortest that loses nothing: `2019`, `2021-01..2021-10`,
`2019-05`, `2018-07-01`, `2017-01-01..2017-12-23`. A part-year is compared like for like and never drawn as a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from durna.errors import UserError

EVERY = ("year", "quarter", "month", "day")
_MONTHS_IN = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, order=True)
class Period:
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise UserError(
                message="period-reversed",
                found=f"A period that ends ({self.end}) before it starts ({self.start}).",
                expected="A first day on or before the last day.",
                do="Exchange the two dates.",
            )

    def __str__(self) -> str:
        if self.is_year:
            return f"{self.start.year:04}"
        if self.start == self.end:
            return self.start.isoformat()
        if not self.has_whole_months:
            return f"{self.start}..{self.end}"
        first, last = self.start.isoformat()[:7], self.end.isoformat()[:7]
        return first if first == last else f"{first}..{last}"

    @property
    def has_whole_months(self) -> bool:
        return self.start.day == 1 and self.end.day == monthrange(self.end.year, self.end.month)[1]

    @property
    def is_year(self) -> bool:
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31) and (
            self.start.year == self.end.year
        )

    @property
    def is_twelve_months(self) -> bool:
        """A year, on whichever day it begins that every year has: July to June, 6 April to 5 April."""
        if self.has_whole_months:
            return self.months == 12
        begins, day_after = (self.start.month, self.start.day), (self.end.month, self.end.day + 1)
        return self.end.year == self.start.year + 1 and day_after == begins != (2, 29)

    @property
    def is_part_year(self) -> bool:
        """Within one calendar year, longer than a day, and shorter than that year."""
        return self.start.year == self.end.year and not self.is_year and self.start != self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """Calendar months touched."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        return self.start <= other.end and other.start <= self.end

    def intersection(self, other: Period) -> Period | None:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def same_months_of(self, year: int) -> Period:
        """The same days of another year: what a part-year may be compared with."""
        shift = year - self.start.year
        return Period(_in_year(self.start, shift), _in_year(self.end, shift))

    def split(self, every: str) -> Iterator[Period]:
        """The calendar years, quarters, months or days of this period; the first and the last are cut to it.

        >>> [str(p) for p in parse("2019-11..2021-10").split("year")]
        ['2019-11..2019-12', '2020', '2021-01..2021-10']
        """
        if every == "day":
            yield from (Period(day, day) for day in (self.start + timedelta(days=n) for n in range(self.days)))
            return
        length = _MONTHS_IN[every]
        month = (self.start.month - 1) // length * length + 1
        bucket = _months(self.start.year, month, length)
        while True:
            cut = bucket.intersection(self)
            if cut is not None:
                yield cut
            if bucket.end >= self.end:
                return
            after = bucket.end + timedelta(days=1)
            bucket = _months(after.year, after.month, length)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def day(when: date) -> Period:
    return Period(when, when)


def parse(text: str) -> Period:
    """`2019`, `2019-05`, `2019-05-31`, or two of them joined by `..`.

    Raises UserError for anything else.
    """
    first, separator, last = text.strip().partition("..")
    try:
        start = _bound(first)
        end = _bound(last) if separator else start
        return Period(start.start, end.end)
    except (ValueError, KeyError):
        raise UserError(
            message="no-period",
            what=text,
            found=f"'{text}' is not a period.",
            expected="A year (2019), a month (2019-05), a day (2019-05-31), or two of them joined by '..'.",
            do="Write for example 2013..2021-10.",
        ) from None


def _bound(text: str) -> Period:
    if re.fullmatch(r"\d{4}", text):
        return year(int(text))
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return _months(int(text[:4]), int(text[5:]), 1)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return day(date.fromisoformat(text))


def _months(of_year: int, first: int, length: int) -> Period:
    if not 1 <= first <= 12:
        raise ValueError(first)
    last = first + length - 1
    return Period(date(of_year, first, 1), date(of_year, last, monthrange(of_year, last)[1]))


def _in_year(when: date, shift: int) -> date:
    target = when.year + shift
    # The end of February stays the end of February, so that January-February compares with January-February.
    is_month_end = when.day == monthrange(when.year, when.month)[1]
    last = monthrange(target, when.month)[1]
    return when.replace(year=target, day=last if is_month_end else min(when.day, last))
