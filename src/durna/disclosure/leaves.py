"""A cube is rounded in its leaves, and everything above them is the sum of rounded leaves."""

from __future__ import annotations

import numba
import numpy as np
from scipy import sparse

from durna.disclosure.cubes import Cube
from durna.disclosure.ranges import Ranges
from durna.disclosure.tables import Floats, Integers, LinkedTables, Truths
from durna.errors import UserError

# How much more it counts that a sum says again what it said before than that it comes near to the truth.
_AGAIN = 50.0
# Each sweep lowers the sum of squared deviations; after a few there is next to nothing left to gain.
SWEEPS = 12


def rounded(cube: Cube, tables: LinkedTables, goal: float | None, ranges: Ranges, held: Floats) -> Floats:
    """Multiples for the cells inside a cube, whose leaves make `goal` (where they have a common total): neighbours for
    the leaves, and sums of these as near to the true ones as turning over single leaves brings them. What was said of a
    leaf before is said again, and so it is of sums, if single leaves bring them there."""
    base = float(ranges.base)
    members = made_of(cube, tables)
    low, high = ranges.low[cube.leaves], ranges.high[cube.leaves]
    said = ranges.allows(held)[cube.leaves]
    values, keys = tables.values[cube.leaves], tables.keys[cube.leaves]
    up = np.where(said, held[cube.leaves] > low, keys < (values - low) / base) & (high > low)
    is_free = (high > low) & ~said
    wanted, weights = np.where(np.isnan(held), tables.values, held), np.where(np.isnan(held), 1.0, _AGAIN)
    if goal is not None:
        wanted[cube.apex] = goal
    deviations = members @ (low + base * up) - np.where(np.diff(members.tocsr().indptr) > 0, wanted, 0.0)
    _settle(members.indptr, members.indices, deviations, weights, up, is_free, base)
    if goal is not None:
        left = goal - float((low + base * up).sum())
        _meet(members, weights * deviations, up, high > low, np.where(is_free, 0.0, 1.0 + values), left, base)
    return np.asarray(members @ (low + base * up), dtype=float)[cube.inside]


def made_of(cube: Cube, tables: LinkedTables) -> sparse.csc_array:
    """[n, l] with a 1 for each leaf in a cell. Raises UserError where two sums say different things of one cell."""
    count, equations = len(tables.ids), sparse.csr_array(tables.equations[cube.equations])
    totals = np.array([tables.parts(int(row))[0] for row in cube.equations])
    first, chosen = np.unique(totals, return_index=True)
    entries = sparse.coo_array(equations[chosen])
    parts = entries.data < 0
    where = (first[entries.coords[0][parts]], entries.coords[1][parts])
    step = sparse.csr_array((np.ones(int(parts.sum())), where), (count, count))
    own = sparse.csr_array(
        (np.ones(len(cube.leaves)), (cube.leaves, np.arange(len(cube.leaves)))), (count, len(cube.leaves))
    )
    reached = own
    while True:
        wider = sparse.csr_array(own + step @ reached)
        if (wider != reached).nnz == 0:
            break
        reached = wider
    wrong = np.flatnonzero(np.abs(equations @ reached).sum(axis=1))
    is_whole = cube.apex is None or reached[[cube.apex]].nnz == len(cube.leaves)
    if len(wrong) or (reached.data != 1).any() or not is_whole:
        raise cannot(tables.tables[int(cube.equations[wrong[0] if len(wrong) else 0])])
    return sparse.csc_array(reached)


@numba.njit(cache=True)
def _settle(starts, places, deviations, weights, up, is_free, base):  # type: ignore[no-untyped-def]
    """Turn leaves over, one by one, while that brings the sums they are in nearer to the true ones."""
    for _ in range(SWEEPS):
        moved = False
        for leaf in range(len(up)):
            if not is_free[leaf]:
                continue
            step = -base if up[leaf] else base
            change = 0.0
            for entry in range(starts[leaf], starts[leaf + 1]):
                cell = places[entry]
                change += weights[cell] * step * (2.0 * deviations[cell] + step)
            if change < 0.0:
                moved = True
                up[leaf] = not up[leaf]
                for entry in range(starts[leaf], starts[leaf + 1]):
                    deviations[places[entry]] += step
        if not moved:
            break


def _meet(
    members: sparse.csc_array, deviations: Floats, up: Truths, may_turn: Truths, reluctance: Floats, left: float,
    base: float,
) -> None:  # fmt: skip
    """Turn over as many leaves as are left to the goal, where it costs least; those of which something was said before
    (`reluctance` above 0) last, the largest first."""
    count = round(abs(left) / base)
    if not count:
        return
    able: Integers = np.flatnonzero(may_turn & (up == (left < 0)))
    step = base if left > 0 else -base
    cost = 2 * step * (members[:, able].T @ deviations)
    order = np.lexsort((cost, -reluctance[able], reluctance[able] > 0))
    up[able[order[:count]]] = left > 0


def cannot(table: str) -> UserError:
    return UserError(
        message="no-common-table",
        what=table,
        found=f"{table}: its cells stand in two classifications that have no common cross-classification.",
        expected="Tables that meet in totals only, or the finest cells behind all of them.",
        do="Publish the cross-classification too, leave one of the tables out, or choose the cell key method.",
    )
