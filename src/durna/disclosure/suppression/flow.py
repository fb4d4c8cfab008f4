"""The cheapest other figures that agree with the totals and carry protected cells as far as the policy demands.

The single-attacker program of Fischetti and Salazar (Management Science 47, 2001): whatever changes between the true
figures and these must be hidden; then nobody can tell the two apart. One program carries many cells at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from durna.disclosure.attacker.problem import TOLERANCE, Floats, Integers, Truths
from durna.disclosure.attacker.programs import Clock, System, minimise

# What it earns to carry a protected cell by one unit: more than any chain of cells costs.
_REWARD = 1e4
# Moving what is hidden already costs next to nothing, but not nothing: flows go in no circles.
_FREE = 1e-3


@dataclass(frozen=True)
class Tables:
    """`equations` [m, n], true `values` float[n]; `least`, `most` float[n]: between which an attacker thinks a hidden
    cell possible."""

    equations: sparse.csr_array
    values: Floats
    least: Floats
    most: Floats

    @property
    def movable(self) -> Truths:
        """Zeros are published; and hiding is of no use where the figure is known from before."""
        return (self.values > 0) & (self.most - self.least > TOLERANCE)


@dataclass(frozen=True)
class Flow:
    """`moved`: bool[n], cells that must be hidden; `reached`: bool[q], protected cells carried all the way."""

    moved: Truths
    reached: Truths


def cheapest_flow(tables: Tables, hidden: Truths, costs: Floats, cells: Integers, needs: Floats, clock: Clock) -> Flow:
    """Carry each of `cells` (int[q]) up by `needs` (float[q]) at the least cost of cells that are not `hidden` yet."""
    columns = np.flatnonzero(tables.movable)
    place = np.full(len(tables.values), -1)
    place[columns] = np.arange(len(columns))
    left = sparse.csr_array(tables.equations[:, columns])
    price = np.where(hidden[columns], _FREE, costs[columns])
    goal = place[cells]
    down, rise = (tables.values - tables.least)[columns], (tables.most - tables.values)[columns]
    # Otherwise a cell would earn by going up and down at once.
    down[goal] = 0.0
    carried_up = np.minimum(needs, rise[goal])
    rise[goal] -= carried_up
    system = System(
        sparse.csr_array(sparse.hstack([left, -left, left[:, goal]], format="csr")),
        np.zeros(left.shape[0]),
        np.zeros(2 * len(columns) + len(goal)),
        np.concatenate([rise, down, carried_up]),
    )
    # A protected cell's way to its goal is a column of its own, so that only this part of the way is rewarded.
    point = minimise(system, np.concatenate([price, price, np.full(len(goal), -_REWARD)]), clock).point
    up, back, carried = np.split(point, [len(columns), 2 * len(columns)])
    change = up - back
    np.add.at(change, goal, carried)
    moved = np.zeros(len(tables.values), dtype=bool)
    moved[columns[np.abs(change) > TOLERANCE]] = True
    return Flow(moved, change[goal] >= needs - TOLERANCE)
