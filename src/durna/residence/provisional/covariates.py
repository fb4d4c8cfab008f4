"""What is noted of a crossing beside person, day and direction, as numbers: whichever of the columns a table has.

Codes follow the order in which values first appear, so that what comes later renumbers nothing that was known before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.errors import UserError
from durna.residence.columns import Numbers, numbers_of, plain
from durna.residence.histories import NO_DAY

CATEGORIES = (
    "citizenship", "sex", "purpose", "permit_class", "visa_type", "transport_mode", "document_type",
    "country_of_birth", "residence",
)  # fmt: skip
# Each is told as days before or after the crossing, and before or after the cut.
DATES = ("birth_date", "permit_until")
# Categories of a tree are kept in a byte; values that first appear later are one.
MOST_VALUES = 200


class Noted:
    """What a whole table notes of its crossings; read when first asked for: while nothing is estimated nobody does."""

    def __init__(self, table: pa.Table, days: Numbers) -> None:
        self._table, self._days = table, days
        present = set(table.column_names)
        self.category_names = [name for name in CATEGORIES if name in present]
        self.date_names = [name for name in DATES if name in present]

    @cached_property
    def categories(self) -> Mapping[str, Numbers]:
        return {name: _codes(self._table[name], self._days) for name in self.category_names}

    @cached_property
    def dates(self) -> Mapping[str, Numbers]:
        return {name: _day_numbers(self._table[name], name) for name in self.date_names}


@dataclass(frozen=True)
class Covariates:
    """Codes (int16, -1 missing) and day numbers (float64, NaN missing) of some crossings: `rows` of what is `noted`."""

    noted: Noted
    rows: Numbers

    @property
    def category_count(self) -> int:
        return len(self.noted.category_names)

    def categories_at(self, rows: Numbers) -> list[Numbers]:
        """Of some of these crossings: one array for each category."""
        return [values[self.rows[rows]] for values in self.noted.categories.values()]

    def dates_at(self, rows: Numbers) -> list[Numbers]:
        return [values[self.rows[rows]] for values in self.noted.dates.values()]

    def of(self, rows: Numbers) -> Covariates:
        return Covariates(self.noted, self.rows[rows])


@dataclass(frozen=True)
class Groups:
    """`names`: breakdown and value, the values of one breakdown together. `codes` int16 (breakdowns, crossings): the
    group of each crossing in each breakdown, a place in `names`; -1 where it is not told."""

    codes: Numbers
    names: tuple[tuple[str, str], ...]

    def of(self, rows: Numbers) -> Groups:
        return Groups(self.codes[:, rows], self.names)


def covariates_of(table: pa.Table, days: Numbers, rows: Numbers) -> Covariates:
    """`days`: of all crossings of the table, as they stand there; `rows`: those that are meant, in their order."""
    return Covariates(Noted(table, days), rows)


def groups_of(table: pa.Table, columns: Mapping[str, str]) -> Groups:
    """`columns`: the column of each breakdown."""
    codes, names = np.empty((0, table.num_rows), np.int16), tuple[tuple[str, str], ...]()
    for name, column in columns.items():
        if column not in table.column_names:
            raise UserError(
                found=f"The crossings have no column '{column}' to group by; they have: "
                f"{', '.join(table.column_names)}.",
                expected="The name of a column, as citizenship.",
                do="Correct the name.",
            )
        values, places = _places(table[column])
        codes = np.vstack([codes, np.where(places < 0, -1, places + len(names)).astype(np.int16)[None]])
        names += tuple((name, value) for value in values)
    return Groups(codes, names)


def _codes(column: pa.ChunkedArray, days: Numbers) -> Numbers:
    names, places = _places(column)
    rank = np.empty(len(names) + 1, np.int16)
    rank[np.argsort(_first_days(places, days, len(names)), kind="stable")] = np.minimum(
        np.arange(len(names)), MOST_VALUES
    )
    rank[-1] = -1
    return rank[places]


def _first_days(places: Numbers, days: Numbers, count: int) -> Numbers:
    """The first day on which each value is noted; those of no date come last."""
    first = np.full(count, np.iinfo(np.int64).max)
    dated = days != NO_DAY
    found = pa.table({"place": places[dated], "day": days[dated]}).group_by("place").aggregate([("day", "min")])
    noted = found.filter(pc.greater_equal(found["place"], 0))
    first[noted["place"].to_numpy()] = noted["day_min"].to_numpy()
    return first


def _places(column: pa.ChunkedArray) -> tuple[list[str], Numbers]:
    """The values that occur, in their order, and of each text its place among them; -1 where there is none."""
    coded = column if pa.types.is_dictionary(column.type) else plain(column).cast(pa.string()).dictionary_encode()
    whole = coded.combine_chunks()
    named = whole.dictionary.cast(pa.string()).to_pylist()
    # What is missing is one more value of the dictionary.
    indices = pc.fill_null(whole.indices.cast(pa.int32()), len(named)).to_numpy()
    used = np.bincount(indices, minlength=len(named) + 1)[:-1] > 0
    names = sorted(name for name, is_used in zip(named, used, strict=True) if is_used and name is not None)
    place = {name: number for number, name in enumerate(names)}
    return names, np.array([*(place.get(name, -1) for name in named), -1], np.int32)[indices]


def _day_numbers(column: pa.ChunkedArray, name: str) -> Numbers:
    try:
        days: Any = plain(column).cast(pa.date32()).cast(pa.int32()).cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise UserError(
            found=f"The column '{name}' of the crossings holds no dates.",
            expected="Dates, or ISO text as 2021-10-31.",
            do="Convert the column, or leave it out.",
        ) from None
    return numbers_of(pc.fill_null(days, float("nan")))
