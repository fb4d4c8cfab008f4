"""Linear programs over open cells, solved by HiGHS."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from durna.disclosure.attacker.problem import Floats, Integers

_OPTIMAL, _INFEASIBLE = 0, 2
# On three-way tables of thousands of cells the interior point method (it ends in a vertex, too) is three times as fast.
_INTERIOR, _LARGE = "highs-ipm", 1000


class TimeIsUp(Exception):
    """No answer within the time allowed."""


class NoSolution(Exception):
    """The equations and the intervals contradict each other."""


@dataclass(frozen=True)
class Clock:
    """`until`: the moment (time.monotonic) at which work stops."""

    until: float

    @staticmethod
    def of(seconds: float) -> Clock:
        return Clock(time.monotonic() + seconds)

    def left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeIsUp
        return left


@dataclass(frozen=True)
class System:
    """`equations` [r, v] times variables = `right`, with `lower` <= variables <= `upper`."""

    equations: sparse.csr_array
    right: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Solution:
    """A feasible point float[v], the objective there, and the multipliers of the equations, float[r]."""

    point: Floats
    value: float
    multipliers: Floats


def minimise(system: System, objective: Floats, clock: Clock) -> Solution:
    """The least `objective` times variables; the objective must have a bound."""
    found = linprog(
        objective, A_eq=system.equations, b_eq=system.right, bounds=np.column_stack([system.lower, system.upper]),
        method=_INTERIOR if len(objective) > _LARGE else "highs-ds", options={"time_limit": clock.left()},
    )  # fmt: skip
    if found.status == _INFEASIBLE:
        raise NoSolution
    if found.status != _OPTIMAL:
        # Numerical trouble proves as little as a limit that was reached.
        raise TimeIsUp
    return Solution(np.clip(found.x, system.lower, system.upper), float(found.fun), found.eqlin.marginals)


def raise_up_to(system: System, cells: Integers, targets: Floats, clock: Clock) -> Floats:
    """A feasible point with as much as possible of min(cell, target) summed over the cells."""
    return _stretch(system, cells, np.maximum(targets, system.lower[cells]), 1.0, clock)


def lower_down_to(system: System, cells: Integers, targets: Floats, clock: Clock) -> Floats:
    """A feasible point with as little as possible of max(cell, target) summed over the cells."""
    return _stretch(system, cells, np.minimum(targets, system.upper[cells]), -1.0, clock)


def _stretch(system: System, cells: Integers, targets: Floats, sign: float, clock: Clock) -> Floats:
    """A cell counts up to its target; what goes beyond is a second column of the same equation that earns nothing."""
    lower, upper = system.lower.copy(), system.upper.copy()
    if sign > 0:
        beyond = np.maximum(system.upper[cells] - targets, 0.0)
        upper[cells] = np.minimum(upper[cells], targets)
    else:
        beyond = np.maximum(targets - system.lower[cells], 0.0)
        lower[cells] = np.maximum(lower[cells], targets)
    width = len(lower)
    objective = np.zeros(width + len(cells))
    objective[cells] = -sign
    doubled = System(
        sparse.csr_array(sparse.hstack([system.equations, sign * system.equations[:, cells]], format="csr")),
        system.right,
        np.concatenate([lower, np.zeros(len(cells))]),
        np.concatenate([upper, beyond]),
    )
    found = minimise(doubled, objective, clock)
    point = found.point[:width].copy()
    point[cells] += sign * found.point[width:]
    return point
