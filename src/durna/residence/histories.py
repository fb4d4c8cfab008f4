"""All persons of one part of the crossings, compiled: put in order, checked, classified.

A part holds every crossing of its persons, person after person, and fits the processor's cache. Answers go to the place
that their record had in the part.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np

from durna.residence.compiled import njit
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


@njit(cache=True, nogil=True)
def is_plain(days, moments, directions, orders, start, end):
    """Whether a history needs nothing done to it: all known, never back in time, alternating. Most are plain.

    Crossings of one moment that alternate already stand as ordering.alternate would put them.
    """
    if days[start] == NO_DAY or directions[start] == NO_DIRECTION:
        return False
    for k in range(start + 1, end):
        if days[k] == NO_DAY or moments[k] < moments[k - 1] or directions[k] + directions[k - 1] != 1:
            return False
        if orders.size and orders[k] <= orders[k - 1]:
            return False
    return True


@njit(cache=True, nogil=True)
def lay_out_plain(days, directions, start, end, room):
    for k in range(start, end):
        lay(room, k - start, days[k], directions[k], k)
    return end - start


@njit(cache=True, nogil=True)
def hand_over_plain(start, count, line, line_whole, targets, whole):
    """An answer is two numbers of 64 bits: it travels in two steps, not in eight."""
    for k in range(count):
        line[k, PLACE_LOW] = (k + 1) & 0xFFFF
        line[k, PLACE_HIGH] = (k + 1) >> 16
        target = targets[start + k]
        whole[target, 0] = line_whole[k, 0]
        whole[target, 1] = line_whole[k, 1]


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
    found, starts, days, moments, directions, orders, numbered, targets, answers, whole,
    initial_persons, initial_states, threshold, window, in_months, exclusion, until, imputes,
):  # fmt: skip
    """Answers of all rows of a part, written at `answers[targets[row]]`; `whole` is `answers` as 64-bit numbers.

    `found`: the person of each group of rows; `starts`: where the groups begin. Returns what was imputed (n x 11: row
    of the part that it precedes, day, direction, answer in eight numbers), rows and persons of each problem (2 x 6),
    and for how many persons a given status was met.
    """
    size = 2 * largest_group(starts) + 1
    room, line_whole = room_for(size), np.empty((size, WIDTH // 4), np.int64)
    line = line_whole.view(np.uint16)
    imputed, filled = np.empty((0, 3 + WIDTH), np.int64), 0
    problems, met = np.zeros((2, 6), np.int64), 0
    for g in range(starts.size - 1):
        start, end = starts[g], starts[g + 1]
        state = given_state(found[g], initial_persons, initial_states)
        met += state != UNKNOWN
        if is_plain(days, moments, directions, orders, start, end):
            count = lay_out_plain(days, directions, start, end, room)
            classify_history(room, count, threshold, window, in_months, exclusion, until, state, line)
            hand_over_plain(start, count, line, line_whole, targets, whole)
            continue
        own = np.arange(start, end)
        kept, problem = put_to_use(own, days, moments, directions, orders, numbered, imputes, targets, answers)
        if problem:
            problems[0, problem] += own.size
            problems[1, problem] += 1
        if not kept.size:
            continue
        count = lay_out(kept, days, directions, room)
        classify_history(room, count, threshold, window, in_months, exclusion, until, state, line)
        hand_over(room, count, line, problem == SAME_DIRECTION and not imputes, targets, answers)
        if count > kept.size and imputes:
            imputed, filled = keep_imputed(room, count, line, imputed, filled)
    return imputed[:filled], problems, met
