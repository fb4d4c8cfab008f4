"""Histories of crossings to test with: drawn around the numbers of days on which a rule turns, or made in millions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from durna.residence.reference import Crossing
from durna.residence.rule import Rule

START = date(2016, 2, 27)  # two days before a leap day
HOURS = 24


@dataclass(frozen=True)
class Person:
    crossings: tuple[Crossing, ...]
    initial: int | None = None

    @property
    def last_day(self) -> date:
        return max((c.day for c in self.crossings if c.day), default=START)


def turning_points(rule: Rule) -> list[int]:
    """Lengths of a spell on which something depends, and their neighbours."""
    threshold, window = rule.threshold_days(START), rule.window_days(START)
    allowance, exclusion = window - threshold, max(rule.exclusion_days, 0)
    marks = {0, 1, threshold // 2, threshold, allowance, allowance // 2, exclusion, window}
    return sorted({max(0, mark + near) for mark in marks for near in (-1, 0, 1)})


@st.composite
def sound_persons(draw: st.DrawFn, rule: Rule, most: int = 8) -> Person:
    """Nothing missing, and all order given by the number of the journey."""
    lengths = draw(st.lists(st.sampled_from(turning_points(rule)), min_size=1, max_size=most))
    first = draw(st.integers(0, 1))
    days = np.cumsum([0, *lengths[1:]])
    crossings = tuple(
        Crossing(START + timedelta(days=int(day)), (first + n) % 2, order=n + 1) for n, day in enumerate(days)
    )
    return Person(crossings, draw(st.sampled_from([None, None, 0, 1])))


@st.composite
def persons(draw: st.DrawFn, rule: Rule, has_order: bool, has_time: bool) -> Person:
    """Whatever a border may deliver: records lost, doubled or shuffled, days and directions missing, no order told."""
    person = draw(sound_persons(rule))
    flaws = draw(st.sets(st.sampled_from(["none", "lost", "turned", "no_day", "no_direction", "shuffled", "alone"])))
    crossings = [_timed(c, draw) for c in person.crossings] if has_time else list(person.crossings)
    orders = draw(st.sampled_from(["journey", "some", "daily"])) if has_order else "none"
    crossings = [replace(c, order=_order(c, orders, draw)) for c in crossings]
    for flaw in sorted(flaws):
        crossings = _flawed(crossings, flaw, draw)
    return replace(person, crossings=tuple(crossings))


def _timed(crossing: Crossing, draw: st.DrawFn) -> Crossing:
    assert crossing.day is not None
    return replace(crossing, time=crossing.day.toordinal() + draw(st.integers(0, 2)) * 8 / HOURS)


def _order(crossing: Crossing, kind: str, draw: st.DrawFn) -> int | None:
    if kind == "journey":
        return crossing.order
    if kind == "some":
        return draw(st.sampled_from([None, crossing.order]))
    return draw(st.integers(0, 2)) if kind == "daily" else None


def _flawed(crossings: list[Crossing], flaw: str, draw: st.DrawFn) -> list[Crossing]:
    place = draw(st.integers(0, len(crossings) - 1))
    one = crossings[place]
    if flaw == "lost" and len(crossings) > 1:
        return crossings[:place] + crossings[place + 1 :]
    if flaw == "turned" and one.direction is not None:
        return [*crossings[:place], replace(one, direction=1 - one.direction), *crossings[place + 1 :]]
    if flaw == "no_day":
        return [*crossings[:place], replace(one, day=None, time=None), *crossings[place + 1 :]]
    if flaw == "no_direction":
        return [*crossings[:place], replace(one, direction=None), *crossings[place + 1 :]]
    if flaw == "shuffled":
        return draw(st.permutations(crossings))
    return crossings[:1] if flaw == "alone" else crossings


def as_table(people: Sequence[Person]) -> pa.Table:
    """person, row, date, time, direction, order: one line a crossing, people among each other as at a border."""
    places = [(place, who) for who, person in enumerate(people) for place in range(len(person.crossings))]
    # One crossing of each in turn: a person's rows keep their order and lie apart.
    lines = [(who, people[who].crossings[place]) for place, who in sorted(places)]
    return pa.table(
        {
            "person": pa.array([who for who, _ in lines], pa.int64()),
            "row": pa.array(range(len(lines)), pa.int64()),
            "date": pa.array([c.day for _, c in lines], pa.date32()),
            "time": pa.array([_moment(c) for _, c in lines], pa.timestamp("us")),
            "direction": pa.array([c.direction for _, c in lines], pa.int8()),
            "order": pa.array([c.order for _, c in lines], pa.int64()),
        }
    )


def _moment(crossing: Crossing) -> datetime | None:
    if crossing.day is None:
        return None
    midnight = datetime.combine(crossing.day, time())
    hours = 0 if crossing.time is None else round((crossing.time - crossing.day.toordinal()) * HOURS)
    return midnight + timedelta(hours=hours)


def initial_table(people: Sequence[Person]) -> pa.Table:
    given = [(who, person.initial) for who, person in enumerate(people) if person.initial is not None]
    return pa.table(
        {
            "person": pa.array([who for who, _ in given], pa.int64()),
            "resident": pa.array([state for _, state in given], pa.int64()),
        }
    )


def drawn(rule: Rule, count: int, seed: int) -> list[Person]:
    """The same kinds of people from a seed: many at once, for full-size rules."""
    rng = np.random.default_rng(seed)
    lengths = [*turning_points(rule), 5, 20, 60, 100, 150, 250, 400]
    people = []
    for _ in range(count):
        size, first = int(rng.integers(1, 9)), int(rng.integers(0, 2))
        days = np.cumsum([int(rng.integers(0, 800)), *rng.choice(lengths, size - 1)])
        crossings = [
            Crossing(START + timedelta(days=int(day)), (first + n) % 2, order=n + 1) for n, day in enumerate(days)
        ]
        if size > 2 and rng.random() < 0.15:
            del crossings[int(rng.integers(1, size - 1))]
        people.append(Person(tuple(crossings), [None, None, 0, 1][rng.integers(0, 4)]))
    return people


def millions(rows: int, seed: int) -> pa.Table:
    """person, row, date, direction, order in the order of the dates, with lost, doubled and unfinished records.

    One in a hundred has a record lost, one in a thousand a day or a direction missing; one in fifty crosses a hundred
    times; crossings of one day have no order but that of the rows.
    """
    rng = np.random.default_rng(seed)
    people = rows // 6
    count = np.where(rng.random(people) < 0.02, rng.integers(60, 140, people), rng.integers(1, 9, people))
    start = np.cumsum(count) - count
    total = int(count.sum())
    often = np.repeat(count > 20, count)
    gap = np.where(often, rng.integers(0, 6, total), rng.choice([0, 1, 10, 60, 122, 123, 243, 364, 365, 500], total))
    gap[start] = rng.integers(0, 2000, people)
    run = np.cumsum(gap)
    day = 15706 + run - np.repeat(run[start] - gap[start], count)
    place = np.arange(total) - np.repeat(start, count)
    direction = (np.repeat(rng.integers(0, 2, people), count) + place) % 2
    kept = (rng.random(total) > 0.01 / 6) & (day <= 18931)
    table = pa.table(
        {
            "person": np.repeat(np.arange(people), count),
            "date": pa.array(day.astype(np.int32), mask=rng.random(total) < 0.0002).view(pa.date32()),
            "direction": pa.array(direction.astype(np.int8), mask=rng.random(total) < 0.0002),
        }
    ).filter(pa.array(kept))
    table = table.take(pa.array(np.argsort(day[kept], kind="stable")))
    return table.append_column("row", pa.array(np.arange(table.num_rows)))
