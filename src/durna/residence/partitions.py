"""Crossings divided by a hash of the person, so that a part holds whole persons and fits the processor's cache.

Half of the time of a large run is memory traffic, so what a part needs of a crossing travels as one record. Its answer
takes the record's place: both have sixteen bytes. Answers come back into input order as records left it, along the same
places.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from durna.residence.columns import Columns, Numbers, fixed
from durna.residence.compiled import njit
from durna.residence.grouping import GOLDEN, number_persons, starts_of_groups, table_bits
from durna.residence.histories import NO_DAY
from durna.residence.scan import WIDTH

# No day is the smallest that fits beside the direction.
NO_DAY_PACKED = -(2**29)

# About this many crossings fit the second-level cache with all that is computed from them.
ROWS_IN_A_PART = 50_000
MOST_PARTS_BITS = 12
# So many crossings leave the input, and come back to it, at once. A multiple of eight: validity bits fill whole bytes.
PORTION = 1 << 18


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
def gather(persons, bits, places, records, found):
    """The way back of `scatter`, of what stands in the records by then."""
    for k in range(persons.size):
        part = part_of(persons[k], bits)
        place = places[part]
        places[part] = place + 1
        found[k, 0] = records[place, 0]
        found[k, 1] = records[place, 1]


@njit(cache=True, nogil=True)
def lay_by_person(records, bits, table, found, group, days, directions, rows, targets):
    """The records of a part person after person: days, directions, rows of the input, and places in the part.

    Returns where each person begins, and where the last one ends; `found` gets the persons.
    """
    count = records.shape[0]
    starts = starts_of_groups(group, count, number_persons(records[:, 0], bits, table, found, group))
    free = starts[:-1].copy()
    for k in range(count):
        place = free[group[k]]
        free[group[k]] = place + 1
        packed = records[k, 1]
        low = np.int32(packed & 0xFFFFFFFF)
        day = low >> 2
        days[place] = NO_DAY if day == NO_DAY_PACKED else day
        directions[place] = low & 3
        rows[place] = packed >> 32
        targets[place] = k
    return starts


class Room:
    """Columns for the largest part, used for one part after the other: fresh memory costs more than the work in it."""

    def __init__(self, rows: int) -> None:
        self.table = np.empty(1 << table_bits(rows), np.int32)
        self.persons, self.days, self.rows, self.targets = (np.empty(rows, np.int64) for _ in range(4))
        self.directions, self.group = np.empty(rows, np.int8), np.empty(rows, np.int32)

    def lay(self, records: Numbers) -> Numbers:
        starts: Numbers = lay_by_person(
            records, table_bits(len(records)), self.table, self.persons, self.group, self.days, self.directions,
            self.rows, self.targets,
        )  # fmt: skip
        return starts


@dataclass(frozen=True)
class Parts:
    """Records (rows, 2) of 64-bit numbers, part after part and in input order within each.

    `starts`: where each part begins, and the last one ends. `places` (portions, parts): where the records of a portion
    of the input begin within each part.
    """

    persons: Any
    bits: int
    records: Numbers
    starts: Numbers
    places: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def largest(self) -> int:
        return int(np.diff(self.starts).max(initial=0))

    @property
    def answers(self) -> Numbers:
        """What stands in the records once all parts are classified: (rows, 8) numbers of 16 bits."""
        return self.records.view(np.uint16)

    def part(self, number: int) -> Numbers:
        return self.records[self.starts[number] : self.starts[number + 1]]

    def in_input_order(self, portion: int) -> Numbers:
        """The answers of one portion of the input."""
        persons = fixed(self.persons[portion * PORTION : (portion + 1) * PORTION])
        found = np.empty((len(persons), WIDTH // 4), np.int64)
        gather(persons, self.bits, self.places[portion].copy(), self.records, found)
        return found.view(np.uint16)


def divide(columns: Columns, bits: int, workers: ThreadPoolExecutor) -> Parts:
    """All crossings as records."""
    firsts = range(0, columns.rows, PORTION)

    def portion_of(values: Any, first: int) -> Any:
        return fixed(values[first : first + PORTION])

    counts = np.stack(list(workers.map(lambda first: count_parts(portion_of(columns.persons, first), bits), firsts)))
    # Portion after portion within a part: the records of a part keep the order of the input.
    ends = np.cumsum(counts.T.ravel())
    places = (ends - counts.T.ravel()).reshape(counts.T.shape).T.copy()
    records = np.empty((columns.rows, WIDTH // 4), np.int64)

    def scatter_portion(first: int) -> None:
        persons, days, directions = (
            portion_of(values, first) for values in (columns.persons, columns.days, columns.directions)
        )
        scatter(persons, days, directions, first, bits, places[first // PORTION].copy(), records)

    list(workers.map(scatter_portion, firsts))
    return Parts(columns.persons, bits, records, np.concatenate([places[0], ends[-1:]]), places)
