"""Crossings as plain columns of numbers: what the compiled kernel reads."""

from __future__ import annotations

from collections.abc import Callable
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
    The first three may lie in pieces where only slices of them are asked for.
    """

    persons: Any
    days: Any
    directions: Any
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


class Pieces:
    """The numbers of a column where they lie, piece by piece: of a large one each copy takes longer than the work."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        self._pieces: list[Numbers] = [piece.to_numpy(zero_copy_only=False) for piece in column.chunks if len(piece)]
        self._pieces = self._pieces or [_nothing(column.type.to_pandas_dtype())]
        self._ends = np.cumsum([len(piece) for piece in self._pieces])

    def __len__(self) -> int:
        return int(self._ends[-1])

    def __getitem__(self, rows: slice) -> Numbers:
        start, stop, _ = rows.indices(len(self))
        found, place = [], int(np.searchsorted(self._ends, start, side="right"))
        while start < stop:
            begin = int(self._ends[place]) - len(self._pieces[place])
            part = self._pieces[place][start - begin : stop - begin]
            found.append(part)
            start, place = start + len(part), place + 1
        return found[0] if len(found) == 1 else np.concatenate(found or [self._pieces[0][:0]])

    def max(self, initial: int) -> int:
        return max(int(piece.max(initial=initial)) for piece in self._pieces)


# How a column becomes numbers: `numbers_of` or `Pieces`.
Lay = Callable[[pa.ChunkedArray], Any]


def numbers_of(column: pa.ChunkedArray) -> Numbers:
    """In one piece; without a copy where it lies so."""
    return column.combine_chunks().to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def fixed(values: Numbers) -> Numbers:
    """Not to be written: one kind of column to compile for, whether Arrow lent it or not."""
    view = values.view()
    view.flags.writeable = False
    return view


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without a dictionary, and as text that every function of Arrow takes."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(pa.large_string()) if pa.types.is_string_view(column.type) else column
