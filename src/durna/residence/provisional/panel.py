"""Crossings in the order of lives with what is noted of them, cut at any day to what was known by then.

A crossing that was put in for a missing one (gaps = "impute") is known from the day of the one that showed the gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.residence import crossings as reading
from durna.residence.columns import Columns, Given, Numbers
from durna.residence.kernel import Answers, classify_columns
from durna.residence.lives import order_of_lives
from durna.residence.problems import CODE, IMPUTE, SAME_DIRECTION
from durna.residence.provisional.covariates import Covariates, Groups, covariates_of, groups_of
from durna.residence.provisional.months import day_as_date
from durna.residence.rule import Rule
from durna.residence.scan import DAYS_IN, DAYS_OBSERVED, KNOWN, PLACE_HIGH, PLACE_LOW, UNKNOWN, YES


@dataclass(frozen=True)
class Panel:
    """One entry a crossing, by person and in true order. `starts`: where each person begins, and the end.

    persons int64, days and known_on int32 since 1970, directions int8 (1 arrival, 0 departure), sources: the row of the
    input (of an imputed crossing: of the one that showed it). `set_aside`: crossings that can never be placed: without
    date or direction, or of a person whose journeys go back in time. `given`: where persons lived before the crossings
    begin, as far as a register says it.
    """

    persons: Numbers
    days: Numbers
    directions: Numbers
    known_on: Numbers
    sources: Numbers
    covariates: Covariates
    groups: Groups
    rule: Rule
    set_aside: int
    starts: Numbers
    given: Given = field(default_factory=Given)

    def __len__(self) -> int:
        return len(self.days)

    def at(self, day: int) -> tuple[Panel, Numbers]:
        """What was known by the end of a day, and which rows of this panel those are."""
        rows = np.flatnonzero(self.known_on <= day)
        return self.of(rows), rows

    def of_one_in(self, count: int) -> Panel:
        """The lives of every so-manieth person in the order of numbers: that of pseudonyms, and so of chance."""
        if count == 1:
            return self
        place = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        return self.of(np.flatnonzero(place % count == 0))

    def of(self, rows: Numbers) -> Panel:
        persons = self.persons[rows]
        return Panel(
            persons, self.days[rows], self.directions[rows], self.known_on[rows], self.sources[rows],
            self.covariates.of(rows), self.groups.of(rows), self.rule, self.set_aside, starts_of(persons), self.given,
        )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Of each crossing of a cut: migration and before (NO, YES, UNKNOWN), days in and observed within its window."""

    migration: Numbers
    before: Numbers
    days_in: Numbers
    days_observed: Numbers
    is_rejected: Numbers

    @property
    def is_open(self) -> Numbers:
        """Not known yet, and will be; whoever has a gap in the records will never be known."""
        known_later: Numbers = (self.migration == UNKNOWN) & ~self.is_rejected
        return known_later

    @property
    def is_migration(self) -> Numbers:
        found: Numbers = self.migration == YES
        return found


def standing(cut: Panel, until: int) -> Standing:
    """The rule over a cut, observed until the end of a day."""
    columns = Columns(cut.persons, cut.days, cut.directions, np.arange(len(cut)))
    packed = classify_columns(columns, cut.rule, day_as_date(until), cut.given, imputes=False).packed
    known = packed[:, KNOWN]
    return Standing(
        ((known >> 4) & 3).astype(np.int8), (known & 3).astype(np.int8), packed[:, DAYS_IN].astype(np.int32),
        packed[:, DAYS_OBSERVED].astype(np.int32), (known >> 6) > 0,
    )  # fmt: skip


def panel_of(
    crossings: Any, rule: Rule, gaps: str, names: Mapping[str, str] | None = None, group: str | None = None
) -> Panel:
    """Any table or file that `classify` takes. Raises UserError as it does, and for a group that is no column."""
    whole = reading.as_arrow(crossings, [])
    columns = reading.understood(reading.as_table(whole, names)).columns
    answers = classify_columns(columns, rule, day_as_date(columns.days.max()), Given(), gaps == IMPUTE)
    rows, days, directions, known_on = _in_order_of_lives(columns, answers, gaps == IMPUTE)
    persons = columns.persons[rows]
    return Panel(
        persons, days, directions, known_on, rows, covariates_of(whole, columns.days, rows),
        groups_of(whole, {group: group} if group else {}).of(rows), rule,
        columns.rows + len(answers.imputed) - len(rows), starts_of(persons),
    )  # fmt: skip


def panel_of_answers(answers: pa.Table, given: Given, rule: Rule, groups: Mapping[str, str]) -> Panel:
    """Crossings with the place in the life of their person, those that were put in included (residence/answers.py)."""
    placed = answers if not answers["place"].null_count else answers.filter(pc.is_valid(answers["place"]))
    persons, days = _numbers(placed["person"]), _numbers(placed["crossed_on"].cast(pa.int32()))
    order = order_of_lives(persons, placed["place"].combine_chunks())
    directions = _numbers(pc.equal(placed["direction"], "entry")).astype(np.int8)[order]
    covariates = covariates_of(placed, days, order)
    persons, days = persons[order], days[order]
    shown_on = np.append(days[1:], days[:1])
    known_on = np.where(_numbers(placed["is_imputed"])[order], shown_on, days).astype(np.int32)
    return Panel(
        persons, days, directions, known_on, order, covariates, groups_of(placed, groups).of(order), rule,
        answers.num_rows - placed.num_rows, starts_of(persons), given,
    )  # fmt: skip


def _numbers(column: pa.ChunkedArray) -> Numbers:
    found: Numbers = column.to_numpy()
    return found


def starts_of(persons: Numbers) -> Numbers:
    """Where each person's rows begin, and the end; rows of one person stand together."""
    if not len(persons):
        return np.zeros(1, np.int64)
    changes = np.flatnonzero(persons[1:] != persons[:-1]) + 1
    return np.concatenate([[0], changes, [len(persons)]]).astype(np.int64)


def _in_order_of_lives(columns: Columns, answers: Answers, imputes: bool) -> tuple[Numbers, ...]:
    """Rows of the input, days, directions and when known. An imputed crossing has the row of the one that showed it."""
    packed = answers.packed
    place = packed[:, PLACE_LOW].astype(np.int64) + (packed[:, PLACE_HIGH].astype(np.int64) << 16)
    problem = packed[:, KNOWN] >> 6
    usable = np.flatnonzero((place > 0) & (imputes | (problem == 0) | (problem == CODE[SAME_DIRECTION])))
    follows = answers.imputed[:, 0]
    rows = np.concatenate([usable, follows])
    # Twice the place leaves room before each crossing for the one that is missing there.
    keys = np.concatenate([2 * place[usable], 2 * place[follows] - 1])
    days = np.concatenate([columns.days[usable], answers.imputed[:, 1]]).astype(np.int32)
    directions = np.concatenate([columns.directions[usable], answers.imputed[:, 2]]).astype(np.int8)
    order = np.lexsort((keys, columns.persons[rows]))
    return rows[order], days[order], directions[order], columns.days[rows][order]
