"""The rule by its definition, on the worked histories of the method notes: gaps in days between crossings.

Expected values were computed by migrbc; before, after and migration of each crossing, for 365 of 487 days.
"""

from __future__ import annotations

import numpy as np
import pytest

from durna.synthetic.truth.duration import decide

CASES = {
    "A": "0/1/1",
    "D": "1/0/1",
    "A 10 D": "0/0/0 0/0/0",
    "A 364 D": "0/0/0 0/0/0",
    "A 365 D": "0/1/1 1/0/1",
    "D 364 A": "1/1/0 1/1/0",
    "D 365 A": "1/0/1 0/1/1",
    "A 200 D 122 A": "0/1/1 1/1/0 1/1/0",
    "A 200 D 123 A": "0/0/0 0/0/0 0/1/1",
    "A 100 D 61 A 100 D 61 A": "0/1/1 1/1/0 1/1/0 1/1/0 1/1/0",
    "A 100 D 61 A 100 D 62 A": "0/0/0 0/0/0 0/1/1 1/1/0 1/1/0",
    "D 240 A 125 D 240 A 125 D 240 A": "1/1/0 1/1/0 1/1/0 1/1/0 1/1/0 1/1/0",
}


def decided(*histories: str) -> list[list[tuple[int, int, int, int]]]:
    """Before, after, migration and days from the first crossing to the day it was settled; each history a person."""
    person, day, is_entry = [], [], []
    for who, history in enumerate(histories):
        moment = 15_000 + 1_000 * who
        for word in history.split():
            if word.isdigit():
                moment += int(word)
            else:
                person.append(who)
                day.append(moment)
                is_entry.append(word == "A")
    found = decide(np.array(person), np.array(day), np.array(is_entry))
    rows = zip(
        person, found.is_resident_before, found.is_resident_after, found.is_migration, found.settled_on, strict=True
    )  # fmt: skip
    first = [15_000 + 1_000 * who for who in range(len(histories))]
    by_person: list[list[tuple[int, int, int, int]]] = [[] for _ in histories]
    for who, before, after, moved, settled in rows:
        by_person[who].append((int(before), int(after), int(moved), int(settled) - first[who]))
    return by_person


@pytest.mark.parametrize("history", CASES)
def test_each_worked_history(history: str) -> None:
    [found] = decided(history)
    assert " ".join(f"{before}/{after}/{moved}" for before, after, moved, _ in found) == CASES[history]


def test_histories_of_many_people_do_not_touch_each_other() -> None:
    together = decided(*CASES)
    assert together == [decided(history)[0] for history in CASES]


def test_the_day_on_which_a_state_is_settled() -> None:
    settled = {history: [row[3] for row in found] for history, found in zip(CASES, decided(*CASES), strict=True)}
    # A stay is proven on its 365th day.
    assert settled["A"] == [365]
    # Ten days inside; on day 10 + 123 the days outside exceed the 122 allowed. A visitor's way out decides nothing.
    assert settled["A 10 D"] == [133, 133]
    # 200 + 122 outside + 165 inside are 487 days, 365 of them inside.
    assert settled["A 200 D 122 A"] == [487, 487, 487]
    # 123 days outside after 200: no migration on day 323, when the second arrival starts a count of its own.
    assert settled["A 200 D 123 A"] == [323, 323, 323 + 365]


def test_crossings_of_one_day_leave_no_days_between_them() -> None:
    # In and out and in again on one day, and stays.
    [found] = decided("A 0 D 0 A")
    assert [row[2] for row in found] == [1, 0, 0]
