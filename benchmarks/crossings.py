"""Crossings to measure with: the mix of travellers that the residence engine is judged on.

By people: 66 % visitors (one or two trips), 27 % residents who travel, 0.6 % commuters with 100 to 500 crossings, 6.4 %
long movers; 1 % have a lost record. Rows stand in the order of an event log, by date.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

FIRST, LAST = 15706, 18931  # 2013-01-01 and 2021-10-31 as days since 1970
OBSERVED_UNTIL = "2021-10-31"
_SHARES = (0.66, 0.27, 0.006, 0.064)
_VISITOR, _TRAVELLER, _COMMUTER, _MOVER = range(4)
_CROSSINGS_A_PERSON = 5.57
_PEOPLE_AT_ONCE = 2_000_000

Ints = npt.NDArray[np.int64]


def crossings(rows: int, seed: int = 1) -> pa.Table:
    """About so many crossings: person (int64), date, direction (int8, 1 an arrival)."""
    people = int(rows / _CROSSINGS_A_PERSON)
    parts = [
        _some(min(_PEOPLE_AT_ONCE, people - first), first, np.random.default_rng([seed, first]))
        for first in range(0, people, _PEOPLE_AT_ONCE)
    ]
    person, day, direction = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(day, kind="stable")
    return as_table(person[order], day[order], direction[order])


def commuters(rows: int) -> pa.Table:
    """People who cross twice a day for five years: the worst case of a rule that looks 487 days ahead."""
    days = np.repeat(np.arange(LAST - 5 * 365, LAST), 2)
    people = rows // len(days)
    person = np.tile(np.arange(people), (len(days), 1)).ravel()
    direction = np.repeat(np.tile(np.array([1, 0], np.int8), len(days) // 2), people)
    return as_table(person, np.repeat(days, people).astype(np.int32), direction)


def a_month(people: int, rows: int, seed: int = 2) -> pa.Table:
    """The crossings of November 2021, by people of whom most have crossed before."""
    rng = np.random.default_rng(seed)
    person = _key(rng.integers(0, people, rows // 2))
    day = rng.integers(LAST + 1, LAST + 20, rows // 2)
    both = np.concatenate([person, person]), np.concatenate([day, day + rng.integers(1, 10, rows // 2)])
    direction = np.repeat(np.array([1, 0], np.int8), rows // 2)
    return as_table(both[0], both[1].astype(np.int32), direction)


def as_table(person: Ints, day: npt.NDArray[np.int32], direction: npt.NDArray[np.int8]) -> pa.Table:
    return pa.table({"person": person, "date": pa.array(day).view(pa.date32()), "direction": direction})


def _key(number: Ints) -> Ints:
    """Keys as registers have them: no running numbers."""
    return number * 7919 + 13


def _some(
    people: int, first: int, rng: np.random.Generator
) -> tuple[Ints, npt.NDArray[np.int32], npt.NDArray[np.int8]]:
    kind = rng.choice(4, people, p=_SHARES)
    count = 2 * _trips(kind, rng)
    start = np.cumsum(count) - count
    begins_here = (kind == _TRAVELLER) | ((kind >= _COMMUTER) & (rng.random(people) < 0.5))
    kinds = np.repeat(kind.astype(np.int8), count)
    place = np.arange(count.sum()) - np.repeat(start, count)
    day = _days(kinds, place, start, count, rng)
    direction = ((np.repeat(np.where(begins_here, 0, 1), count) + place) % 2).astype(np.int8)
    kept = day <= LAST
    kept[start[_unlucky(people, count, rng)] + 1] = False
    person = np.repeat(_key(np.arange(first, first + people)), count)
    order = np.argsort(day[kept], kind="stable")
    return person[kept][order], day[kept][order].astype(np.int32), direction[kept][order]


def _unlucky(people: int, count: Ints, rng: np.random.Generator) -> Ints:
    """One in a hundred has lost a record in the middle of the history."""
    return np.flatnonzero((rng.random(people) < 0.01) & (count > 2))


def _trips(kind: Ints, rng: np.random.Generator) -> Ints:
    most = {_VISITOR: (1, 2), _TRAVELLER: (2, 6), _COMMUTER: (50, 250), _MOVER: (1, 3)}
    trips = np.zeros(len(kind), np.int64)
    for which, (low, high) in most.items():
        trips[kind == which] = rng.integers(low, high + 1, int((kind == which).sum()))
    return trips


def _days(kinds: npt.NDArray[np.int8], place: Ints, start: Ints, count: Ints, rng: np.random.Generator) -> Ints:
    """Visits and trips are short, the time between them long; a mover's are both long."""
    rows = len(kinds)
    inside = np.select(
        [kinds == _VISITOR, kinds == _TRAVELLER, kinds == _COMMUTER],
        [rng.integers(1, 21, rows), rng.integers(1, 30, rows), rng.integers(0, 3, rows)],
        rng.integers(200, 900, rows),
    )
    between = np.where(kinds == _COMMUTER, rng.integers(0, 6, rows), rng.integers(30, 500, rows))
    gap = np.where(place % 2 == 1, inside, between)
    gap[start] = rng.integers(0, LAST - FIRST, len(start))
    run = np.cumsum(gap)
    return FIRST + run - np.repeat(run[start] - gap[start], count)
