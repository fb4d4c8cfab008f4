"""Amounts: each is moved by a share of its largest contribution, so that no contributor can be read from it.

As in the p % rule, what has to stay uncertain is a share of the largest contribution. Parts are then brought to
the total in proportion to their own largest contribution, so that tables of amounts add. What was said of an amount
before, and has not changed, is said again: the mean of several draws would tell it.
"""

from __future__ import annotations

import numpy as np

from durna.disclosure.tables import Floats, LinkedTables

# A total and its parts are moved by at most twice the percentage, and each part then takes its share of both.
FURTHEST = 6


def moved(tables: LinkedTables, percent: float, held: Floats) -> Floats:
    """float[n]: amounts moved by `percent` to twice `percent` of their largest contribution; counts as they were.

    `held`: float[n], what was said before of amounts that have not changed, else NaN.
    """
    largest = np.nan_to_num(tables.largest, nan=0.0)
    # Half of the keys say down, half up; how far within the half says how much.
    half = 2 * tables.keys
    size = np.where(half < 1, -(1 + half), half)
    found = np.where(tables.is_magnitude, tables.values + percent / 100 * largest * size, tables.values)
    is_held = tables.is_magnitude & ~np.isnan(held)
    found = np.where(is_held, held, found)
    furthest = FURTHEST * percent / 100 * largest
    for row in np.flatnonzero(tables.has_amounts):
        total, parts = tables.parts(int(row))
        free = parts[~is_held[parts]]
        left, weight = found[total] - found[parts].sum(), largest[free]
        if len(free):
            brought = found[free] + left * (weight / weight.sum() if weight.sum() else 1 / len(free))
            # Where most parts say again what they said, the few others cannot always take up the rest.
            found[free] = np.clip(brought, (tables.values - furthest)[free], (tables.values + furthest)[free])
    return found
