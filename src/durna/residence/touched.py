"""Which people a new delivery can concern, compiled."""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np

from durna.residence.calendar import months_later
from durna.residence.compiled import njit
from durna.residence.grouping import group_rows
from durna.residence.histories import NO_DAY


@njit(cache=True, nogil=True)
def open_rows(days, window, in_months, until):
    """Whether the window of each crossing was not over at the end of observation."""
    is_open = np.empty(days.size, np.bool_)
    for row in range(days.size):
        if days[row] == NO_DAY:
            is_open[row] = False
        elif in_months:
            is_open[row] = months_later(np.int64(days[row]), window) > until
        else:
            is_open[row] = days[row] + window > until
    return is_open


@njit(cache=True, nogil=True)
def rows_of_touched(persons, is_touched, bits):
    """The rows, in order, of every person who has a touched row. `bits`: see grouping.table_bits."""
    rows, starts = group_rows(persons, bits)
    chosen = np.zeros(persons.size, np.bool_)
    for g in range(starts.size - 1):
        touched = False
        for k in range(starts[g], starts[g + 1]):
            touched |= is_touched[rows[k]]
        if touched:
            for k in range(starts[g], starts[g + 1]):
                chosen[rows[k]] = True
    return np.flatnonzero(chosen)
