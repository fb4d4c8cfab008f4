"""Crossings divided by a hash of the person, so that a part holds whole persons and fits the processor's cache.

Half of the time of a large run is memory traffic, so what a part needs of a crossing, and what it gives back, each
travel as one record.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from durna.residence.columns import Columns, Numbers
from durna.residence.histories import GOLDEN, NO_DAY

# No day is the smallest that fits beside the direction.
NO_DAY_PACKED = -(2**29)

# About this many crossings fit the second-level cache with all that is computed from them.
ROWS_IN_A_PART = 50_000
MOST_PARTS_BITS = 12


def bits_for(rows: int) -> int:
    """Two to this many parts for so many crossings."""
    return min(MOST_PARTS_BITS, max(0, (rows // ROWS_IN_A_PART).bit_length()))


@njit(cache=True, nogil=True)
def part_of(person, bits):
    # The other end of the product than grouping uses, so that one part is not one corner of its table.
    mixed = np.uint64(person) * GOLDEN
    mixed ^= mixed >> np.uint64(29)
    return np.int64((mixed * GOLDEN) >> np.uint64(64 - bits)) if bits else np.int64(0)


@njit(cache=True, nogil=True)
def count_parts(persons, bits):
    counts = np.zeros(1 << bits, np.int64)
    for row in range(persons.size):
        counts[part_of(persons[row], bits)] += 1
    return counts


@njit(cache=True, nogil=True)
def part_of_all(persons, bits):
    parts = np.empty(persons.size, np.int32)
    for row in range(persons.size):
        parts[row] = part_of(persons[row], bits)
    return parts


@njit(cache=True, nogil=True)
def scatter(persons, days, directions, first_row, bits, places, records):
    """records[:, 0] the person; records[:, 1] the row, the day and the direction in 64 bits."""
    for k in range(persons.size):
        part = part_of(persons[k], bits)
        place = places[part]
        places[part] = place + 1
        day = np.int64(days[k]) if days[k] != NO_DAY else NO_DAY_PACKED
        records[place, 0] = persons[k]
        records[place, 1] = ((first_row + k) << 32) | ((day * 4 + directions[k]) & 0xFFFFFFFF)


@njit(cache=True, nogil=True)
def unpacked(records, start, end):
    """Persons, days, directions and rows of one part."""
    count = end - start
    persons, rows = np.empty(count, np.int64), np.empty(count, np.int64)
    days, directions = np.empty(count, np.int32), np.empty(count, np.int8)
    for k in range(count):
        persons[k] = records[start + k, 0]
        packed = records[start + k, 1]
        rows[k] = packed >> 32
        low = np.int32(packed & 0xFFFFFFFF)
        directions[k] = low & 3
        day = low >> 2
        days[k] = NO_DAY if day == NO_DAY_PACKED else day
    return persons, days, directions, rows


def divide(columns: Columns, bits: int, workers: ThreadPoolExecutor, threads: int) -> tuple[Numbers, Numbers]:
    """All crossings as records, part after part and in input order within each; and where each part begins."""
    bounds = np.linspace(0, columns.rows, threads + 1).astype(np.int64)
    slices = [slice(bounds[n], bounds[n + 1]) for n in range(threads)]
    counts = np.stack(list(workers.map(lambda s: count_parts(columns.persons[s], bits), slices)))
    # Chunk after chunk within a part: the records of a part keep the order of the input.
    ends = np.cumsum(counts.T.ravel())
    places = (ends - counts.T.ravel()).reshape(counts.T.shape).T.copy()
    starts = np.concatenate([places[0], ends[-1:]])
    records = np.empty((columns.rows, 2), np.int64)

    def scatter_chunk(n: int) -> None:
        s = slices[n]
        scatter(columns.persons[s], columns.days[s], columns.directions[s], bounds[n], bits, places[n], records)

    list(workers.map(scatter_chunk, range(threads)))
    return records, starts
