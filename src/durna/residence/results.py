"""Answers of the kernel as a table: one row a crossing, in the order of the input, imputed ones at the end."""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numba import njit

from durna.residence.crossings import Crossings
from durna.residence.kernel import Answers, usable_cores
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
_CHUNK = 1 << 20


class _Columns:
    """Room for the answers as columns, filled chunk by chunk."""

    def __init__(self, rows: int) -> None:
        self.codes = {name: np.empty(rows, np.int8) for name in ("before", "after", "migration", "problem")}
        self.dates = {name: np.empty(rows, np.int32) for name in ("before", "after", "migration")}
        self.days_in, self.days_observed = np.empty(rows, np.uint16), np.empty(rows, np.uint16)
        self.place = np.empty(rows, np.int32)

    def arguments(self, part: slice) -> list[Any]:
        columns: list[Any] = [*self.codes.values(), *self.dates.values(), self.days_in, self.days_observed, self.place]
        return [column[part] for column in columns]


@njit(cache=True, nogil=True)
def unpack(
    days, packed, before, after, migration, problem, before_on, after_on, migration_on, days_in, days_observed, place
):  # fmt: skip
    for row in range(days.size):
        what = packed[row, KNOWN]
        before[row] = what & 3
        after[row] = (what >> 2) & 3
        migration[row] = (what >> 4) & 3
        problem[row] = what >> 6
        before_on[row] = days[row] + packed[row, BEFORE_ON]
        after_on[row] = days[row] + packed[row, AFTER_ON]
        migration_on[row] = days[row] + packed[row, MIGRATION_ON]
        days_in[row] = packed[row, DAYS_IN]
        days_observed[row] = packed[row, DAYS_OBSERVED]
        place[row] = packed[row, PLACE_LOW] + (np.int64(packed[row, PLACE_HIGH]) << 16)


def as_table(crossings: Crossings, answers: Answers, report: dict[str, Any]) -> pa.Table:
    """The columns of `classify`; the report stands in the metadata of the table."""
    columns = crossings.columns
    table = pa.table(
        {
            "person": crossings.persons,
            "order": crossings.order if crossings.order is not None else pa.nulls(columns.rows, pa.int64()),
            "date": _dates(columns.days, columns.days == np.iinfo(np.int32).min),
            "direction": _coded(columns.directions, DIRECTIONS, columns.directions == 2),
            **_answered(columns.days, answers.packed, with_place=crossings.order is None),
        }
    )
    table = _ordered_names(table)
    if len(answers.imputed):
        imputed = imputed_table(crossings, answers)
        table = pa.concat_tables([table, imputed.select(table.column_names).cast(table.schema)])
    return table.replace_schema_metadata({REPORT: json.dumps(report)})


def imputed_table(crossings: Crossings, answers: Answers) -> pa.Table:
    """The crossings that nobody recorded, with their answers."""
    rows, days = answers.imputed[:, 0], answers.imputed[:, 1].astype(np.int32)
    return pa.table(
        {
            "person": crossings.persons.take(pa.array(rows)),
            "order": pa.nulls(len(rows), pa.int64()),
            "date": _dates(days, None),
            "direction": _coded(answers.imputed[:, 2].astype(np.int8), DIRECTIONS, None),
            **_answered(days, answers.imputed[:, 3:].astype(np.uint16), with_place=False),
        }
    )


def _ordered_names(table: pa.Table) -> pa.Table:
    if "place" not in table.column_names:
        return table
    # Where the source gives no order, the place in the person's history is the order.
    place = table.column_names.index("order")
    return table.set_column(place, "order", table["place"].cast(pa.int64())).drop_columns(["place"])


def _answered(days: Any, packed: Any, with_place: bool) -> dict[str, pa.Array]:
    found = _Columns(len(days))
    slices = [slice(start, start + _CHUNK) for start in range(0, len(days), _CHUNK)]
    with ThreadPoolExecutor(usable_cores()) as workers:
        list(workers.map(lambda part: unpack(days[part], packed[part], *found.arguments(part)), slices))
    nothing = packed[:, AFTER_ON] == NONE
    uncounted = found.days_in == NONE
    columns = {
        "resident_before": _coded(found.codes["before"], YES_NO, None),
        "resident_after": _coded(found.codes["after"], YES_NO, None),
        "migration": _coded(found.codes["migration"], YES_NO, None),
        "before_settled_on": _dates(found.dates["before"], nothing),
        "after_settled_on": _dates(found.dates["after"], nothing),
        "migration_settled_on": _dates(found.dates["migration"], nothing),
        "days_in": _masked(found.days_in, uncounted).cast(pa.int32()),
        "days_observed": _masked(found.days_observed, uncounted).cast(pa.int32()),
        "problem": _coded(found.codes["problem"] - 1, pa.array(CODES[1:]), found.codes["problem"] == 0),
    }
    if with_place:
        columns["place"] = _masked(found.place, found.place == 0)
    return columns


def _masked(values: Any, nothing: Any) -> pa.Array:
    return pa.array(values, mask=nothing if nothing is not None and nothing.any() else None)


def _dates(days: Any, nothing: Any) -> pa.Array:
    return _masked(days, nothing).view(pa.date32())


def _coded(codes: Any, names: pa.Array, nothing: Any) -> pa.Array:
    return pa.DictionaryArray.from_arrays(_masked(codes, nothing), names)


def report_of(table: pa.Table) -> dict[str, Any]:
    """What `classify` reported with its table: crossings, persons with each problem, how many answers are open."""
    found: dict[str, Any] = json.loads((table.schema.metadata or {})[REPORT])
    return found


def counted(answers: Answers, rows: int) -> dict[str, Any]:
    return report_counts(rows, migrations_of(answers.packed), answers.problems, len(answers.imputed))


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
