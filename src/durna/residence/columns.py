"""Crossings as plain columns of numbers: what the compiled kernel reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[Any]


def _nothing(kind: type) -> Numbers:
    return np.empty(0, kind)


@dataclass(frozen=True)
class Columns:
    """One entry a crossing, in input order; what was not given is empty.

    persons int64, days int32 since 1970 (histories.NO_DAY where missing), directions int8 (1 arrival, 0 departure,
    2 missing), times int64 (of any one unit; in step with the days), orders int64 with numbered bool (has an order).
    """

    persons: Numbers
    days: Numbers
    directions: Numbers
    times: Numbers = field(default_factory=lambda: _nothing(np.int64))
    orders: Numbers = field(default_factory=lambda: _nothing(np.int64))
    numbered: Numbers = field(default_factory=lambda: _nothing(np.bool_))

    @property
    def rows(self) -> int:
        return len(self.persons)


@dataclass(frozen=True)
class Given:
    """Statuses given for persons: sorted persons int64, states int64 (1 resident, 0 not)."""

    persons: Numbers = field(default_factory=lambda: _nothing(np.int64))
    states: Numbers = field(default_factory=lambda: _nothing(np.int64))


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without a dictionary, and as text that every function of Arrow takes."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(pa.large_string()) if pa.types.is_string_view(column.type) else column
