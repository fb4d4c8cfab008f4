"""Permits to stay: a first one, extensions as long as they are wanted and granted, refusals.

What is applied for, decided and valid are days since 2004-01-01.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from durna.synthetic.chance import drawn
from durna.synthetic.journeys import Periods
from durna.synthetic.timeline import DAY, END, NEVER, Codes, Days, Flags, Floats

NONE, VISA_FREE, VISA = "none", "visa_free", "visa"
CLASSES = (
    NONE, VISA_FREE, VISA, "permit_work", "permit_study", "permit_family", "permit_business", "permit_permanent",
    "asylum_seeker", "refugee",
)  # fmt: skip
MOST = 12
REFUSED_FIRST, REFUSED_EXTENSION = 0.05, 0.07


@dataclass(frozen=True)
class Permits:
    """One row a decision; `period` is the period in the country that it belongs to, `valid_*` hold for grants only."""

    period: Days
    permit_class: Codes
    applied: Days
    decided: Days
    valid_from: Days
    valid_to: Days
    ended: Days
    is_extension: Flags
    is_granted: Flags

    def __len__(self) -> int:
        return len(self.period)

    @classmethod
    def none(cls) -> Permits:
        empty = np.zeros(0, dtype=np.int64)
        flags = np.zeros(0, dtype=bool)
        return cls(empty, empty.astype(np.int16), empty, empty, empty, empty, empty, flags, flags)

    def of(self, chosen: Flags | Days) -> Permits:
        return Permits(*(getattr(self, one.name)[chosen] for one in fields(self)))

    def at(self, places: Days) -> Permits:
        """The same permits under other numbers: `places` has the new number of each."""
        return replace(self, period=places[self.period])

    def within(self, periods: Periods) -> Permits:
        """Nothing is decided for those who have left; a permit that is left behind ends with the departure."""
        left = periods.end[self.period] // DAY
        happens = self.decided < np.minimum(left, END // DAY)
        kept, left = self.of(happens), left[happens]
        return replace(kept, ended=np.where(kept.is_granted & (left < kept.valid_to), left, kept.ended))


def joined(some: list[Permits]) -> Permits:
    return Permits(*(np.concatenate([getattr(one, field.name) for one in some]) for field in fields(Permits)))


@dataclass(frozen=True)
class Chain:
    """Permits one after the other; `last_day` is the last day on which each person may stay, `since` when it began."""

    permits: Permits
    since: Days
    last_day: Days
    is_refused: Flags


@dataclass(frozen=True)
class Terms:
    """How permits of a kind run: lengths in days with their weights, and the log-odds of asking for another one."""

    permit_class: str
    lengths: tuple[int, ...]
    weights: tuple[float, ...]
    goes_on: float


def chain(
    rng: np.random.Generator, arrived: Days, terms: Terms, propensity: Floats, wanted: Days | None = None
) -> Chain:
    """The permits of persons who arrived on those days. `wanted` is how many each wants, where that is known."""
    here = np.arange(len(arrived))
    since, last_day = arrived.copy(), arrived + 30
    is_refused = np.zeros(len(arrived), dtype=bool)
    rows = []
    for number in range(MOST):
        rows.append(_decisions(rng, here, number, arrived if number == 0 else last_day, terms))
        granted = rows[-1].is_granted
        is_refused[here[~granted]] = True
        here = here[granted]
        since[here], last_day[here] = rows[-1].valid_from[granted], rows[-1].valid_to[granted]
        here = here[_goes_on(rng, here, last_day, terms, propensity, wanted, number)]
        if not len(here):
            break
    return Chain(joined(rows), since, last_day, is_refused)


def _decisions(rng: np.random.Generator, here: Days, number: int, day: Days, terms: Terms) -> Permits:
    count, is_first = len(here), number == 0
    applied = day[here] + (rng.integers(3, 25, count) if is_first else -rng.integers(12, 40, count))
    decided = applied + rng.integers(5, 22, count)
    begins = decided if is_first else np.maximum(day[here] + 1, decided)
    length = np.array(terms.lengths)[drawn(rng, list(terms.weights), count)]
    granted = rng.random(count) >= (REFUSED_FIRST if is_first else REFUSED_EXTENSION)
    return Permits(
        here, np.full(count, CLASSES.index(terms.permit_class), dtype=np.int16), applied, decided, begins,
        begins + length - 1, np.full(count, NEVER, dtype=np.int64), np.full(count, not is_first), granted,
    )  # fmt: skip


def _goes_on(
    rng: np.random.Generator,
    here: Days,
    last_day: Days,
    terms: Terms,
    propensity: Floats,
    wanted: Days | None,
    number: int,
) -> Flags:
    if wanted is not None:
        return wanted[here] > number + 1
    day = np.clip(last_day[here] - 30, 0, len(propensity) - 1)
    return rng.random(len(here)) < 1 / (1 + np.exp(-(terms.goes_on + propensity[day])))


def departures(rng: np.random.Generator, made: Chain, weights: Floats, early: float = 0.33, late: float = 0.10) -> Days:
    """Days of leaving: most about the last day, some within the last permit, some too late. The refused leave soon."""
    count = len(made.last_day)
    about = made.last_day + 4 - np.minimum(rng.exponential(14, count), made.last_day - made.since - 1)
    days = np.maximum(about, made.since + 1).astype(np.int64)
    within = _by_weight(rng, made, weights)
    after = made.last_day + 1 + (45 * np.exp(0.9 * rng.standard_normal(count))).astype(np.int64)
    how = rng.random(count)
    days = np.where(how < early, within, np.where(how > 1 - late, after, days))
    return np.where(made.is_refused & (how < 0.8), made.last_day + rng.integers(2, 25, count), days)


def _by_weight(rng: np.random.Generator, made: Chain, weights: Floats) -> Days:
    """Of three days at random within the last permit, one by the weight of the days."""
    span = np.maximum(made.last_day - made.since, 1)
    days = made.since + (rng.random((3, len(span))) * span).astype(np.int64)
    heights = weights[np.clip(days, 0, len(weights) - 1)]
    chosen = rng.random(len(span)) * heights.sum(axis=0)
    place = (np.cumsum(heights, axis=0) < chosen).sum(axis=0)
    chosen_days: Days = days[np.minimum(place, 2), np.arange(len(span))]
    return chosen_days
