"""Rounding of counts to multiples of a base.

Additive: every equation of the linked tables holds between the rounded figures. Tables that meet only in totals are
rounded from the top, and each cell goes to a neighbouring multiple (controlled rounding, Cox 1987). Cubes, in which one
cell is part of several sums, are rounded in their leaves, and everything above is the sum of rounded leaves.
Random: each cell by itself.

The draw of a cell is its cell key, so that the same people are always rounded alike. Zeros and multiples stay.
"""

from __future__ import annotations

import numba
import numpy as np
from scipy import sparse

from durna.disclosure.tables import Floats, Integers, LinkedTables, Truths
from durna.errors import UserError

# Each sweep lowers the sum of squared deviations; after a few there is next to nothing left to gain.
SWEEPS = 12


def independent(values: Floats, keys: Floats, base: int) -> Floats:
    """Each count to a neighbouring multiple: up with a probability that leaves the expectation as it is."""
    below, chance = _split(values, base)
    return below + base * (keys < chance)


def additive(tables: LinkedTables, base: int) -> Floats:
    """float[n], multiples of `base` that satisfy every equation. Raises UserError naming a table that cannot."""
    counts = ~tables.is_magnitude
    if (np.bincount(tables.equations.indices[tables.equations.data < 0], minlength=len(tables.ids)) <= 1).all():
        return np.where(counts, _from_the_top(tables, base), tables.values)
    return np.where(counts, _from_the_leaves(tables, base), tables.values)


def _split(values: Floats, base: int) -> tuple[Floats, Floats]:
    """The multiple below, and what is above it as a part of the base."""
    below = np.floor(values / base) * base
    return below, (values - below) / base


def _from_the_top(tables: LinkedTables, base: int) -> Floats:
    """A total is rounded before its parts; so many of these then go up that they make it.

    The neighbours of a total lie between the sums of the lower and of the upper neighbours of its parts, so this is
    always possible.
    """
    rounded = independent(tables.values, tables.keys, base)
    for equation in _downwards(tables):
        total, parts = tables.parts(equation)
        below, chance = _split(tables.values[parts], base)
        ups = round((rounded[total] - below.sum()) / base)
        rounded[parts] = below + base * _drawn(chance, tables.keys[parts], ups)
    return rounded


def _downwards(tables: LinkedTables) -> list[int]:
    """The equations in an order in which no total follows an equation that it is the total of, as a part."""
    made_by = {}
    for equation in range(len(tables.tables)):
        for part in tables.parts(equation)[1]:
            made_by[int(part)] = equation
    depth: dict[int, int] = {}
    for equation in range(len(tables.tables)):
        chain = [equation]
        while (above := made_by.get(tables.parts(chain[-1])[0])) is not None and chain[-1] not in depth:
            if above in chain:
                raise _cannot(tables.tables[equation])
            chain.append(above)
        for one in reversed(chain):
            above = made_by.get(tables.parts(one)[0])
            depth.setdefault(one, 0 if above is None else depth[above] + 1)
    return sorted(depth, key=lambda equation: (depth[equation], equation))


def _drawn(chance: Floats, keys: Floats, count: int) -> Truths:
    """So many of the cells that are no multiples, each about as likely as it should be.

    Pareto sampling (Rosén 1997) with the keys as its uniform numbers: a cell that is unchanged keeps its number, so a
    change elsewhere in the table seldom moves it.
    """
    up = np.zeros(len(chance), dtype=bool)
    free = np.flatnonzero(chance > 0)
    odds = chance[free] / (1 - chance[free])
    uniform = np.clip(keys[free], 1e-12, 1 - 1e-12)
    up[free[np.argsort(uniform / (1 - uniform) / odds, kind="stable")[:count]]] = True
    return up


def _from_the_leaves(tables: LinkedTables, base: int) -> Floats:
    made_of = _made_of_leaves(tables)
    leaves = np.flatnonzero(np.diff(made_of.tocsc().indptr))
    members = sparse.csc_array(made_of[:, leaves])
    below, chance = _split(tables.values[leaves], base)
    up = tables.keys[leaves] < chance
    deviations = members @ (below + base * up) - tables.values
    _settle(members.indptr, members.indices, deviations, up, chance, float(base))
    return np.asarray(members @ (below + base * up), dtype=float)


def _made_of_leaves(tables: LinkedTables) -> sparse.csr_array:
    """[n, n] with a 1 for each leaf in a cell. Raises UserError where two sums say different things of one cell."""
    n = len(tables.ids)
    totals, chosen = np.unique([tables.parts(row)[0] for row in range(len(tables.tables))], return_index=True)
    is_leaf = np.ones(n)
    is_leaf[totals] = 0
    step = _parts_of(tables.equations[chosen], totals, n)
    reached = sparse.csr_array(sparse.diags_array(is_leaf))
    while True:
        wider = sparse.csr_array(sparse.diags_array(is_leaf) + step @ reached)
        if (wider != reached).nnz == 0:
            break
        reached = wider
    left = sparse.csr_array(tables.equations @ reached)
    wrong = np.flatnonzero(np.abs(left).sum(axis=1))
    if len(wrong):
        raise _cannot(tables.tables[int(wrong[0])])
    return reached


def _parts_of(equations: sparse.csr_array, totals: Integers, n: int) -> sparse.csr_array:
    entries = sparse.coo_array(equations)
    parts = entries.data < 0
    return sparse.csr_array(
        (np.ones(parts.sum()), (totals[entries.coords[0][parts]], entries.coords[1][parts])), (n, n)
    )


@numba.njit(cache=True)
def _settle(starts, places, deviations, up, chance, base):  # type: ignore[no-untyped-def]
    """Turn leaves over, one by one, while that brings the sums they are in nearer to the true ones."""
    for _ in range(SWEEPS):
        moved = False
        for leaf in range(len(up)):
            if chance[leaf] == 0.0:
                continue
            step = -base if up[leaf] else base
            change = 0.0
            for entry in range(starts[leaf], starts[leaf + 1]):
                change += step * (2.0 * deviations[places[entry]] + step)
            if change < 0.0:
                moved = True
                up[leaf] = not up[leaf]
                for entry in range(starts[leaf], starts[leaf + 1]):
                    deviations[places[entry]] += step
        if not moved:
            break


def _cannot(table: str) -> UserError:
    return UserError(
        found=f"{table}: its cells stand in two classifications that have no common cross-classification.",
        expected="Tables that meet in totals only, or the finest cells behind all of them.",
        do="Publish the cross-classification too, leave one of the tables out, or choose the cell key method.",
    )
