"""The fast form of the rule over columns in memory: divided, classified part by part on all cores."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np

from durna.residence import partitions
from durna.residence.calendar import day_number
from durna.residence.columns import Columns, Given, Numbers
from durna.residence.histories import classify_part
from durna.residence.problems import CODES
from durna.residence.rule import MONTHS, Rule
from durna.residence.scan import WIDTH


@dataclass(frozen=True)
class Answers:
    """`packed`: (rows, 8) numbers of 16 bits, see scan.py. `imputed`: (n, 11) row that follows, day, direction, answer.

    `problems`: (2, codes) rows and persons with each problem. `met`: persons for whom a status was given and used.
    """

    packed: Numbers
    imputed: Numbers
    problems: Numbers
    met: int

    @classmethod
    def plain(cls, packed: Numbers) -> Answers:
        """Answers of which only the rows themselves are wanted."""
        return cls(packed, np.empty((0, 3 + WIDTH), np.int64), np.zeros((2, len(CODES)), np.int64), 0)


def classify_columns(
    columns: Columns, rule: Rule, observed_until: date, given: Given, imputes: bool, threads: int | None = None
) -> Answers:
    threads = threads or usable_cores()
    packed = np.empty((columns.rows, WIDTH), np.uint16)
    settings = (
        rule.threshold, rule.window, rule.unit == MONTHS, rule.exclusion_days, day_number(observed_until), imputes,
    )  # fmt: skip
    with ThreadPoolExecutor(threads) as workers:
        records, starts = partitions.divide(columns, partitions.bits_for(columns.rows), workers, threads)

        def classify(part: int) -> tuple[Numbers, Numbers, int]:
            persons, days, directions, rows = partitions.unpacked(records, starts[part], starts[part + 1])
            orders, numbered = (extra[rows] if extra.size else extra for extra in (columns.orders, columns.numbered))
            moments = columns.times[rows] if columns.times.size else days.astype(np.int64)
            imputed, problems, met = classify_part(
                persons, days, moments, directions, orders, numbered, rows, packed, given.persons, given.states,
                *settings,
            )  # fmt: skip
            if len(imputed):
                imputed[:, 0] = rows[imputed[:, 0]]
            return imputed, problems, met

        found = list(workers.map(classify, range(len(starts) - 1)))
    return Answers(packed, _sorted(found), _summed(found), sum(met for _, _, met in found))


def usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _sorted(found: list[tuple[Numbers, Numbers, int]]) -> Numbers:
    """In the order of the rows that they precede: no two precede one row."""
    imputed = np.concatenate([rows for rows, _, _ in found])
    return imputed[np.argsort(imputed[:, 0], kind="stable")]


def _summed(found: list[tuple[Numbers, Numbers, int]]) -> Numbers:
    total: Numbers = np.sum([problems for _, problems, _ in found], axis=0, initial=0)
    return total.reshape(2, len(CODES))
