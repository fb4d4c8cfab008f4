"""Other true figures that agree with everything published, found by moving one leaf cell at a time.

Where figures are rounded or perturbed, every cell has room, and hundreds of thousands of cells are cleared in
moments: a leaf goes as far as the intervals of its own cell and of all its totals allow. Where totals are exact
nothing moves alone, and linear programs take over. Every state reached is exactly additive and within all intervals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy import sparse

from durna.disclosure.attacker.problem import TOLERANCE, Floats, Integers, Truths

# Totals of totals of totals: a hierarchy deeper than this is a circle.
_DEPTH = 64


@dataclass(frozen=True)
class Leaves:
    """`cells`: int[l]; `sums`: CSC [n, l], one where a leaf is part of a cell, itself included."""

    cells: Integers
    sums: sparse.csc_array


def leaves_of(equations: sparse.csr_array) -> Leaves | None:
    """Every cell as a sum of leaves; None where the equations leave a leaf no freedom of its own."""
    count = equations.shape[1]
    equation_of = _totals(equations)
    is_leaf = equation_of < 0
    leaves = np.flatnonzero(is_leaf)
    step = _one_step(equations, equation_of)
    further = sparse.csr_array(
        sparse.coo_array((np.ones(len(leaves)), (leaves, np.arange(len(leaves)))), shape=(count, len(leaves)))
    )
    sums = further
    for _ in range(_DEPTH):
        further = step @ further
        if further.nnz == 0:
            return Leaves(leaves, sparse.csc_array(sums)) if _hold(equations, sums) else None
        sums = sums + further
    return None


def _hold(equations: sparse.csr_array, sums: sparse.csr_array) -> bool:
    """Whether the equations hold whatever the leaves are; an equation that does not holds for no random figures."""
    figures = np.random.default_rng(0).integers(0, 1000, (sums.shape[1], 2)).astype(float)
    return bool((np.abs(equations @ (sums @ figures)) <= TOLERANCE).all())


def _totals(equations: sparse.csr_array) -> Integers:
    """int[n]: the first equation in which a cell is the total, -1 where it never is. The total is the one cell whose
    sign no other shares."""
    rows = np.repeat(np.arange(equations.shape[0]), np.diff(equations.indptr))
    positive = equations.data > 0
    positives = np.bincount(rows, positive, equations.shape[0])
    negatives = np.bincount(rows, ~positive, equations.shape[0])
    lone = np.where(
        positive, (positives == 1)[rows] & (negatives >= 1)[rows], (negatives == 1)[rows] & (positives > 1)[rows]
    )
    equation_of = np.full(equations.shape[1], -1, dtype=np.int64)
    equation_of[equations.indices[lone][::-1]] = rows[lone][::-1]
    return equation_of


def _one_step(equations: sparse.csr_array, equation_of: Integers) -> sparse.csr_array:
    """Totals as sums of their parts [n, n]; rows of leaves are empty."""
    totals = np.flatnonzero(equation_of >= 0)
    parts = sparse.coo_array(equations[equation_of[totals]])
    rows, columns = totals[parts.coords[0]], parts.coords[1]
    inner = rows != columns
    count = equations.shape[1]
    entries = (np.ones(int(inner.sum())), (rows[inner], columns[inner]))
    return sparse.csr_array(sparse.coo_array(entries, shape=(count, count)))


def walk(leaves: Leaves, start: Floats, lower: Floats, upper: Floats, wanted: Truths, passes: int) -> Iterator[Floats]:
    """Feasible figures float[n], one after the other. `wanted`: bool[n], cells still to be moved; the caller may clear
    marks between two passes."""
    random = np.random.default_rng(0)
    figures = start.copy()
    pointers, cells = leaves.sums.indptr, leaves.sums.indices
    signs = random.choice(np.array([-1.0, 1.0]), len(leaves.cells))
    for number in range(passes):
        if number >= 2:
            # Those still wanted go one way and all others make room, before those wanted have a second turn.
            open_leaves = leaves.sums.T @ wanted.astype(float) > 0
            signs = np.where(open_leaves, 1.0, -1.0) * (1.0 if number % 2 else -1.0)
            again = random.permutation(np.flatnonzero(open_leaves))
        else:
            signs, again = -signs, np.zeros(0, dtype=np.int64)
        order = np.concatenate([random.permutation(len(leaves.cells)), again])
        _move(order, signs, pointers, cells, figures, lower, upper)
        yield figures


@njit(cache=True)
def _move(
    order: Integers, signs: Floats, pointers: Integers, cells: Integers, figures: Floats, lower: Floats, upper: Floats
) -> None:
    for leaf in order:
        first, last = pointers[leaf], pointers[leaf + 1]
        room = np.inf
        for place in range(first, last):
            cell = cells[place]
            free = upper[cell] - figures[cell] if signs[leaf] > 0 else figures[cell] - lower[cell]
            room = min(room, free)
        if 0 < room < np.inf:
            for place in range(first, last):
                figures[cells[place]] += signs[leaf] * room
