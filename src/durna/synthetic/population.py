"""The population: lives of every kind laid together under numbers that do not tell the kind, and when people die."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from durna.synthetic.chance import generator
from durna.synthetic.conditions import Conditions
from durna.synthetic.journeys import Periods, Trips, joined
from durna.synthetic.lives.life import Lives, People, Setting
from durna.synthetic.mixes import KINDS, counts
from durna.synthetic.permits import Permits
from durna.synthetic.permits import joined as joined_permits
from durna.synthetic.timeline import DAY, NEVER, SEEN_FROM, Codes, Days, Floats

# Gompertz: the hazard of a day-old child and its growth with each year of age; about 72 years of life.
HAZARD, GROWTH = 0.00006, 0.09


@dataclass(frozen=True)
class Population:
    """Persons are numbered from 0; `kind` and `stream` are places in the lists of their names."""

    kinds: tuple[str, ...]
    streams: tuple[str, ...]
    kind: Codes
    stream: Codes
    people: People
    died: Days
    periods: Periods
    trips: Trips
    permits: Permits

    def __len__(self) -> int:
        return len(self.people)


def population(people: int, seed: int, mix: str) -> Population:
    conditions = Conditions(seed)
    made = [
        KINDS[kind](Setting(generator(seed, "lives", kind), conditions, count))
        for kind, count in counts(people, mix).items()
        if count
    ]
    return _together(made, people, seed)


def _together(made: list[Lives], count: int, seed: int) -> Population:
    sizes = np.array([len(one.people) for one in made])
    first = np.cumsum(sizes) - sizes
    number = generator(seed, "numbers").permutation(count)
    people = _people([one.people for one in made], first, number)
    places = np.repeat(np.arange(len(made), dtype=np.int16), sizes)
    kind = np.empty_like(places)
    kind[number] = places
    streams = tuple(dict.fromkeys(one.stream for one in made))
    stream_of = np.array([streams.index(one.stream) for one in made], dtype=np.int16)
    periods, trips, permits = _journeys(made, first, number)
    died = _deaths(generator(seed, "deaths"), people.born)
    people = replace(people, naturalised=np.where(people.naturalised < died, people.naturalised, NEVER))
    return Population(
        tuple(one.kind for one in made), streams, kind, stream_of[kind], people, died, periods, trips, permits
    )


def _people(made: list[People], first: Days, number: Days) -> People:
    columns = {}
    for field in fields(People):
        values = [getattr(one, field.name) for one in made]
        if field.name == "family":
            values = [number[start + one] for start, one in zip(first, values, strict=True)]
        laid = np.concatenate(values)
        columns[field.name] = np.empty_like(laid)
        columns[field.name][number] = laid
    return People(**columns)


def _journeys(made: list[Lives], first: Days, number: Days) -> tuple[Periods, Trips, Permits]:
    before = np.cumsum([0, *(len(one.periods) for one in made[:-1])])
    periods = [
        replace(one.periods, person=number[start + one.periods.person]) for one, start in zip(made, first, strict=True)
    ]
    trips = [replace(one.trips, period=one.trips.period + start) for one, start in zip(made, before, strict=True)]
    permits = [replace(one.permits, period=one.permits.period + start) for one, start in zip(made, before, strict=True)]
    columns = (np.concatenate([getattr(one, field.name) for one in periods]) for field in fields(Periods))
    return Periods(*columns), joined(trips), joined_permits(permits)


def _deaths(rng: np.random.Generator, born: Days) -> Days:
    """Days of death of people who live on the first day of the data, or were born after it."""
    age = np.maximum(SEEN_FROM // DAY - born, 0) / 365.25
    years: Floats = np.log(np.exp(GROWTH * age) + GROWTH / HAZARD * rng.exponential(1, len(born))) / GROWTH
    return np.maximum((born + years * 365.25).astype(np.int64), born + 1)
