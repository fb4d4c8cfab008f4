"""Journeys: lives as periods on one side of the border, and trips to the other side within them.

A trip lies wholly within its period. Whoever is not back when the period ends has left for good on the day the trip
began: the period is cut there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from durna.synthetic.chance import drawn
from durna.synthetic.conditions import CLOSED_ON
from durna.synthetic.timeline import DAY, END, FOREVER, YEAR, Codes, Days, Flags, Floats, Minutes, day_of

SHORTEST = 40  # minutes on one side of the border
DELAYED_UNTIL = day_of("2021-03-01")
KEPT_BACK, HELD_UP_DAYS = 0.8, 95.0


@dataclass(frozen=True)
class Periods:
    """Each person's periods without a gap, in order: `start` (0: before the data), `end` (FOREVER: none).

    `purpose` is what is said when a period begins.
    """

    person: Days
    start: Minutes
    end: Minutes
    inside: Flags
    purpose: Codes

    def __len__(self) -> int:
        return len(self.person)

    def of(self, chosen: Flags | Days) -> Periods:
        return Periods(
            self.person[chosen], self.start[chosen], self.end[chosen], self.inside[chosen], self.purpose[chosen]
        )


@dataclass(frozen=True)
class Trips:
    """`period` is the place of the period that each trip lies in."""

    period: Days
    start: Minutes
    end: Minutes
    purpose: Codes

    def __len__(self) -> int:
        return len(self.period)

    def of(self, chosen: Flags | Days) -> Trips:
        return Trips(self.period[chosen], self.start[chosen], self.end[chosen], self.purpose[chosen])


def joined(some: list[Trips]) -> Trips:
    return Trips(
        *(np.concatenate([getattr(one, name) for one in some]) for name in ("period", "start", "end", "purpose"))
    )


def on_days(rng: np.random.Generator, weights: Floats, count: int, first: int = 0, last: int | None = None) -> Minutes:
    """Moments of daytime on days drawn by their weight, from day `first` up to and without day `last`."""
    days = first + drawn(rng, weights[first:last], count)
    return days * DAY + daytime(rng, count)


def daytime(rng: np.random.Generator, count: int) -> Minutes:
    """Minutes after midnight; most people cross in the day."""
    return np.clip(13 * 60 + 300 * rng.standard_normal(count), 0, DAY - 1).astype(np.int64)


def at(daily: Floats, minutes: Minutes) -> Floats:
    """The daily factor of each moment; before and after the time of the country, that of its ends."""
    return daily[np.clip(minutes // DAY, 0, len(daily) - 1)]


def at_random(
    rng: np.random.Generator, periods: Periods, yearly: Floats, weights: Floats, since: int = 0
) -> tuple[Days, Minutes]:
    """Starts of trips, so many a year on average, by the weights of the days: (place of the period, moment)."""
    start, end = np.maximum(periods.start, since), np.minimum(periods.end, END)
    span = np.maximum(end - start, 0)
    peak = weights[since // DAY :].max()
    mean = weights[since // DAY :].mean()
    counts = rng.poisson(yearly * span / YEAR * peak / mean)
    period = np.repeat(np.arange(len(periods)), counts)
    moment = start[period] + (rng.random(len(period)) * span[period]).astype(np.int64)
    kept = rng.random(len(period)) < at(weights, moment) / peak
    period, moment = period[kept], moment[kept]
    return period, moment // DAY * DAY + daytime(rng, len(moment))


def held_up(rng: np.random.Generator, moment: Minutes, kept_back: float = KEPT_BACK) -> Minutes:
    """Moments of leaving, later for most who would have left in the year after the closure."""
    day = moment // DAY
    # At first nearly nobody gets out, then ever more do: flights that bring people home.
    fading = np.clip((DELAYED_UNTIL - day) / (DELAYED_UNTIL - CLOSED_ON), 0, 1)
    is_held = (day >= CLOSED_ON) & (rng.random(len(moment)) < kept_back * fading)
    wait = rng.exponential(HELD_UP_DAYS, len(moment)).astype(np.int64) * DAY
    return np.where(is_held & (moment < FOREVER), moment + wait, moment)


def ends(rng: np.random.Generator, start: Minutes, days: Floats, kept_back: float = KEPT_BACK) -> Minutes:
    """When what begins at a moment ends after so many days: in the daytime too, lest the hour tell what it was."""
    end = start + (days * DAY).astype(np.int64)
    by_day = end // DAY * DAY + daytime(rng, len(end))
    end = np.where((days > 1) & (by_day >= start + SHORTEST), by_day, end)
    return held_up(rng, end, kept_back)


def apart(periods: Periods, trips: Trips) -> tuple[Periods, Trips]:
    """Periods and trips that fit: no two trips at once, none beyond its period, and nothing after a trip for good."""
    trips = trips.of(np.argsort(trips.period * (FOREVER + 1) + trips.start, kind="stable"))
    offset = trips.period * (2 * FOREVER)
    ends = np.maximum.accumulate(np.concatenate([[-1], (offset + trips.end)[:-1]]))
    free = offset + trips.start >= np.maximum(ends, offset + periods.start[trips.period]) + SHORTEST
    fits = free & (trips.end >= trips.start + SHORTEST) & (trips.start + SHORTEST <= periods.end[trips.period])
    trips = trips.of(fits)
    for_good = trips.end + SHORTEST > periods.end[trips.period]
    end = periods.end.copy()
    np.minimum.at(end, trips.period[for_good], trips.start[for_good])
    trips = trips.of(trips.start < end[trips.period])
    return _shortened(periods, end), trips


def _shortened(periods: Periods, end: Minutes) -> Periods:
    """The next period of a person begins where the one before was cut."""
    start = periods.start.copy()
    follows = np.flatnonzero(periods.person[1:] == periods.person[:-1]) + 1
    start[follows] = end[follows - 1]
    return replace(periods, start=start, end=end)
