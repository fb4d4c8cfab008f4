"""Rows brought together by person, compiled."""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np

from durna.residence.compiled import njit

# Multiplying by it spreads keys that follow one another over all bits (Knuth's golden ratio hash).
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def table_bits(rows: int) -> int:
    """Two to this many slots for the persons of so many rows: at the most half of them are taken."""
    return max(4, (2 * rows - 1).bit_length())


@njit(cache=True, nogil=True)
def number_persons(persons, bits, table, found, group):
    """Number each row's person, in the order in which they come; returns how many there are.

    `group` gets the number of each row, `found` the person of each number; `table` has 2 ** `bits` slots.
    """
    table[: 1 << bits] = -1
    shift, mask = np.uint64(64 - bits), (1 << bits) - 1
    groups = 0
    for row in range(persons.size):
        slot = np.int64((np.uint64(persons[row]) * GOLDEN) >> shift)
        while table[slot] >= 0 and found[table[slot]] != persons[row]:
            slot = (slot + 1) & mask
        if table[slot] < 0:
            table[slot] = groups
            found[groups] = persons[row]
            groups += 1
        group[row] = table[slot]
    return groups


@njit(cache=True, nogil=True)
def starts_of_groups(group, rows, groups):
    """Where each group begins once its rows stand together, and where the last one ends."""
    starts = np.zeros(groups + 1, np.int64)
    for row in range(rows):
        starts[group[row] + 1] += 1
    for g in range(groups):
        starts[g + 1] += starts[g]
    return starts


@njit(cache=True, nogil=True)
def group_rows(persons, bits):
    """Row numbers grouped by person, in input order within each; and where each group begins, and the last one ends."""
    count = persons.size
    group = np.empty(count, np.int32)
    groups = number_persons(persons, bits, np.empty(1 << bits, np.int32), np.empty(count, np.int64), group)
    starts = starts_of_groups(group, count, groups)
    place = starts[:-1].copy()
    rows = np.empty(count, np.int64)
    for row in range(count):
        rows[place[group[row]]] = row
        place[group[row]] += 1
    return rows, starts
