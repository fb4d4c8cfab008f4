"""Crossed tables: cells that are part of several sums, and everything between them and their common total."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from durna.disclosure.tables import Integers, LinkedTables, Truths


@dataclass(frozen=True)
class Cube:
    """`equations`: int[e]. `apex`: the cell that all others are part of, if there is one. `leaves`: int[l], cells that
    are no total in it. `inside`: int[c], all its cells but the apex; those that are no leaves are sums of leaves."""

    equations: Integers
    apex: int | None
    leaves: Integers
    inside: Integers


def cubes_of(tables: LinkedTables, among: Truths | None = None) -> tuple[list[Cube], Integers]:
    """The cubes, and int[] the equations that are in none; of the equations `among` bool[m] where told."""
    asked = np.ones(len(tables.tables), dtype=bool) if among is None else among
    parts = tables.equations.indices[tables.equations.data < 0]
    if len(parts) == 0 or np.bincount(parts).max() == 1:
        return [], np.flatnonzero(asked)
    rows = _Rows.of(tables)
    marked = rows.holding(rows.part_of(asked) > 1) & asked
    if not marked.any():
        return [], np.flatnonzero(asked)
    while True:
        component, above = rows.components(marked), []
        for number in np.unique(component[marked]):
            tops = rows.tops(marked & (component == number))
            above += list(tops) if len(tops) > 1 else []
        wider = marked | rows.holding(np.isin(np.arange(rows.count), above)) & asked
        if (wider == marked).all():
            break
        marked = wider
    found = [rows.cube(marked & (component == number)) for number in np.unique(component[marked])]
    return found, np.flatnonzero(asked & ~marked)


@dataclass(frozen=True)
class _Rows:
    """`parts`: CSR [m, n] of ones; `totals`: int[m]."""

    parts: sparse.csr_array
    totals: Integers

    @property
    def count(self) -> int:
        return int(self.parts.shape[1])

    @staticmethod
    def of(tables: LinkedTables) -> _Rows:
        is_total = tables.equations > 0
        totals = np.full(len(tables.tables), -1, dtype=np.int64)
        entries = sparse.coo_array(is_total)
        totals[entries.coords[0]] = entries.coords[1]
        return _Rows(sparse.csr_array((tables.equations < 0).astype(float)), totals)

    def part_of(self, rows: Truths | None = None) -> Integers:
        """int[n]: in how many of the equations a cell is a part."""
        chosen = self.parts if rows is None else self.parts[np.flatnonzero(rows)]
        return np.bincount(chosen.indices, minlength=self.count)

    def holding(self, cells: Truths) -> Truths:
        """bool[m]: equations of which one of the cells is a part."""
        return np.asarray(self.parts @ cells.astype(float) > 0)

    def tops(self, rows: Truths) -> Integers:
        """Totals of these equations that are part of none of them."""
        totals = np.unique(self.totals[rows])
        return np.asarray(totals[self.part_of(rows)[totals] == 0], dtype=np.int64)

    def components(self, rows: Truths) -> Integers:
        """int[m]: equal numbers for equations that have a cell in common which is a part in one of them."""
        chosen = np.flatnonzero(rows)
        is_part = self.part_of(rows) > 0
        linking = chosen[is_part[self.totals[chosen]]]
        own = sparse.coo_array((np.ones(len(linking)), (linking, self.totals[linking])), shape=self.parts.shape)
        kept = sparse.diags_array(rows.astype(float)) @ self.parts
        links = sparse.csr_array(kept + own)
        both = sparse.block_array([[None, links], [links.T, None]])
        _, found = sparse.csgraph.connected_components(both, directed=False)
        return np.asarray(found[: len(rows)], dtype=np.int64)

    def cube(self, rows: Truths) -> Cube:
        tops = self.tops(rows)
        equations = np.flatnonzero(rows)
        parts = np.unique(self.parts[equations].indices).astype(np.int64)
        leaves = np.setdiff1d(parts, self.totals[equations])
        if len(tops) == 1:
            return Cube(equations, int(tops[0]), leaves, parts)
        return Cube(equations, None, leaves, np.union1d(parts, tops))
