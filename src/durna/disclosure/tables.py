"""The linked tables of a publication: every counted cell once, and the sums that tie cells to each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cell:
    """One cell before protection.

    `value`: the true count, or the amount (`is_magnitude`). `key`: the cell key in [0, 1), the fractional part of the
    sum of the record keys behind the cell. `contributors`: records (or persons, where persons are counted) behind it;
    `largest`: the largest contribution to an amount.
    """

    id: Hashable
    value: float
    key: float
    is_magnitude: bool = False
    contributors: float = np.nan
    largest: float = np.nan


@dataclass(frozen=True)
class Sum:
    """A total and the cells that make it, in one table of the publication."""

    table: str
    total: Hashable
    parts: tuple[Hashable, ...]


@dataclass(frozen=True)
class LinkedTables:
    """Cells [n] and additive equations [m] between them: `equations` times `values` is zero.

    `ids`: n hashable names; a cell that stands in several tables stands here once. `values`: float[n], true values.
    `equations`: scipy.sparse CSR [m, n] with 1 for the total and -1 for each part. `tables`: m names, the table (for
    people) that each equation stands in. `is_magnitude`: bool[n], amounts rather than counts. `keys`: float[n] in
    [0, 1), cell keys. `contributors` and `largest`: float[n], NaN where not known.

    A table whose parts do not add up before protection (distinct persons by month: one person is in several) gives no
    equation: it has none to offer an attacker as an identity. Its parts are cells like all others.
    """

    ids: tuple[Hashable, ...]
    values: Floats
    equations: sparse.csr_array
    tables: tuple[str, ...]
    is_magnitude: Truths
    keys: Floats
    contributors: Floats
    largest: Floats

    def __post_init__(self) -> None:
        n, shape = len(self.ids), self.equations.shape
        if shape != (len(self.tables), n) or any(len(a) != n for a in (self.values, self.is_magnitude, self.keys)):
            raise ValueError(f"{n} cells, {len(self.tables)} tables, equations {shape}")

    @staticmethod
    def of(cells: Iterable[Cell], sums: Iterable[Sum]) -> LinkedTables:
        """Raises ValueError where a sum does not hold, or names a cell that is not there."""
        known = {cell.id: cell for cell in cells}
        place = {name: number for number, name in enumerate(known)}
        listed = list(dict.fromkeys(sums))
        missing = next((name for one in listed for name in (one.total, *one.parts) if name not in place), None)
        if missing is not None:
            raise ValueError(f"a sum names a cell that is not there: {missing}")
        columns = [place[name] for one in listed for name in (one.total, *one.parts)]
        entries = [sign for one in listed for sign in (1.0, *(-1.0 for _ in one.parts))]
        starts = np.cumsum([0, *(1 + len(one.parts) for one in listed)])
        shape = (len(listed), len(known))
        equations = sparse.csr_array(
            (np.array(entries, dtype=float), np.array(columns, dtype=int), starts), shape=shape
        )
        values = _floats(cell.value for cell in known.values())
        _refuse_false_sums(equations, values, listed)
        return LinkedTables(
            ids=tuple(known),
            values=values,
            equations=equations,
            tables=tuple(one.table for one in listed),
            is_magnitude=np.array([cell.is_magnitude for cell in known.values()], dtype=bool),
            keys=_floats(cell.key for cell in known.values()),
            contributors=_floats(cell.contributors for cell in known.values()),
            largest=_floats(cell.largest for cell in known.values()),
        )

    @property
    def has_amounts(self) -> Truths:
        """bool[m]: equations between amounts."""
        return np.asarray(abs(self.equations) @ self.is_magnitude.astype(float) > 0)

    def adds(self, values: Floats) -> Truths:
        """bool[m]: equations that hold between these values, float[n]."""
        return _holds(self.equations, values)

    def place(self) -> dict[Hashable, int]:
        return {name: number for number, name in enumerate(self.ids)}

    def parts(self, equation: int) -> tuple[int, Integers]:
        """The place of the total of an equation, and the places of its parts."""
        chosen = slice(self.equations.indptr[equation], self.equations.indptr[equation + 1])
        columns, entries = self.equations.indices[chosen], self.equations.data[chosen]
        return int(columns[entries > 0][0]), columns[entries < 0].astype(np.int64)


def adds_up(total: float, parts: Sequence[float]) -> bool:
    """Whether parts make their total, with amounts compared to the cent of a million."""
    return abs(total - sum(parts)) <= 1e-6 * max(1.0, abs(total))


def _holds(equations: sparse.csr_array, values: Floats) -> Truths:
    left = np.abs(equations @ values)
    return np.asarray(left <= 1e-6 * np.maximum(1.0, np.abs(equations) @ np.abs(values)))


def _refuse_false_sums(equations: sparse.csr_array, values: Floats, sums: Sequence[Sum]) -> None:
    false = ~_holds(equations, values)
    if false.any():
        raise ValueError(f"{sums[int(np.argmax(false))].table}: the parts do not make the total")


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=float)
