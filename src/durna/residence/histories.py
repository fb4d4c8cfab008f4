"""All persons of one part of the crossings, compiled: grouped, put in order, checked, classified.

A part holds every crossing of its persons and fits the processor's cache. Answers go to the place of their row in the
whole input.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np
from numba import njit

from durna.residence.ordering import journeys_go_back, put_in_order
from durna.residence.scan import (
    AFTER_ON,
    BEFORE_ON,
    DAY,
    DAYS_IN,
    DAYS_OBSERVED,
    DIRECTION,
    KNOWN,
    MIGRATION_ON,
    NONE,
    PLACE_HIGH,
    PLACE_LOW,
    SOURCE,
    UNKNOWN,
    WIDTH,
    classify_history,
    known,
    room_for,
)

NO_DAY = np.int32(-(2**31))
NO_DIRECTION = np.int8(2)
# The codes of problems.CODES.
MISSING_DATE, MISSING_DIRECTION, DECREASING_DATES, SAME_DIRECTION, IMPUTED = 1, 2, 3, 4, 5
# Multiplying by it spreads keys that follow one another over all bits (Knuth's golden ratio hash).
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True)
def group_rows(persons):
    """Row numbers grouped by person, in input order within each; and where each group begins, and the last one ends."""
    count = persons.size
    bits = 4
    while (1 << bits) < 2 * count:
        bits += 1
    table = np.full(1 << bits, -1, np.int32)
    shift = np.uint64(64 - bits)
    mask = (1 << bits) - 1
    group = np.empty(count, np.int32)
    sizes = np.zeros(count + 1, np.int64)
    found = np.empty(count, np.int64)
    groups = 0
    for row in range(count):
        slot = np.int64((np.uint64(persons[row]) * GOLDEN) >> shift)
        while table[slot] >= 0 and found[table[slot]] != persons[row]:
            slot = (slot + 1) & mask
        if table[slot] < 0:
            table[slot] = groups
            found[groups] = persons[row]
            groups += 1
        group[row] = table[slot]
        sizes[group[row] + 1] += 1
    starts = np.cumsum(sizes[: groups + 1])
    place = starts[:-1].copy()
    rows = np.empty(count, np.int64)
    for row in range(count):
        rows[place[group[row]]] = row
        place[group[row]] += 1
    return rows, starts


@njit(cache=True, nogil=True)
def problem_among(rows, days, directions):
    for row in rows:
        if days[row] == NO_DAY:
            return MISSING_DATE
    for row in rows:
        if directions[row] == NO_DIRECTION:
            return MISSING_DIRECTION
    return 0


@njit(cache=True, nogil=True)
def usable(rows, days, directions):
    kept = 0
    for row in rows:
        if days[row] != NO_DAY and directions[row] != NO_DIRECTION:
            rows[kept] = row
            kept += 1
    return rows[:kept]


@njit(cache=True, nogil=True)
def repeats_direction(rows, directions):
    repeats = 0
    for k in range(1, rows.size):
        repeats += directions[rows[k]] == directions[rows[k - 1]]
    return repeats > 0


@njit(cache=True, nogil=True)
def lay_out(rows, days, directions, room):
    """A history into the room, the missing crossing half way between two of one direction; that one's source is -1."""
    count = 0
    for k in range(rows.size):
        row = rows[k]
        if k and directions[row] == directions[rows[k - 1]]:
            previous = days[rows[k - 1]]
            count = lay(room, count, previous + (days[row] - previous) // 2, 1 - directions[row], -1)
        count = lay(room, count, days[row], directions[row], row)
    return count


@njit(cache=True, nogil=True)
def lay(room, count, day, direction, source):
    room[count, DAY] = day
    room[count, DIRECTION] = direction
    room[count, SOURCE] = source
    return count + 1


@njit(cache=True, nogil=True)
def answer_nothing(answers, target, problem):
    answers[target, KNOWN] = known(UNKNOWN, UNKNOWN, UNKNOWN, problem)
    for part in (BEFORE_ON, AFTER_ON, MIGRATION_ON, DAYS_IN, DAYS_OBSERVED):
        answers[target, part] = NONE
    answers[target, PLACE_LOW] = answers[target, PLACE_HIGH] = 0


@njit(cache=True, nogil=True)
def given_state(person, initial_persons, initial_states):
    """The status given for a person, UNKNOWN where none is. `initial_persons` is sorted."""
    place = np.searchsorted(initial_persons, person)
    if place < initial_persons.size and initial_persons[place] == person:
        return initial_states[place]
    return UNKNOWN


@njit(cache=True, nogil=True)
def put_to_use(own, days, moments, directions, orders, numbered, imputes, targets, answers):
    """The rows of a person that the rule can use, in true order, and the person's problem.

    The others are answered here: all of them where a problem rejects the person.
    """
    problem = problem_among(own, days, directions)
    kept = usable(own.copy(), days, directions) if problem else own
    put_in_order(kept, moments, orders, directions)
    if not problem and journeys_go_back(kept, orders, numbered):
        problem = DECREASING_DATES
    if problem and not imputes:
        for row in own:
            answer_nothing(answers, targets[row], problem)
        return kept[:0], problem
    if problem in (MISSING_DATE, MISSING_DIRECTION):
        for row in own:
            if days[row] == NO_DAY or directions[row] == NO_DIRECTION:
                answer_nothing(answers, targets[row], MISSING_DATE if days[row] == NO_DAY else MISSING_DIRECTION)
    if not problem and repeats_direction(kept, directions):
        problem = SAME_DIRECTION
    return kept, problem


@njit(cache=True, nogil=True)
def hand_over(room, count, line_answers, is_rejected, targets, answers):
    place = 0
    for k in range(count):
        if room[k, SOURCE] < 0:
            continue
        place += 1
        target = targets[room[k, SOURCE]]
        for part in range(PLACE_LOW):
            answers[target, part] = line_answers[k, part]
        answers[target, PLACE_LOW] = place & 0xFFFF
        answers[target, PLACE_HIGH] = place >> 16
        if is_rejected:
            days_in, days_observed = answers[target, DAYS_IN], answers[target, DAYS_OBSERVED]
            answer_nothing(answers, target, SAME_DIRECTION)
            answers[target, DAYS_IN], answers[target, DAYS_OBSERVED] = days_in, days_observed
            answers[target, PLACE_LOW], answers[target, PLACE_HIGH] = place & 0xFFFF, place >> 16


@njit(cache=True, nogil=True)
def keep_imputed(room, count, line_answers, imputed, filled):
    """Add the imputed crossings of a history: the row that follows, day, direction, answer."""
    for k in range(count):
        if room[k, SOURCE] >= 0:
            continue
        if filled == imputed.shape[0]:
            larger = np.empty((max(16, 2 * filled), imputed.shape[1]), np.int64)
            larger[:filled] = imputed
            imputed = larger
        imputed[filled, 0] = room[k + 1, SOURCE]
        imputed[filled, 1] = room[k, DAY]
        imputed[filled, 2] = room[k, DIRECTION]
        imputed[filled, 3:] = line_answers[k]
        imputed[filled, 3 + KNOWN] |= IMPUTED << 6
        imputed[filled, 3 + PLACE_LOW] = imputed[filled, 3 + PLACE_HIGH] = 0
        filled += 1
    return imputed, filled


@njit(cache=True, nogil=True)
def largest_group(starts):
    largest = 0
    for g in range(starts.size - 1):
        largest = max(largest, starts[g + 1] - starts[g])
    return largest


@njit(cache=True, nogil=True)
def classify_part(
    persons, days, moments, directions, orders, numbered, targets, answers, initial_persons, initial_states,
    threshold, window, in_months, exclusion, until, imputes,
):  # fmt: skip
    """Answers of all rows of a part, written at `answers[targets[row]]`.

    Returns what was imputed (n x 11: row of the part that it precedes, day, direction, answer in eight numbers), rows
    and persons of each problem (2 x 6), and for how many persons a given status was met.
    """
    rows, starts = group_rows(persons)
    size = 2 * largest_group(starts) + 1
    room, line_answers = room_for(size), np.empty((size, WIDTH), np.uint16)
    imputed, filled = np.empty((0, 3 + WIDTH), np.int64), 0
    problems, met = np.zeros((2, 6), np.int64), 0
    for g in range(starts.size - 1):
        own = rows[starts[g] : starts[g + 1]]
        state = given_state(persons[own[0]], initial_persons, initial_states)
        met += state != UNKNOWN
        kept, problem = put_to_use(own, days, moments, directions, orders, numbered, imputes, targets, answers)
        if problem:
            problems[0, problem] += own.size
            problems[1, problem] += 1
        if not kept.size:
            continue
        count = lay_out(kept, days, directions, room)
        classify_history(room, count, threshold, window, in_months, exclusion, until, state, line_answers)
        hand_over(room, count, line_answers, problem == SAME_DIRECTION and not imputes, targets, answers)
        if count > kept.size and imputes:
            imputed, filled = keep_imputed(room, count, line_answers, imputed, filled)
    return imputed[:filled], problems, met
