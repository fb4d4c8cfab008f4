"""Crossings as plain columns of numbers: what the compiled kernel reads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from durna.residence.cores import usable_cores

# From so many numbers on, a column is put together on all cores.
_MANY = 1 << 22

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


def numbers_of(column: pa.ChunkedArray) -> Numbers:
    """Without a copy where it lies in one piece."""
    if len(column) < _MANY or column.num_chunks == 1 or column.null_count:
        return column.combine_chunks().to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]
    pieces = [piece.to_numpy(zero_copy_only=False) for piece in column.chunks]
    whole = np.empty(len(column), pieces[0].dtype)
    ends = np.cumsum([len(piece) for piece in pieces])

    def put(piece: Numbers, end: int) -> None:
        whole[end - len(piece) : end] = piece

    with ThreadPoolExecutor(usable_cores()) as workers:
        list(workers.map(put, pieces, ends))
    return whole


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without a dictionary, and as text that every function of Arrow takes."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(pa.large_string()) if pa.types.is_string_view(column.type) else column
