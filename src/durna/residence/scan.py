"""The rule over one person's crossings, compiled: running sums and pointers that only move on.

Each crossing costs a constant amount of work however far its window reaches, so that a commuter's costs no more than a
tourist's. What is computed, and why, stands in reference.py and docs/decisions/0011. All that is noted of a crossing
stands side by side in one row of `room`: a column of its own for each fact would cost more memory traffic than work.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np

from durna.residence.calendar import months_later
from durna.residence.compiled import njit

# Columns of the room. The first two are the running days by state: 0 out of the country, 1 in it.
DAY, DIRECTION, THRESHOLD, WINDOW, QUALIFIES, DECIDED = 2, 3, 4, 5, 6, 7
BEFORE, BEFORE_SINCE, AFTER, AFTER_SINCE, MOVE, SOURCE = 8, 9, 10, 11, 12, 13
FACTS = 14

# An answer is kept as eight numbers of 16 bits: what is known, days from the crossing to each settling day, two counts,
# and in two halves the place in the history. Sixteen bytes never lie across two lines of the cache.
KNOWN, BEFORE_ON, AFTER_ON, MIGRATION_ON, DAYS_IN, DAYS_OBSERVED, PLACE_LOW, PLACE_HIGH = 0, 1, 2, 3, 4, 5, 6, 7
WIDTH = 8
NONE = np.uint16(65535)
NO, YES, UNKNOWN = 0, 1, 2
OPEN = np.int64(2**31)


@njit(cache=True, nogil=True)
def known(before, after, migration, problem):
    """What is known, in one number: two bits for each answer, then the code of the problem."""
    return np.uint16(before | (after << 2) | (migration << 4) | (problem << 6))


@njit(cache=True, nogil=True)
def room_for(size):
    """Room for one person with up to `size` crossings, reused for the next one."""
    return np.empty((size + 1, FACTS), np.int64)


@njit(cache=True, nogil=True)
def run_days(room, count, until):
    """Running days in each state up to each crossing; the last entry is the end of observation."""
    room[0, 0] = 0
    room[0, 1] = 0
    room[count, DAY] = until
    for k in range(count):
        here = room[k, DIRECTION]
        room[k + 1, here] = room[k, here] + room[k + 1, DAY] - room[k, DAY]
        room[k + 1, 1 - here] = room[k, 1 - here]


@njit(cache=True, nogil=True)
def measure_windows(room, count, threshold, window, in_months):
    """Threshold and window of each crossing in days."""
    for i in range(count):
        day = room[i, DAY]
        room[i, THRESHOLD] = months_later(day, threshold) - day if in_months else threshold
        room[i, WINDOW] = months_later(day, window) - day if in_months else window


@njit(cache=True, nogil=True)
def first_reaching(room, state, target, place, start, count):
    """The first entry after `start` at which the days in a state reach the target, from `place` on; count + 1 if none.

    The search goes back too: in calendar months a later crossing may have a target that is a few days nearer.
    """
    place = max(place, start + 1)
    while place <= count and room[place, state] < target:
        place += 1
    while place - 1 > start and room[place - 1, state] >= target:
        place -= 1
    return place


@njit(cache=True, nogil=True)
def reached_on(room, state, target, place, count):
    """The day on which the target was reached, in the spell that ends at `place`."""
    return OPEN if place > count else room[place, DAY] - (room[place, state] - target)


@njit(cache=True, nogil=True)
def decide(room, count):
    """Whether each crossing qualifies (or UNKNOWN), and the day that decided it (or OPEN)."""
    # One pair of pointers for each direction: along one direction both targets only rise.
    keeping_out, keeping_in, losing_out, losing_in = 0, 0, 0, 0
    for i in range(count):
        here = room[i, DIRECTION]
        keep = room[i, here] + room[i, THRESHOLD]
        lose = room[i, 1 - here] + room[i, WINDOW] - room[i, THRESHOLD] + 1
        kept = first_reaching(room, here, keep, keeping_in if here else keeping_out, i, count)
        lost = first_reaching(room, 1 - here, lose, losing_in if here else losing_out, i, count)
        if here:
            keeping_in, losing_in = kept, lost
        else:
            keeping_out, losing_out = kept, lost
        kept_on = reached_on(room, here, keep, kept, count)
        lost_on = reached_on(room, 1 - here, lose, lost, count)
        room[i, DECIDED] = min(kept_on, lost_on)
        room[i, QUALIFIES] = UNKNOWN if room[i, DECIDED] == OPEN else (YES if kept_on < lost_on else NO)


@njit(cache=True, nogil=True)
def follow_states(room, count, state):
    """Residence before and after each crossing, with its settling day, or the latest day where it is unknown."""
    since = room[0, DAY]
    latest_open = since
    for i in range(count):
        room[i, BEFORE] = state
        room[i, BEFORE_SINCE] = since
        if room[i, DECIDED] == OPEN:
            latest_open = room[i, DAY] + room[i, WINDOW]
        if state != UNKNOWN and room[i, DIRECTION] == state:
            since = max(since, room[i, DAY])
        elif state == UNKNOWN or room[i, DECIDED] == OPEN:
            state = UNKNOWN
            since = latest_open
        else:
            since = max(since, room[i, DECIDED])
            state = room[i, DIRECTION] if room[i, QUALIFIES] == YES else state
        room[i, AFTER] = state
        room[i, AFTER_SINCE] = since


@njit(cache=True, nogil=True)
def note_moves(room, count):
    """For each crossing the first one from it on that changed a known state to the other; `count` if none does."""
    following = count
    for i in range(count - 1, -1, -1):
        if room[i, BEFORE] != UNKNOWN and room[i, AFTER] == 1 - room[i, BEFORE]:
            following = i
        room[i, MOVE] = following


@njit(cache=True, nogil=True)
def ruled_out(room, i, zone):
    """The day since which it was known that the person lives where this crossing leads; OPEN if it was not."""
    if room[zone, BEFORE] == room[i, DIRECTION]:
        return room[zone, BEFORE_SINCE]
    move = room[zone, MOVE]
    if room[zone, BEFORE] != UNKNOWN and move < i:
        return room[move, AFTER_SINCE]
    return OPEN


@njit(cache=True, nogil=True)
def conclude(room, count, exclusion, answers):
    """Whether each crossing is a migration, and all that is known of it, packed."""
    zone_out, zone_in = 0, 0
    for i in range(count):
        here, day = room[i, DIRECTION], room[i, DAY]
        zone = zone_in if here else zone_out
        while zone < i and room[i, 1 - here] - room[zone, 1 - here] >= exclusion:
            zone += 1
        if here:
            zone_in = zone
        else:
            zone_out = zone
        qualifies, decided = room[i, QUALIFIES], room[i, DECIDED]
        no_on = min(decided if qualifies == NO else OPEN, max(day, ruled_out(room, i, zone)))
        if no_on != OPEN:
            migration, migration_on = NO, no_on
        elif qualifies == YES and room[i, BEFORE] != UNKNOWN:
            migration, migration_on = YES, max(room[i, BEFORE_SINCE], decided)
        else:
            migration = UNKNOWN
            migration_on = day + room[i, WINDOW] if qualifies == UNKNOWN else room[i, BEFORE_SINCE]
        answers[i, KNOWN] = known(room[i, BEFORE], room[i, AFTER], migration, 0)
        answers[i, BEFORE_ON] = max(room[i, BEFORE_SINCE], day) - day
        answers[i, AFTER_ON] = room[i, AFTER_SINCE] - day
        answers[i, MIGRATION_ON] = migration_on - day


@njit(cache=True, nogil=True)
def count_days(room, count, until, answers):
    """Days in the country and days observed within the window of each crossing."""
    place = 0
    for i in range(count):
        end = min(room[i, DAY] + room[i, WINDOW], until)
        place = max(place, i)
        while room[place, DAY] < end:
            place += 1
        inside = room[place, 1] - room[i, 1]
        if place > 0 and room[place - 1, DIRECTION] == 1:
            inside -= room[place, DAY] - end
        answers[i, DAYS_IN] = inside
        answers[i, DAYS_OBSERVED] = end - room[i, DAY]


@njit(cache=True, nogil=True)
def classify_history(room, count, threshold, window, in_months, exclusion, until, first_state, answers):
    """Answers (count x 8, 16 bits) for one person's crossings in `room`: in order, alternating, none after `until`."""
    run_days(room, count, until)
    measure_windows(room, count, threshold, window, in_months)
    decide(room, count)
    follow_states(room, count, 1 - room[0, DIRECTION] if first_state == UNKNOWN else first_state)
    note_moves(room, count)
    conclude(room, count, exclusion, answers)
    count_days(room, count, until, answers)
