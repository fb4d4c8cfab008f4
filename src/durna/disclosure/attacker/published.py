"""From a published figure and the published rule behind it to the interval in which the true figure lies.

The attacker is assumed to know the rule and its parameters, but neither draws nor keys. Counts are whole numbers.
"""

from __future__ import annotations

import numpy as np

from durna.disclosure.attacker.problem import Floats, Integers, Known, Truths


def exact(values: Floats) -> Known:
    """Published as it is."""
    values = np.asarray(values, dtype=float)
    return Known(values.copy(), values.copy(), np.zeros(len(values), dtype=bool))


def rounded(values: Floats, base: int) -> Known:
    """Rounded to a multiple of `base`, up or down; a multiple stays: true figures are less than one base away."""
    return _around(values, base - 1)


def perturbed(values: Floats, largest: int) -> Known:
    """Cell key: noise of at most `largest`; zeros stay zero, and a true figure may have become zero."""
    return _around(values, largest)


def _around(values: Floats, distance: float) -> Known:
    values = np.asarray(values, dtype=float)
    return Known(np.maximum(values - distance, 0.0), values + distance, np.ones(len(values), dtype=bool))


def unpublished(count: int, *, integral: bool = True) -> Known:
    """Cells of which nothing is said, but that they are not negative."""
    return Known(np.zeros(count), np.full(count, np.inf), np.full(count, integral))


def suppressed(values: Floats, hidden: Truths, is_magnitude: Truths) -> Known:
    """Hidden cells beside exact ones. Zeros are published, so a hidden count is at least one."""
    known = exact(values)
    least = np.where(is_magnitude, 0.0, 1.0)
    return Known(
        np.where(hidden, least, known.lower),
        np.where(hidden, np.inf, known.upper),
        hidden & ~is_magnitude,
    )


def below_threshold(known: Known, cells: Integers, threshold: int) -> Known:
    """Where the sign of a cell says that it was hidden for being small, it lies from 1 to one below the threshold."""
    lower, upper = known.lower.copy(), known.upper.copy()
    lower[cells] = np.maximum(lower[cells], 1)
    upper[cells] = np.minimum(upper[cells], threshold - 1)
    return Known(lower, upper, known.integral)
