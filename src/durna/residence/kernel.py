"""The fast form of the rule over columns in memory: divided, classified part by part on all cores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from queue import SimpleQueue

import numpy as np

from durna.residence.calendar import day_number
from durna.residence.columns import Columns, Given, Numbers
from durna.residence.cores import usable_cores
from durna.residence.histories import classify_part
from durna.residence.partitions import PORTION, Parts, Room, bits_for, divide
from durna.residence.problems import CODES
from durna.residence.rule import MONTHS, Rule
from durna.residence.scan import WIDTH


@dataclass(frozen=True)
class Answers:
    """`scattered`: (rows, 8) numbers of 16 bits, see scan.py, in the order of `parts`, or of the input without them.

    `imputed`: (n, 11) row that follows, day, direction, answer. `problems`: (2, codes) rows and persons with each
    problem. `met`: persons for whom a status was given and used.
    """

    scattered: Numbers
    imputed: Numbers
    problems: Numbers
    met: int
    parts: Parts | None = None

    @classmethod
    def plain(cls, packed: Numbers) -> Answers:
        """Answers of which only the rows themselves are wanted, in input order."""
        return cls(packed, np.empty((0, 3 + WIDTH), np.int64), np.zeros((2, len(CODES)), np.int64), 0)

    @property
    def portions(self) -> range:
        return range(-(-len(self.scattered) // PORTION))

    def portion(self, number: int) -> Numbers:
        """The answers of so many rows of the input: see partitions.PORTION."""
        if self.parts is not None:
            return self.parts.in_input_order(number)
        return self.scattered[number * PORTION : (number + 1) * PORTION]

    @property
    def packed(self) -> Numbers:
        """All answers in input order."""
        return self.scattered if self.parts is None else np.concatenate([self.portion(n) for n in self.portions])


def classify_columns(
    columns: Columns, rule: Rule, observed_until: date, given: Given, imputes: bool, threads: int | None = None
) -> Answers:
    threads = threads or usable_cores()
    settings = (
        rule.threshold, rule.window, rule.unit == MONTHS, rule.exclusion_days, day_number(observed_until), imputes,
    )  # fmt: skip
    with ThreadPoolExecutor(threads) as workers:
        parts = divide(columns, bits_for(columns.rows), workers)
        rooms: SimpleQueue[Room] = SimpleQueue()
        for _ in range(threads):
            rooms.put(Room(parts.largest))

        def classify(number: int) -> tuple[Numbers, Numbers, int]:
            room, records = rooms.get(), parts.part(number)
            starts = room.lay(records)
            rows = room.rows[: len(records)]
            orders, numbered = (extra[rows] if extra.size else extra for extra in (columns.orders, columns.numbered))
            moments = columns.times[rows] if columns.times.size else room.days
            imputed, problems, met = classify_part(
                room.persons, starts, room.days, moments, room.directions, orders, numbered, room.targets,
                records.view(np.uint16), records, given.persons, given.states, *settings,
            )  # fmt: skip
            if len(imputed):
                imputed[:, 0] = rows[imputed[:, 0]]
            rooms.put(room)
            return imputed, problems, met

        found = list(workers.map(classify, range(len(parts))))
    return Answers(parts.answers, _sorted(found), _summed(found), sum(met for _, _, met in found), parts)


def _sorted(found: list[tuple[Numbers, Numbers, int]]) -> Numbers:
    """In the order of the rows that they precede: no two precede one row."""
    imputed = np.concatenate([rows for rows, _, _ in found])
    return imputed[np.argsort(imputed[:, 0], kind="stable")]


def _summed(found: list[tuple[Numbers, Numbers, int]]) -> Numbers:
    total: Numbers = np.sum([problems for _, problems, _ in found], axis=0, initial=0)
    return total.reshape(2, len(CODES))
