"""A cube and all its margins: every cell once, and the sums along each of its dimensions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from durna.disclosure.tables import LinkedTables


def crossed(inner: npt.ArrayLike) -> LinkedTables:
    """`inner`: the cells of the cube. Place 0 of each dimension is its total; ids are places."""
    leaves = np.asarray(inner, dtype=float)
    values = np.zeros([size + 1 for size in leaves.shape])
    values[(slice(1, None),) * leaves.ndim] = leaves
    for axis in range(leaves.ndim):
        by_axis = np.moveaxis(values, axis, 0)
        by_axis[0] = by_axis[1:].sum(axis=0)
    numbers = np.arange(values.size).reshape(values.shape)
    equations, tables = [], []
    for axis in range(leaves.ndim):
        by_axis = np.moveaxis(numbers, axis, 0).reshape(values.shape[axis], -1)
        count = by_axis.shape[1]
        rows = np.tile(np.arange(count), len(by_axis))
        signs = np.repeat([1.0] + [-1.0] * (len(by_axis) - 1), count)
        equations.append(sparse.coo_array((signs, (rows, by_axis.ravel())), shape=(count, values.size)))
        tables += [f"sums along {axis}"] * count
    unknown = np.full(values.size, np.nan)
    return LinkedTables(
        ids=tuple(map(tuple, np.argwhere(np.ones(values.shape, dtype=bool)).tolist())),
        values=values.ravel(), equations=sparse.csr_array(sparse.vstack(equations)), tables=tuple(tables),
        is_magnitude=np.zeros(values.size, dtype=bool), keys=np.random.default_rng(0).random(values.size),
        contributors=unknown, largest=unknown,
    )  # fmt: skip


def skewed(shape: tuple[int, ...], seed: int) -> npt.NDArray[np.float64]:
    """Counts as tables by citizenship have them: many zeros and small ones, a few large ones."""
    return np.random.default_rng(seed).negative_binomial(0.3, 0.03, shape).astype(float)


def at(tables: LinkedTables, *place: int) -> int:
    """The number of the cell at this place of the cube."""
    return tables.ids.index(place)
