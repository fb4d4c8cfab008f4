"""Periods of tables: which stated periods answer for a bucket.

A bucket is answered by the period that is stated for it, else by shorter ones that fill it without a hole, else by what
of it they fill from their first day on: January to October stay January to October. Years that begin in another month
(academic years, years to June) belong to no calendar year and answer for themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from durna.indicators.buckets import calendars
from durna.periods import Period, day

_SHORTEST_YEAR, _LONGEST_YEAR = 270, 366


@dataclass(frozen=True)
class Target:
    """A bucket of the request: the whole calendar period, and the part of it that was asked for."""

    calendar: Period
    period: Period


@dataclass(frozen=True)
class Span:
    """Stated periods that follow one another, and the period they make."""

    period: Period
    parts: tuple[Period, ...]

    @classmethod
    def exactly(cls, period: Period, stated: Collection[Period]) -> Span | None:
        return cls(period, (period,)) if period in stated else None


def targets(stated: Collection[Period], asked: Period | None, every: str) -> list[Target]:
    if not stated:
        return []
    whole = asked or Period(min(p.start for p in stated), max(p.end for p in stated))
    found = [
        Target(calendar, period)
        for calendar in calendars(whole, every)
        if (period := calendar if asked is None else calendar.intersection(asked))
    ]
    if every != "year":
        return found
    astride = sorted(period for period in stated if is_astride(period) and (asked is None or asked.contains(period)))
    return found + [Target(period, period) for period in astride]


def is_astride(period: Period) -> bool:
    """A year, or most of one, that begins in one calendar year and ends in the next."""
    return period.end.year == period.start.year + 1 and _SHORTEST_YEAR <= period.days <= _LONGEST_YEAR


def sums_to(target: Target, stated: Collection[Period]) -> Span | None:
    if target.period in stated:
        return Span.exactly(target.period, stated)
    inside = sorted((p for p in stated if target.period.contains(p)), key=lambda p: (p.start, p.days))
    if not inside:
        return None
    fill = _fill(inside[0].start, inside)
    longest = max((p for p in inside if p.start == inside[0].start), key=lambda p: p.end)
    # A cumulative total is stated; months that reach as far would only be summed.
    parts = (longest,) if longest.end >= fill[-1].end else fill
    return Span(Period(parts[0].start, parts[-1].end), parts)


def _fill(first: date, inside: Iterable[Period]) -> tuple[Period, ...]:
    """The chain of periods from `first` that reaches furthest, in the finest steps that reach it."""
    by_start: dict[date, list[Period]] = {}
    for period in inside:
        by_start.setdefault(period.start, []).append(period)
    best: dict[date, tuple[Period, ...]] = {}
    for start in sorted(by_start, reverse=True):
        chains = [(p, *best.get(p.end + timedelta(days=1), ())) for p in by_start[start]]
        best[start] = max(chains, key=lambda chain: (chain[-1].end, len(chain)))
    return best[first]


def reference_day(period: Period, year_means: str) -> Period:
    """The day a stock is for. Where a publication names only the year, `year_means` says which day it means."""
    if not period.is_year:
        return day(period.end)
    year = period.start.year
    days = {"start": date(year, 1, 1), "middle": date(year, 7, 1), "end": date(year, 12, 31)}
    return day(days[year_means])
