"""What is still open of a problem: known cells leave, cells forced to be equal become one, components fall apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from durna.disclosure.attacker.problem import TOLERANCE, Floats, Integers, Known


@dataclass(frozen=True)
class Open:
    """`equations` [r, v] times variables = `right`, within `lower` and `upper` [v].

    `variable`: int[n], the variable that stands for a cell, -1 where the cell is known. `rows`: int[r], the equations
    of the problem that remained. `component`: int[v].
    """

    equations: sparse.csr_array
    right: Floats
    lower: Floats
    upper: Floats
    variable: Integers
    rows: Integers
    component: Integers


def reduce(equations: sparse.csr_array, known: Known, *, merge: bool = True) -> Open:
    """What remains open. Without `merge` every open cell keeps a variable of its own."""
    fixed = known.upper - known.lower <= TOLERANCE
    right = -(equations @ np.where(fixed, known.lower, 0.0))
    variable = np.cumsum(~fixed) - 1
    variable[fixed] = -1
    lower, upper = known.lower[~fixed], known.upper[~fixed]
    left = sparse.csr_array(equations[:, ~fixed])
    rows = np.flatnonzero(np.diff(left.indptr))
    left, right = left[rows], right[rows]
    if merge:
        group = equal_groups(left, right)
        lower, upper = _narrowest(group, lower, upper)
        variable[~fixed] = group
        left = left @ _membership(group)
        left.eliminate_zeros()
        kept = np.flatnonzero(np.diff(left.indptr))
        left, right, rows = left[kept], right[kept], rows[kept]
    return Open(sparse.csr_array(left), right, lower, upper, variable, rows, components(left))


def equal_groups(equations: sparse.csr_array, right: Floats) -> Integers:
    """int[v]: equal numbers for cells that an equation of two terms makes equal: a total and its only open part."""
    sizes = np.diff(equations.indptr)
    pairs = np.flatnonzero((sizes == 2) & (np.abs(right) <= TOLERANCE))
    first, second = equations.indptr[pairs], equations.indptr[pairs] + 1
    opposite = np.abs(equations.data[first] + equations.data[second]) <= TOLERANCE
    one, other = equations.indices[first[opposite]], equations.indices[second[opposite]]
    count = equations.shape[1]
    links = sparse.coo_array((np.ones(len(one)), (one, other)), shape=(count, count))
    _, group = sparse.csgraph.connected_components(links, directed=False)
    return np.asarray(group, dtype=np.int64)


def components(equations: sparse.csr_array) -> Integers:
    """int[v]: variables with equal numbers are joined by equations, others never meet."""
    rows, columns = equations.shape
    joined = sparse.block_array([[None, equations], [sparse.csr_array((columns, rows)), None]]) if rows else None
    if joined is None:
        return np.arange(columns)
    _, found = sparse.csgraph.connected_components(joined, directed=False)
    return np.asarray(found[rows:], dtype=np.int64)


def _narrowest(group: Integers, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    count = int(group.max()) + 1 if len(group) else 0
    merged = np.full(count, -np.inf), np.full(count, np.inf)
    np.maximum.at(merged[0], group, lower)
    np.minimum.at(merged[1], group, upper)
    return merged


def _membership(group: Integers) -> sparse.csr_array:
    count = int(group.max()) + 1 if len(group) else 0
    entries = (np.ones(len(group)), (np.arange(len(group)), group))
    return sparse.csr_array(sparse.coo_array(entries, shape=(len(group), count)))
