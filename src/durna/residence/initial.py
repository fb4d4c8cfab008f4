"""Statuses known from outside before a person's first crossing: a census, a population register."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.errors import UserError
from durna.residence.columns import Given, numbers_of, plain
from durna.residence.crossings import Crossings, as_arrow

_RESIDENT, _NOT_RESIDENT = ("1", "yes", "true"), ("0", "no", "false")


def read_statuses(source: Any) -> pa.Table | None:
    """The table of statuses, checked: one row a person, each 1 or 0. None where none was given."""
    if source is None:
        return None
    table = as_arrow(source, ["person", "resident", "since"])
    for name in ("person", "resident"):
        if name not in table.column_names:
            raise _wrong(f"The statuses given have no column '{name}'.", "Columns person, resident (1 or 0), since.")
    persons = plain(table["person"])
    if persons.null_count:
        raise _wrong(f"{persons.null_count} statuses have no person.", "A key of the person on every row.")
    repeated = len(persons) - pc.count_distinct(persons).as_py()
    if repeated:
        raise _wrong(f"{repeated} persons have more than one status.", "One row a person.")
    states = pa.array([_state(value) for value in table["resident"].to_pylist()], pa.int64())
    return pa.table({"person": persons, "resident": states})


def of_present(statuses: pa.Table | None, crossings: Crossings) -> Given:
    """The statuses of those persons who are among the crossings, by the numbers that they have there."""
    if statuses is None:
        return Given()
    numbers, is_present = _numbers(statuses["person"], crossings)
    states = numbers_of(statuses["resident"])[is_present]
    order = np.argsort(numbers, kind="stable")
    return Given(numbers[order], states[order])


def refuse_absent(absent: int, all_of_them: int) -> None:
    """Raises UserError where statuses were given of persons who never crossed."""
    if absent:
        raise _absent(absent, all_of_them)


def _numbers(persons: pa.ChunkedArray, crossings: Crossings) -> tuple[Any, Any]:
    try:
        same = persons.cast(crossings.persons.type if crossings.keys is None else crossings.keys.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise _absent(len(persons), len(persons)) from None
    if crossings.keys is None:
        wide = same if pa.types.is_uint64(same.type) else same.cast(pa.int64())
        return numbers_of(wide).view(np.int64), np.ones(len(persons), np.bool_)
    places = pc.index_in(same, value_set=crossings.keys)
    return numbers_of(pc.drop_null(places).cast(pa.int64())), numbers_of(pc.is_valid(places)).astype(np.bool_)


def _state(value: object) -> int:
    text = str(value).strip().lower().removesuffix(".0")
    if text in _RESIDENT:
        return 1
    if text in _NOT_RESIDENT:
        return 0
    raise _wrong("A status that is neither 1 nor 0.", "resident = 1 or 0, yes or no.")


def _absent(absent: int, all_of_them: int) -> UserError:
    return _wrong(
        f"{absent} of {all_of_them} statuses given are of persons without any crossing.",
        "Statuses of persons who are among the crossings, with keys of the same kind.",
    )


def _wrong(found: str, expected: str) -> UserError:
    return UserError(found=found, expected=expected, do="Correct the table of initial statuses.")
