"""Statuses known from outside before a person's first crossing: a census, a population register."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.errors import UserError
from durna.residence.columns import Given
from durna.residence.crossings import Crossings, as_arrow, numbers_of

_RESIDENT, _NOT_RESIDENT = ("1", "yes", "true"), ("0", "no", "false")


def given_statuses(source: Any, crossings: Crossings, until: date) -> Given:
    """Statuses by the numbers that the persons have among the crossings. Raises UserError for persons not present."""
    if source is None:
        return Given()
    table = as_arrow(source, ["person", "resident", "since"])
    for name in ("person", "resident"):
        if name not in table.column_names:
            raise _wrong(f"The statuses given have no column '{name}'.", "Columns person, resident (1 or 0), since.")
    persons = _numbers(table["person"], crossings)
    states = np.array([_state(value) for value in table["resident"].to_pylist()], np.int64)
    order = np.argsort(persons, kind="stable")
    persons, states = persons[order], states[order]
    repeated = len(persons) - len(np.unique(persons))
    if repeated:
        raise _wrong(f"{repeated} persons have more than one status.", "One row a person.")
    return Given(persons, states)


def refuse_unmet(given: Given, met: int) -> None:
    absent = len(given.persons) - met
    if absent:
        raise _absent(absent, len(given.persons))


def _numbers(persons: pa.ChunkedArray, crossings: Crossings) -> Any:
    try:
        same = persons.cast(crossings.persons.type if crossings.keys is None else crossings.keys.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise _absent(len(persons), len(persons)) from None
    if persons.null_count:
        raise _wrong(f"{persons.null_count} statuses have no person.", "A key of the person on every row.")
    if crossings.keys is None:
        return numbers_of(same if pa.types.is_uint64(same.type) else same.cast(pa.int64())).view(np.int64)
    places = pc.index_in(same, value_set=crossings.keys)
    if places.null_count:
        raise _absent(places.null_count, len(persons))
    return numbers_of(places.cast(pa.int64()))


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
