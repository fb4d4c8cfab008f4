"""Conditions common to all: how many come and go on each day, and how long they stay.

Season, trend, level shifts of whole years, shocks of single months that fade slowly, and the closure of the borders in
March 2020 move everybody of a stream together. Without them the errors of an estimate would cancel out, and any
interval would look good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from durna.synthetic.chance import generator
from durna.synthetic.timeline import Days, Floats, day_of, every_day, month_index, month_of_year

# Sizes on the log scale: months common to all, months of one stream, whole years, and how shocks carry over.
COMMON_MONTH, STREAM_MONTH, YEAR_LEVEL, CARRY_OVER = 0.11, 0.07, 0.07, 0.65
LENGTH_MONTH, LENGTH_YEAR = 0.10, 0.06
TREND_PER_YEAR = 0.02
CLOSED_ON = day_of("2020-03-14")

FLAT = (1.0,) * 12
SUMMER = (0.55, 0.6, 0.75, 0.9, 1.05, 1.3, 1.75, 1.7, 1.15, 0.9, 0.65, 0.7)
SPRING = (0.5, 0.8, 1.8, 2.0, 1.6, 1.1, 0.8, 0.8, 0.9, 0.8, 0.5, 0.4)
WORKING = (0.8, 1.05, 1.15, 1.1, 1.0, 0.95, 0.75, 0.8, 1.2, 1.25, 1.1, 0.85)
AUTUMN = (0.3, 0.35, 0.3, 0.25, 0.25, 0.4, 0.5, 1.3, 6.0, 1.9, 0.3, 0.15)
AFTER_SUMMER = (0.7, 0.75, 0.8, 0.85, 0.9, 1.1, 1.2, 1.7, 1.6, 1.0, 0.8, 0.6)
HOLIDAYS = (0.8, 0.6, 1.0, 0.8, 0.9, 1.3, 2.0, 2.1, 0.9, 0.6, 0.5, 0.9)


@dataclass(frozen=True)
class Stream:
    """People who are moved by the same things; `by_land` is the part of them that crosses by land in normal times."""

    season: tuple[float, ...]
    by_land: float
    growth: float = 0.0


STREAMS: Mapping[str, Stream] = {
    "tourism": Stream(SUMMER, 0.4, 0.05),
    "relatives": Stream(HOLIDAYS, 0.65),
    "business": Stream(WORKING, 0.3, 0.01),
    "transit": Stream(FLAT, 0.8),
    "commuting": Stream(FLAT, 1.0),
    "work": Stream(WORKING, 0.45, 0.01),
    "season": Stream(SPRING, 0.8, -0.01),
    "study": Stream(AUTUMN, 0.4, 0.04),
    "family": Stream(AFTER_SUMMER, 0.5, 0.01),
    "asylum": Stream(FLAT, 0.6, 0.02),
    "citizens": Stream(HOLIDAYS, 0.6, 0.02),
    "emigration": Stream(AFTER_SUMMER, 0.35, -0.01),
}

# Traffic as a part of normal, from the first of the month named to the next one.
AIR_AFTER_CLOSURE = {
    "2020-03-14": 0.08, "2020-04-01": 0.04, "2020-07-01": 0.10, "2020-10-01": 0.15, "2021-02-01": 0.18,
    "2021-04-01": 0.26, "2021-06-01": 0.40, "2021-08-01": 0.50, "2021-11-01": 0.55, "2022-02-01": 0.65,
    "2022-06-01": 0.80, "2022-10-01": 0.90, "2023-03-01": 1.0,
}  # fmt: skip
LAND_AFTER_CLOSURE = {
    "2020-03-14": 0.02, "2020-04-01": 0.01, "2021-02-01": 0.03, "2021-05-01": 0.08, "2021-07-01": 0.16,
    "2021-09-01": 0.28, "2021-11-01": 0.36, "2022-03-01": 0.50, "2022-07-01": 0.70, "2023-01-01": 0.90,
}  # fmt: skip


@dataclass(frozen=True)
class Conditions:
    """Daily factors about 1, from 2004-01-01 on."""

    seed: int

    def arrivals(self, stream: str) -> Floats:
        return self._traffic("arrivals", stream)

    def departures(self, stream: str) -> Floats:
        return self._traffic("departures", stream)

    def stay_lengths(self, stream: str) -> Floats:
        """Factors on the length of what begins on a day."""
        common = self._shocks("lengths", "all", LENGTH_MONTH, LENGTH_YEAR)
        factors: Floats = np.exp(common + self._shocks("lengths", stream, LENGTH_MONTH / 2, 0.0))
        return factors

    def propensity(self, what: str) -> Floats:
        """Shifts of a log-odds: how readily permits are extended, asylum is granted."""
        return self._shocks("propensity", what, 0.35, 0.25)

    def land_share(self, stream: str) -> Floats:
        """The part of a day's traffic that crosses by land."""
        share = STREAMS[stream].by_land
        by_land = share * self._open_by_land
        return by_land / (by_land + (1 - share) * self._open_by_air)

    def _traffic(self, way: str, stream: str) -> Floats:
        known, days = STREAMS[stream], every_day()
        season = np.array(known.season)[month_of_year(days)]
        years = (days - day_of("2015-01-01")) / 365.25
        shocks = self._shocks(way, "all", COMMON_MONTH, YEAR_LEVEL) + self._shocks(way, stream, STREAM_MONTH, 0.03)
        is_open = known.by_land * self._open_by_land + (1 - known.by_land) * self._open_by_air
        traffic: Floats = season * is_open * np.exp(shocks + (TREND_PER_YEAR + known.growth) * years)
        return traffic

    def _shocks(self, way: str, whose: str, month_size: float, year_size: float) -> Floats:
        rng, months = generator(self.seed, "conditions", way, whose), month_index(every_day())
        fresh = rng.standard_normal(months[-1] + 1) * month_size * np.sqrt(1 - CARRY_OVER**2)
        monthly = np.empty_like(fresh)
        level = rng.standard_normal() * month_size
        for place, shock in enumerate(fresh):
            level = monthly[place] = CARRY_OVER * level + shock
        yearly = rng.standard_normal(months[-1] // 12 + 1) * year_size
        shocks: Floats = monthly[months] + yearly[months // 12]
        return shocks

    @cached_property
    def _open_by_air(self) -> Floats:
        return _openness(AIR_AFTER_CLOSURE)

    @cached_property
    def _open_by_land(self) -> Floats:
        return _openness(LAND_AFTER_CLOSURE)


def _openness(after: Mapping[str, float]) -> Floats:
    begins: Days = np.array([day_of(day) for day in after])
    values = np.array([1.0, *after.values()])
    return values[np.searchsorted(begins, every_day(), side="right")]
