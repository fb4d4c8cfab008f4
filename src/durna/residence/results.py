"""Answers of the kernel as a table: one row a crossing, in the order of the input, imputed ones at the end."""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from durna.residence.columns import fixed
from durna.residence.compiled import njit
from durna.residence.cores import usable_cores
from durna.residence.crossings import Crossings
from durna.residence.histories import NO_DAY, NO_DIRECTION
from durna.residence.kernel import Answers
from durna.residence.partitions import PORTION
from durna.residence.problems import CODES
from durna.residence.rule import Rule
from durna.residence.scan import (
    AFTER_ON,
    BEFORE_ON,
    DAYS_IN,
    DAYS_OBSERVED,
    KNOWN,
    MIGRATION_ON,
    NONE,
    PLACE_HIGH,
    PLACE_LOW,
    UNKNOWN,
)

REPORT = b"durna.residence"
YES_NO = pa.array(["no", "yes", "unknown"])
DIRECTIONS = pa.array(["D", "A"])


# So many rows of a result are written at once, as one group of rows of its file.
STRETCH = 4 * PORTION

# Validity bits, eight crossings a byte: portions of a multiple of eight never share one.
_BITS = ("dated", "directed", "settled", "counted", "has_problem", "placed")


class _Columns:
    """Room for the answers as columns, filled portion by portion."""

    def __init__(self, rows: int) -> None:
        self.codes = {name: np.empty(rows, np.int8) for name in ("before", "after", "migration", "problem")}
        self.dates = {name: np.empty(rows, np.int32) for name in ("before", "after", "migration")}
        self.days_in, self.days_observed = np.empty(rows, np.uint16), np.empty(rows, np.uint16)
        self.place = np.empty(rows, np.int32)
        self.bits = {name: np.zeros((rows + 7) // 8, np.uint8) for name in _BITS}

    def fill(self, days: Any, directions: Any, answers: Answers, first: int) -> _Columns:
        """`first`: the portion of the answers with which these rows begin."""
        columns: list[Any] = [*self.codes.values(), *self.dates.values(), self.days_in, self.days_observed, self.place]

        def portion(number: int) -> None:
            start = number * PORTION
            rows, bits = slice(start, start + PORTION), slice(start // 8, (start + PORTION) // 8)
            unpack(
                fixed(days[rows]), fixed(directions[rows]), answers.portion(first + number),
                *(column[rows] for column in columns), *(column[bits] for column in self.bits.values()),
            )  # fmt: skip

        with ThreadPoolExecutor(usable_cores()) as workers:
            list(workers.map(portion, range(-(-len(days) // PORTION))))
        return self

    def numbers(self, values: Any, kind: pa.DataType, bits: str = "") -> pa.Array:
        validity = pa.py_buffer(self.bits[bits]) if bits else None
        return pa.Array.from_buffers(kind, len(values), [validity, pa.py_buffer(np.ascontiguousarray(values))])

    def coded(self, codes: Any, names: pa.Array, bits: str = "") -> pa.Array:
        return pa.DictionaryArray.from_arrays(self.numbers(codes, pa.int8(), bits), names)

    def dated(self, days: Any, bits: str) -> pa.Array:
        return self.numbers(days, pa.date32(), bits)


@njit(cache=True, nogil=True)
def unpack(
    days, directions, packed, before, after, migration, problem, before_on, after_on, migration_on, days_in,
    days_observed, place, dated, directed, settled, counted, has_problem, placed,
):  # fmt: skip
    for row in range(days.size):
        byte, bit = row >> 3, np.uint8(1 << (row & 7))
        what = packed[row, KNOWN]
        before[row] = what & 3
        after[row] = (what >> 2) & 3
        migration[row] = (what >> 4) & 3
        problem[row] = (what >> 6) - 1
        before_on[row] = days[row] + packed[row, BEFORE_ON]
        after_on[row] = days[row] + packed[row, AFTER_ON]
        migration_on[row] = days[row] + packed[row, MIGRATION_ON]
        days_in[row] = packed[row, DAYS_IN]
        days_observed[row] = packed[row, DAYS_OBSERVED]
        place[row] = packed[row, PLACE_LOW] + (np.int64(packed[row, PLACE_HIGH]) << 16)
        if days[row] != NO_DAY:
            dated[byte] |= bit
        if directions[row] != NO_DIRECTION:
            directed[byte] |= bit
        if packed[row, AFTER_ON] != NONE:
            settled[byte] |= bit
        if packed[row, DAYS_IN] != NONE:
            counted[byte] |= bit
        if what >> 6:
            has_problem[byte] |= bit
        if place[row]:
            placed[byte] |= bit


def as_table(crossings: Crossings, answers: Answers, report: dict[str, Any]) -> pa.Table:
    """The columns of `classify`; the report stands in the metadata of the table."""
    return pa.concat_tables(in_stretches(crossings, answers)).replace_schema_metadata({REPORT: json.dumps(report)})


def in_stretches(crossings: Crossings, answers: Answers) -> Iterator[pa.Table]:
    """The rows of `as_table` a stretch at a time, imputed crossings after them."""
    columns, order = crossings.columns, crossings.order
    schema = None
    for start in range(0, columns.rows, STRETCH):
        rows = slice(start, start + STRETCH)
        table = _table(
            crossings.persons.slice(start, STRETCH), order.slice(start, STRETCH) if order is not None else None,
            columns.days[rows], columns.directions[rows], answers, start // PORTION,
        )  # fmt: skip
        schema = table.schema
        yield table
    if len(answers.imputed):
        yield imputed_table(crossings, answers).cast(schema)


def imputed_table(crossings: Crossings, answers: Answers) -> pa.Table:
    """The crossings that nobody recorded, with their answers."""
    rows, days, directions = answers.imputed[:, 0], answers.imputed[:, 1], answers.imputed[:, 2]
    persons = crossings.persons.take(pa.array(rows))
    packed = answers.imputed[:, 3:].astype(np.uint16)
    # They have no order: nobody gave one, and a place counts what was recorded.
    order = pa.nulls(len(rows), pa.int32())
    return _table(persons, order, days.astype(np.int32), directions.astype(np.int8), Answers.plain(packed))


def _table(persons: Any, order: Any, days: Any, directions: Any, answers: Answers, first: int = 0) -> pa.Table:
    found = _Columns(len(days)).fill(days, directions, answers, first)
    # Where the source gives no order, the place in the person's history is the order.
    place = found.numbers(found.place, pa.int32(), "placed") if order is None else order
    return pa.table(
        {
            "person": persons,
            "order": place,
            "date": found.dated(days, "dated"),
            "direction": found.coded(directions, DIRECTIONS, "directed"),
            "resident_before": found.coded(found.codes["before"], YES_NO),
            "resident_after": found.coded(found.codes["after"], YES_NO),
            "migration": found.coded(found.codes["migration"], YES_NO),
            "before_settled_on": found.dated(found.dates["before"], "settled"),
            "after_settled_on": found.dated(found.dates["after"], "settled"),
            "migration_settled_on": found.dated(found.dates["migration"], "settled"),
            "days_in": found.numbers(found.days_in, pa.uint16(), "counted"),
            "days_observed": found.numbers(found.days_observed, pa.uint16(), "counted"),
            "problem": found.coded(found.codes["problem"], pa.array(CODES[1:]), "has_problem"),
        }
    )


def report_of(table: pa.Table) -> dict[str, Any]:
    """What `classify` reported with its table: crossings, persons with each problem, how many answers are open."""
    found: dict[str, Any] = json.loads((table.schema.metadata or {})[REPORT])
    return found


def counted(answers: Answers, rows: int) -> dict[str, Any]:
    return report_counts(rows, migrations_of(answers.scattered), answers.problems, len(answers.imputed))


def migrations_of(packed: Any) -> Any:
    """How many answers are no, yes and unknown."""
    return np.bincount((packed[:, KNOWN] >> 4) & 3, minlength=UNKNOWN + 1)


def problems_of(persons: Any, packed: Any) -> Any:
    """(2, codes) crossings and persons that have each problem."""
    codes = packed[:, KNOWN] >> 6
    crossings = np.bincount(codes, minlength=len(CODES))
    people = [len(np.unique(persons[codes == code])) if crossings[code] and code else 0 for code in range(len(CODES))]
    return np.stack([crossings, np.array(people)])


def heading(rule: Rule, until: date, gaps: str) -> dict[str, Any]:
    """What a report begins with: the question that was answered."""
    return {"rule": str(rule), "observed_until": until.isoformat(), "gaps": gaps}


def report_counts(rows: int, migrations: Any, problems: Any, imputed: int) -> dict[str, Any]:
    """Every crossing is answered yes, no or unknown; every problem is counted in crossings and in persons."""
    return {
        "crossings": rows,
        "migrations": dict(zip(("no", "yes", "unknown"), (int(n) for n in migrations), strict=True)),
        "problems": {
            name: {"crossings": int(problems[0, code]), "persons": int(problems[1, code])}
            for code, name in enumerate(CODES)
            if name and problems[1, code]
        },
        "imputed": imputed,
    }
