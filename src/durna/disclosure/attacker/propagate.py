"""Intervals through equations, to a fixed point: what a person with a pencil finds, at any size."""

from __future__ import annotations

import numpy as np
from numba import njit
from scipy import sparse

from durna.disclosure.attacker.problem import TOLERANCE, Floats, Integers, Known, Truths

# Bounds of amounts may creep for ever; those reached so far are valid bounds, and the programs go on from them.
SWEEPS = 200


class Impossible(Exception):
    """A cell's lower bound is above its upper bound; `cell` is its place."""

    def __init__(self, cell: int) -> None:
        super().__init__(cell)
        self.cell = cell


def propagate(equations: sparse.csr_array, right: Floats, known: Known) -> Known:
    """Narrow the intervals until no equation (`equations` times cells = `right`) narrows one any more."""
    lower, upper = known.lower.astype(float), known.upper.astype(float)
    lower[known.integral] = np.ceil(lower[known.integral] - TOLERANCE)
    upper[known.integral] = np.floor(upper[known.integral] + TOLERANCE)
    pointers, columns = equations.indptr.astype(np.int64), equations.indices.astype(np.int64)
    for _ in range(SWEEPS):
        moved = _sweep(pointers, columns, equations.data.astype(float), right, lower, upper, known.integral)
        crossed = lower > upper + TOLERANCE * (1 + np.abs(upper))
        if crossed.any():
            raise Impossible(int(np.argmax(crossed)))
        if not moved:
            break
    return Known(lower, np.maximum(lower, upper), known.integral)


@njit(cache=True)
def _sweep(
    pointers: Integers, columns: Integers, values: Floats, right: Floats, lower: Floats, upper: Floats, integral: Truths
) -> bool:
    """Each equation in turn narrows its cells, the next one starts from there; says whether anything moved."""
    moved = False
    for row in range(len(pointers) - 1):
        own, factors = columns[pointers[row] : pointers[row + 1]], values[pointers[row] : pointers[row + 1]]
        least, endless_least = _extreme(own, factors, lower, upper)
        most, endless_most = _extreme(own, -factors, lower, upper)
        if endless_least > 1 and endless_most > 1:
            continue
        for cell, factor in zip(own, factors):  # noqa: B905 - compiled
            low, high = (lower[cell], upper[cell]) if factor > 0 else (upper[cell], lower[cell])
            # What is left for this cell when all others of the equation are as small, or as large, as they can be.
            at_most = right[row] - _others(least, endless_least, factor * low)
            at_least = right[row] + _others(most, endless_most, -factor * high)
            if factor < 0:
                at_least, at_most = at_most, at_least
            moved |= _narrow(cell, at_least / factor, at_most / factor, lower, upper, integral[cell])
    return moved


@njit(cache=True)
def _extreme(cells: Integers, factors: Floats, lower: Floats, upper: Floats) -> tuple[float, int]:
    """The least sum of factors times cells: its finite part, and how many terms are infinite."""
    total, endless = 0.0, 0
    for cell, factor in zip(cells, factors):  # noqa: B905 - compiled
        term = factor * (lower[cell] if factor > 0 else upper[cell])
        if np.isfinite(term):
            total += term
        else:
            endless += 1
    return total, endless


@njit(cache=True)
def _others(total: float, endless: int, term: float) -> float:
    if np.isfinite(term):
        return total - term if endless == 0 else -np.inf
    return total if endless == 1 else -np.inf


@njit(cache=True)
def _narrow(cell: int, below: float, above: float, lower: Floats, upper: Floats, integral: bool) -> bool:
    if integral:
        below, above = np.ceil(below - TOLERANCE), np.floor(above + TOLERANCE)
    moved = False
    # A bound moves only by what is worth another sweep: amounts creep for ever otherwise.
    if above < upper[cell] - TOLERANCE * (1 + abs(above)):
        upper[cell] = above
        moved = True
    if below > lower[cell] + TOLERANCE * (1 + abs(below)):
        lower[cell] = below
        moved = True
    return moved
