"""One person's crossings put in their true order, compiled: what reference.in_true_order says.

By moment (the day, or the time where there is one), then by the order given; crossings that neither tells apart
alternate.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np

from durna.residence.compiled import njit


@njit(cache=True, nogil=True)
def compared(moments, orders, one, other):
    """-1, 0 or 1: whether row `one` comes before `other`, with it, or after it."""
    if moments[one] != moments[other]:
        return -1 if moments[one] < moments[other] else 1
    if orders.size and orders[one] != orders[other]:
        return -1 if orders[one] < orders[other] else 1
    return 0


@njit(cache=True, nogil=True)
def sort_rows(rows, moments, orders):
    """Sort row numbers in place; rows that compare equal keep their order. Most histories come sorted."""
    count = rows.size
    for k in range(1, count):
        if compared(moments, orders, rows[k - 1], rows[k]) > 0:
            break
    else:
        return
    if count <= 64:
        insert_in_place(rows, moments, orders)
        return
    if orders.size:
        rows[:] = rows[np.argsort(orders[rows], kind="mergesort")]
    rows[:] = rows[np.argsort(moments[rows], kind="mergesort")]


@njit(cache=True, nogil=True)
def insert_in_place(rows, moments, orders):
    for k in range(1, rows.size):
        row = rows[k]
        place = k
        while place > 0 and compared(moments, orders, rows[place - 1], row) > 0:
            rows[place] = rows[place - 1]
            place -= 1
        rows[place] = row


@njit(cache=True, nogil=True)
def balance(rows, directions, start, end):
    total = 0
    for k in range(start, end):
        total += 1 if directions[rows[k]] == 1 else -1
    return total


@njit(cache=True, nogil=True)
def moment_end(rows, moments, orders, start):
    end = start + 1
    while end < rows.size and compared(moments, orders, rows[start], rows[end]) == 0:
        end += 1
    return end


@njit(cache=True, nogil=True)
def first_state(rows, moments, orders, directions):
    """In the country or not before all: as the first moment that does not balance needs it, else as the first row."""
    start = 0
    while start < rows.size:
        end = moment_end(rows, moments, orders, start)
        total = balance(rows, directions, start, end)
        if total != 0:
            return 0 if total > 0 else 1
        start = end
    return 1 - directions[rows[0]]


@njit(cache=True, nogil=True)
def alternate(rows, directions, start, end, state):
    """Rows of one moment, so that they alternate beginning with the one that changes `state`."""
    moment = rows[start:end].copy()
    first, second = 0, 0
    place = start
    count = moment.size
    while place < end:
        while first < count and directions[moment[first]] == state:
            first += 1
        if first < count:
            rows[place] = moment[first]
            first += 1
            place += 1
        while second < count and directions[moment[second]] != state:
            second += 1
        if second < count:
            rows[place] = moment[second]
            second += 1
            place += 1


@njit(cache=True, nogil=True)
def has_moments(rows, moments, orders):
    shared = 0
    for k in range(1, rows.size):
        shared += compared(moments, orders, rows[k - 1], rows[k]) == 0
    return shared > 0


@njit(cache=True, nogil=True)
def put_in_order(rows, moments, orders, directions):
    sort_rows(rows, moments, orders)
    if not has_moments(rows, moments, orders):
        return
    state = first_state(rows, moments, orders, directions)
    start = 0
    while start < rows.size:
        end = moment_end(rows, moments, orders, start)
        total = balance(rows, directions, start, end)
        if end - start > 1:
            alternate(rows, directions, start, end, state)
        if total != 0:
            state = 1 if total > 0 else 0
        start = end


@njit(cache=True, nogil=True)
def journeys_go_back(rows, orders, numbered):
    """Orders 1 to n (or 0 to n - 1) number the journeys of a life: whether time goes back along them.

    `rows` stand in their true order, all of them with a day; `numbered` tells which have an order.
    """
    count = rows.size
    if not orders.size or count < 2:
        return False
    lowest = orders[rows[0]]
    for k in range(count):
        if not numbered[rows[k]]:
            return False
        lowest = min(lowest, orders[rows[k]])
    if lowest != 0 and lowest != 1:
        return False
    seen = np.zeros(count, np.bool_)
    rises = True
    for k in range(count):
        number = orders[rows[k]] - lowest
        if number >= count or seen[number]:
            return False
        seen[number] = True
        rises = rises and number == k
    return not rises
