"""Amounts: each is moved by a share of its largest contribution, so that no contributor can be read from it.

As in the p % rule, what has to stay uncertain is a share of the largest contribution. Parts are then brought back
to the total in proportion to their own largest contribution, so that tables of amounts add.
"""

from __future__ import annotations

import numpy as np

from durna.disclosure.tables import Floats, LinkedTables


def moved(tables: LinkedTables, percent: float) -> Floats:
    """float[n]: amounts moved by `percent` to twice `percent` of their largest contribution; counts as they were."""
    largest = np.nan_to_num(tables.largest, nan=0.0)
    # Half of the keys say down, half up; how far within the half says how much.
    half = 2 * tables.keys
    size = np.where(half < 1, -(1 + half), half)
    found = np.where(tables.is_magnitude, tables.values + percent / 100 * largest * size, tables.values)
    for row in range(len(tables.tables)):
        total, parts = tables.parts(row)
        if tables.is_magnitude[total]:
            left, weight = found[total] - found[parts].sum(), largest[parts]
            found[parts] += left * (weight / weight.sum() if weight.sum() else 1 / len(parts))
    return found
