"""What is noted of a crossing beside person, day and direction, as numbers: whichever of the columns a table has.

Codes follow the order in which values first appear, so that what comes later renumbers nothing that was known before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Covariates:
    """Codes (int16, -1 missing) and day numbers (float64, NaN missing) by the name of their column."""

    categories: Mapping[str, Numbers]
    dates: Mapping[str, Numbers]

    def of(self, rows: Numbers) -> Covariates:
        return Covariates(
            {name: values[rows] for name, values in self.categories.items()},
            {name: values[rows] for name, values in self.dates.items()},
        )


@dataclass(frozen=True)
class Groups:
    """`names`: breakdown and value, the values of one breakdown together. `codes` int16 (breakdowns, crossings): the
    group of each crossing in each breakdown, a place in `names`; -1 where it is not told."""

    codes: Numbers
    names: tuple[tuple[str, str], ...]

    def of(self, rows: Numbers) -> Groups:
        return Groups(self.codes[:, rows], self.names)


def covariates_of(table: pa.Table, days: Numbers) -> Covariates:
    present = set(table.column_names)
    return Covariates(
        {name: _codes(table[name], days) for name in CATEGORIES if name in present},
        {name: _day_numbers(table[name], name) for name in DATES if name in present},
    )


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
        texts = plain(table[column]).cast(pa.string())
        values = sorted(value for value in pc.unique(texts).to_pylist() if value is not None)
        places = _places(texts, values)
        codes = np.vstack([codes, np.where(places < 0, -1, places + len(names)).astype(np.int16)[None]])
        names += tuple((name, value) for value in values)
    return Groups(codes, names)


def _codes(column: pa.ChunkedArray, days: Numbers) -> Numbers:
    texts = plain(column).cast(pa.string())
    names = sorted(value for value in pc.unique(texts).to_pylist() if value is not None)
    places = _places(texts, names)
    first = np.full(len(names) + 1, np.iinfo(np.int64).max)
    dated = days != NO_DAY
    np.minimum.at(first, places[dated], days[dated])
    rank = np.empty(len(names) + 1, np.int16)
    rank[np.argsort(first[:-1], kind="stable")] = np.minimum(np.arange(len(names)), MOST_VALUES)
    rank[-1] = -1
    return rank[places]


def _places(texts: pa.ChunkedArray, names: list[str]) -> Numbers:
    """Of each text its place among the names; -1 where there is none."""
    places = pc.index_in(texts, value_set=pa.array(names, pa.string()))
    return numbers_of(pc.fill_null(places, -1).cast(pa.int64()))


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
