"""An answer that is settled never changes, whatever comes: histories are cut, and compared with what came."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.residence.reference import ARRIVAL, Answer, Crossing, classify_person
from durna.residence.rule import Rule, as_rule
from tests.residence.forms import Line, by_kernel, lines
from tests.residence.histories import START, Person, as_table, drawn, initial_table, sound_persons

RULES = [Rule(12, 16), Rule(9, 12), Rule(6, 12), Rule(3, 4), Rule(12, 12), Rule(9, 18), Rule(2, 12), Rule(1, 1)]
DAY = timedelta(days=1)


def told(answer: Answer) -> list[tuple[object, date | None]]:
    return [
        (answer.before, answer.before_on),
        (answer.after, answer.after_on),
        (answer.migration, answer.migration_on),
    ]


def seen_by(person: Person, crossings: int, until: date, rule: Rule) -> list[Answer]:
    return [a for _, a in classify_person(person.crossings[:crossings], rule, until, person.initial)]


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_what_is_settled_stays_as_it_is(data: st.DataObject) -> None:
    """At every day, and after every one of the crossings of a day."""
    rule = data.draw(st.sampled_from(RULES), "rule")
    person = data.draw(sound_persons(rule, most=6), "person")
    end = person.last_day + timedelta(days=rule.window + 1)
    final = seen_by(person, len(person.crossings), end, rule)
    days = [c.day for c in person.crossings if c.day]
    for crossings in range(1, len(days) + 1):
        until = days[crossings - 1]
        while until <= (days[crossings] if crossings < len(days) else end):
            compare(seen_by(person, crossings, until, rule), final, until)
            until += DAY


def compare(now: Sequence[Answer], later: Sequence[Answer], until: date) -> None:
    for one, other in zip(now, later, strict=False):
        for (label, on), (final_label, final_on) in zip(told(one), told(other), strict=True):
            assert on is not None
            assert final_on is not None
            if label is None:
                # It becomes known after the end of observation, and no later than was said.
                assert until < final_on <= on
            else:
                assert on <= until
                assert (label, on) == (final_label, final_on)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["12/16", "6/12", "90/180 days", "12/16 months"])
def test_full_size_histories_cut_every_fifth_day(text: str) -> None:
    """The kernel, over two years and a half: each cut falls on other days of the week and of the month."""
    rule = as_rule(text)
    people = [person for person in drawn(rule, 120, seed=5) if is_sound(person)]
    last = max(person.last_day for person in people)
    final = settled(people, rule, last + timedelta(days=rule.longest_window_days + 1))
    for offset in range(0, 900, 5):
        until = last - timedelta(days=offset)
        for row, answers in settled(people, rule, until).items():
            for (label, on), (final_label, final_on) in zip(answers, final[row], strict=True):
                if label is None:
                    assert until < final_on <= on
                else:
                    assert (label, on) == (final_label, final_on)
                    assert on <= until


def is_sound(person: Person) -> bool:
    """Alternating, and on days of its own: the order of crossings of one day is inferred from all that is known."""
    directions = [c.direction for c in person.crossings]
    days = [c.day for c in person.crossings]
    return len(set(days)) == len(days) and all(one != other for one, other in pairwise(directions))


def settled(people: Sequence[Person], rule: Rule, until: date) -> dict[int, list[tuple[object, date]]]:
    table = as_table(people)
    cut = table.filter([day <= until for day in table["date"].to_pylist()]).drop_columns("time")
    present = set(cut["person"].to_pylist())
    initial = initial_table(people)
    given = initial.filter([who in present for who in initial["person"].to_pylist()])
    return {line[1]: answers_of(line) for line in lines(by_kernel(cut, rule, until, "reject", given))}


def answers_of(line: Line) -> list[tuple[object, date]]:
    return list(zip(line[4:7], line[7:10], strict=True))


def test_the_order_of_a_first_day_without_time_or_order_may_turn() -> None:
    """In and out on one day, in which order nobody says. The exit that comes next needs it to have been out and in."""
    day_trip = (Crossing(START, ARRIVAL), Crossing(START, 1 - ARRIVAL))
    exit_later = Crossing(START + 50 * DAY, 1 - ARRIVAL)
    rule = as_rule("3/4")

    now = classify_person(day_trip, rule, START + 40 * DAY)
    later = classify_person((*day_trip, exit_later), rule, START + 50 * DAY)

    assert [(c.direction, a.before) for c, a in now] == [(1, 0), (0, 0)]
    assert [(c.direction, a.before) for c, a in later] == [(0, 1), (1, 1), (0, 1)]
