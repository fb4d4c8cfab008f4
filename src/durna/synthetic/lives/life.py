"""What every kind of life says of its people: who they are, where they live, their trips and their permits.

Persons are places in a list of their kind; people with the same `family` travel together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from durna.synthetic.chance import drawn
from durna.synthetic.conditions import Conditions
from durna.synthetic.journeys import Periods, Trips, apart
from durna.synthetic.permits import Permits
from durna.synthetic.place import NATIONS, OWN
from durna.synthetic.timeline import DAY, FOREVER, NEVER, Codes, Days, Flags, Minutes, day_of

PURPOSES = (
    "tourism", "private_visit", "business", "official", "work", "study", "family", "permanent_residence", "medical",
    "religious", "culture_sport", "international_protection", "shopping", "crew", "transit", "other",
)  # fmt: skip
CITIZEN = 0  # the place of the own country among CITIZENSHIPS


@dataclass(frozen=True)
class People:
    """Days of birth, places among CITIZENSHIPS, days of naturalisation (NEVER for most), and the head of the family."""

    born: Days
    is_female: Flags
    citizenship: Codes
    birthplace: Codes
    naturalised: Days
    family: Days

    def __len__(self) -> int:
        return len(self.born)

    @classmethod
    def of(cls, born: Days, is_female: Flags, citizenship: Codes, birthplace: Codes | None = None) -> People:
        places = citizenship if birthplace is None else birthplace
        alone = np.arange(len(born), dtype=np.int64)
        return cls(born, is_female, citizenship, places, np.full(len(born), NEVER, dtype=np.int64), alone)


@dataclass(frozen=True)
class Lives:
    """Lives of one kind; `stream` is the traffic that they belong to."""

    kind: str
    stream: str
    people: People
    periods: Periods
    trips: Trips
    permits: Permits

    @classmethod
    def lived(
        cls, kind: str, stream: str, people: People, periods: Periods, trips: Trips, permits: Permits | None = None
    ) -> Lives:
        """Lives whose trips and permits fit their periods."""
        periods, trips = apart(periods, trips)
        permits = Permits.none() if permits is None else permits
        return cls(kind, stream, people, periods, trips, permits.within(periods))


@dataclass(frozen=True)
class Setting:
    """What a kind of life is made from."""

    rng: np.random.Generator
    conditions: Conditions
    count: int


def purpose(name: str) -> int:
    return PURPOSES.index(name)


def purposes(rng: np.random.Generator, count: int, weights: dict[str, float]) -> Codes:
    places = np.array([purpose(name) for name in weights], dtype=np.int16)
    return places[drawn(rng, list(weights.values()), count)]


def foreigners(rng: np.random.Generator, count: int, group: str, born: Days, female: float) -> People:
    """Foreigners of the nations that have a weight in a group (visitors, workers, ...)."""
    nations = 1 + drawn(rng, [getattr(nation, group) for nation in NATIONS], count)
    return People.of(born, rng.random(count) < female, nations.astype(np.int16))


def citizens(rng: np.random.Generator, born: Days, female: float = 0.5) -> People:
    return People.of(born, rng.random(len(born)) < female, np.full(len(born), CITIZEN, dtype=np.int16))


def born_before(rng: np.random.Generator, day: Days, mean_age: float, spread: float, youngest: float = 18) -> Days:
    """Birthdays of people of such ages on a day."""
    ages = np.clip(mean_age + spread * rng.standard_normal(len(day)), youngest, 95)
    return day - (ages * 365.25).astype(np.int64) - rng.integers(0, 300, len(day))


def of_any_age(rng: np.random.Generator, count: int) -> Days:
    """Birthdays of a whole population, children born in the time of the country among them."""
    first, last = day_of("1932-01-01"), day_of("2023-06-01")
    # The young are more than the old: the square root leans to the later years.
    return first + ((last - first) * rng.random(count) ** 0.72).astype(np.int64)


def staying(count: int, inside: bool, since: Minutes | None = None) -> Periods:
    """One period each, for ever."""
    start = np.zeros(count, dtype=np.int64) if since is None else np.maximum(since, 0)
    return Periods(
        np.arange(count, dtype=np.int64),
        start,
        np.full(count, FOREVER, dtype=np.int64),
        np.full(count, inside),
        np.full(count, purpose("private_visit"), dtype=np.int16),
    )


def around(
    person: Days, start: Minutes, end: Minutes, inside: bool, purpose_there: Codes, purpose_back: Codes
) -> tuple[Periods, Days]:
    """Periods of persons who are on one side of the border in the spells given, and on the other before and after.

    Spells are in order of persons and time and do not touch. Returns the place of each spell among the periods.
    """
    is_first = np.concatenate([[True], person[1:] != person[:-1]])
    is_last = np.concatenate([is_first[1:], [True]])
    before_start = np.where(is_first, 0, np.concatenate([[0], end[:-1]]))
    before_purpose = np.where(is_first, purpose_back, np.concatenate([purpose_back[:1], purpose_back[:-1]]))
    has_before, has_after = before_start < start, is_last & (end < FOREVER)
    periods = Periods(
        np.concatenate([person, person[has_before], person[has_after]]),
        np.concatenate([start, before_start[has_before], end[has_after]]),
        np.concatenate([end, start[has_before], np.full(has_after.sum(), FOREVER)]),
        np.concatenate([np.full(len(person), inside), np.full(has_before.sum() + has_after.sum(), not inside)]),
        np.concatenate([purpose_there, before_purpose[has_before], purpose_back[has_after]]).astype(np.int16),
    )
    order = np.argsort(periods.person * (FOREVER + 1) + periods.start, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return periods.of(order), place[: len(person)]


def cut_to_birth(periods: Periods, born: Days) -> Periods:
    """A period that begins before the person is born begins with the birth."""
    first = np.concatenate([[True], periods.person[1:] != periods.person[:-1]])
    start = np.where(first, np.maximum(periods.start, (born[periods.person] + 1) * DAY), periods.start)
    return replace(periods, start=start)


__all__ = ["OWN", "Lives", "People", "Setting"]
