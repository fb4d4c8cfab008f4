"""Which cells may not be shown, and how far from the truth an attacker must be kept.

Rules and required levels: Hundepool et al., Handbook on Statistical Disclosure Control, sections 4.2.1 and 4.4.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from durna.disclosure.attacker.problem import Floats, Integers, Requirement, Truths


@dataclass(frozen=True)
class Sensitive:
    """Cells that may not be shown: int[k] places, and float[k] upper bounds that an attacker must not get below."""

    cells: Integers
    upper: Floats

    def __or__(self, other: Sensitive) -> Sensitive:
        """The cells of both rules; a cell of both keeps the higher bound."""
        cells = np.union1d(self.cells, other.cells)
        upper = np.full(len(cells), -np.inf)
        for one in (self, other):
            np.maximum.at(upper, np.searchsorted(cells, one.cells), one.upper)
        return Sensitive(cells, upper)

    def requirement(self, values: Floats) -> Requirement:
        """At least as wide as the way from the true value (float[n], of all cells) to the upper bound."""
        return Requirement(self.cells, self.upper, self.upper - values[self.cells])


def small(values: Floats, threshold: int, counts: Truths | None = None) -> Sensitive:
    """Counts from 1 to below the threshold; from what is published the threshold itself must be possible."""
    hidden = (values > 0) & (values < threshold)
    cells = np.flatnonzero(hidden if counts is None else hidden & counts)
    return Sensitive(cells, np.full(len(cells), float(threshold)))


def dominated(values: Floats, largest: Floats, second: Floats, percent: float) -> Sensitive:
    """The p% rule: the second contributor must not estimate the largest to within `percent`.

    `largest`, `second`: float[n], NaN where not known. Upper bound: the total that makes the rest large enough.
    """
    rest = values - largest - second
    lacking = percent / 100 * largest - rest
    cells = np.flatnonzero(np.nan_to_num(lacking, nan=-1.0) > 0)
    return Sensitive(cells, values[cells] + lacking[cells])


def mostly_one(values: Floats, sum_of_largest: Floats, percent: float) -> Sensitive:
    """The (n, k) rule: the n largest contributors, together `sum_of_largest`, make at most `percent`."""
    needed = 100 / percent * sum_of_largest
    cells = np.flatnonzero(np.nan_to_num(needed - values, nan=-1.0) > 0)
    return Sensitive(cells, needed[cells])
