"""Crossings of a cut counted by direction and month, and by group beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.covariates import Groups
from durna.residence.provisional.months import months_of
from durna.residence.provisional.panel import Standing


@dataclass(frozen=True)
class Counts:
    """Crossings (..., 2, lags) by how they stand; together they are all crossings of the cut."""

    settled: Numbers
    settled_no: Numbers
    open: Numbers
    rejected: Numbers


@dataclass(frozen=True)
class Told:
    """What is said of every month at one cut. Arrays (2, lags): direction (0 emigration, 1 immigration) and lag (0 the
    cut's month).

    open: crossings that are not settled; expected: migrations among these; known: settled migrations of every month
    since the first (2, months). group_*: the same (groups, 2, ...).
    """

    month: int
    open: Numbers
    expected: Numbers
    known: Numbers
    group_open: Numbers
    group_expected: Numbers
    group_known: Numbers


class Crossed(Protocol):
    """Crossings as they are counted: days int32 since 1970, directions int8 (1 arrival, 0 departure)."""

    @property
    def days(self) -> Numbers: ...
    @property
    def directions(self) -> Numbers: ...
    @property
    def groups(self) -> Groups: ...


class Counted:
    """Lag 0 is `month`, and there are `lags` of them; crossings further back are not counted."""

    def __init__(self, cut: Crossed, month: int, lags: int) -> None:
        self.lags = month - months_of(cut.days)
        self.cells = cut.directions.astype(np.int64) * lags + self.lags
        self._groups, self._group_count, self._size = cut.groups.codes, len(cut.groups.names), lags

    def by_lag(self, which: Numbers, weights: Numbers | None = None) -> Numbers:
        """(2, lags) crossings, or the sum of their weights. `which`: row numbers, or a flag for each row."""
        rows, weights = self._chosen(which, weights)
        return np.bincount(self.cells[rows], weights, 2 * self._size).reshape(2, self._size)

    def by_group(self, which: Numbers, weights: Numbers | None = None) -> Numbers:
        """(groups, 2, lags)"""
        rows, weights = self._chosen(which, weights)
        size = self._group_count * 2 * self._size
        found = np.zeros(size, np.int64 if weights is None else np.float64)
        for codes in self._groups:
            told = codes[rows] >= 0
            cells = codes[rows[told]].astype(np.int64) * 2 * self._size + self.cells[rows[told]]
            found += np.bincount(cells, None if weights is None else weights[told], size)
        return found.reshape(self._group_count, 2, self._size)

    def standing(self, stands: Standing) -> Counts:
        return Counts(*(self.by_lag(which) for which in _ways(stands)))

    def standing_by_group(self, stands: Standing) -> Counts:
        return Counts(*(self.by_group(which) for which in _ways(stands)))

    def _chosen(self, which: Numbers, weights: Numbers | None) -> tuple[Numbers, Numbers | None]:
        rows = np.flatnonzero(which) if which.dtype == np.bool_ else which
        within = self.lags[rows] < self._size
        return rows[within], None if weights is None else weights[within]


def told(cut: Crossed, is_open: Numbers, is_migration: Numbers, month: int, first_month: int, lags: int) -> Told:
    """What is settled and what is open, where nothing is thought of the open part: none of it expected."""
    counted, ever = Counted(cut, month, lags), Counted(cut, month, month - first_month + 1)
    still_open, group_open = counted.by_lag(is_open), counted.by_group(is_open)
    return Told(
        month, still_open, np.zeros(still_open.shape), ever.by_lag(is_migration)[:, ::-1],
        group_open, np.zeros(group_open.shape), ever.by_group(is_migration)[:, :, ::-1],
    )  # fmt: skip


def _ways(stands: Standing) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    is_no = ~stands.is_migration & ~stands.is_open & ~stands.is_rejected
    return stands.is_migration, is_no, stands.is_open, stands.is_rejected
