"""Open crossings drawn to an end, person by person: the crossings of one person depend on each other.

Of a person's open crossings one at the most becomes a migration: two opposite ones that lie close exclude each other
(docs/decisions/0011), and of several in one direction only the first that qualifies changes the state. Each draw
therefore gives a person one migration or none, each crossing with its own probability.
"""

# Compiled functions have no Python types: numba infers them from the call.
# mypy: disable-error-code="no-untyped-def,no-untyped-call"

from __future__ import annotations

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.compiled import njit

DRAWS = 400
# Beside it stands the day of the cut.
SEED = 3


def draws(
    persons: Numbers, probabilities: Numbers, cells: Numbers, cell_count: int, seed: int, count: int = DRAWS
) -> Numbers:
    """float64 (count, cell_count): migrations by cell. Rows of one person stand together."""
    found = np.zeros((count, cell_count))
    if len(persons):
        begins = np.flatnonzero(np.concatenate([[True], persons[1:] != persons[:-1]]))
        ends = np.append(begins[1:], len(persons))
        rng = np.random.default_rng([SEED, seed])
        for draw in found:
            _draw(begins, ends, probabilities, cells, rng.random(len(begins)), draw)
    return found


@njit(cache=True, nogil=True)
def _draw(begins, ends, probabilities, cells, points, counts):
    for person in range(begins.size):
        total = 0.0
        for row in range(begins[person], ends[person]):
            total += probabilities[row]
        point = points[person] * max(total, 1.0)
        if point >= total:
            continue
        for row in range(begins[person], ends[person]):
            point -= probabilities[row]
            if point < 0:
                counts[cells[row]] += 1
                break
