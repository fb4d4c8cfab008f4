"""What an attacker holds: intervals of cells, and equations between them, however they came about."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from durna.errors import UserError

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

# Figures are persons or amounts of money: nothing published is finer.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Known:
    """What is known of each cell: float[n] bounds (`inf` where there is none), bool[n] whole numbers."""

    lower: Floats
    upper: Floats
    integral: Truths

    def __and__(self, other: Known) -> Known:
        """Both statements about the same cells."""
        return Known(
            np.maximum(self.lower, other.lower),
            np.minimum(self.upper, other.upper),
            self.integral | other.integral,
        )


@dataclass(frozen=True)
class Problem:
    """Cells [n] with `equations` [m, n] times cells = 0; `tables` [m] names the table of each one."""

    known: Known
    equations: sparse.csr_array
    cells: Sequence[Hashable]
    tables: Sequence[str]

    def __post_init__(self) -> None:
        rows, columns = self.equations.shape
        if (rows, columns) != (len(self.tables), len(self.cells)) or len(self.known.lower) != columns:
            raise ValueError(f"{rows} x {columns} equations, {len(self.tables)} tables, {len(self.cells)} cells")


@dataclass(frozen=True)
class Requirement:
    """What a policy demands of protected cells.

    `cells`: int[k] places of protected cells; `upper`: float[k], the least upper bound an attacker may arrive at;
    `width`: float[k], the least width of the interval.
    """

    cells: Integers
    upper: Floats
    width: Floats

    @staticmethod
    def nothing() -> Requirement:
        return Requirement(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0))

    def __or__(self, other: Requirement) -> Requirement:
        """The cells of both; a cell of both keeps the higher demand."""
        cells = np.union1d(self.cells, other.cells)
        upper, width = np.full(len(cells), -np.inf), np.full(len(cells), -np.inf)
        for one in (self, other):
            place = np.searchsorted(cells, one.cells)
            np.maximum.at(upper, place, one.upper)
            np.maximum.at(width, place, one.width)
        return Requirement(cells, upper, width)

    def chosen(self, which: Truths) -> Requirement:
        return Requirement(self.cells[which], self.upper[which], self.width[which])

    def met_by(self, lower: Floats, upper: Floats) -> Truths:
        """bool[k]; the bounds are those of the protected cells alone, [k]."""
        return (upper >= self.upper - TOLERANCE) & (upper - lower >= self.width - TOLERANCE)


class Contradiction(UserError):
    """No figures at all agree with what is published and with the rule it is said to follow."""


def contradiction(tables: Sequence[str]) -> Contradiction:
    named = ", ".join(sorted(set(tables))[:5])
    return Contradiction(
        message="contradiction",
        what=named,
        found=f"The figures of {named} cannot come from any true figures under the published rule of protection.",
        expected="Every total within what the rule allows of the sum of its parts, in this edition and those before.",
        do="Look for a figure that was changed after it was protected, or for a policy that names another rule.",
    )
