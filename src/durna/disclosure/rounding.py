"""Rounding of counts to multiples of a base.

Additive: every equation of the linked tables holds between the rounded figures. Tables that meet in totals are rounded
from the top, and each cell goes to a neighbouring multiple (controlled rounding, Cox 1987). Where tables are crossed
their leaves are rounded, and everything between them and their common total is the sum of rounded leaves.
Random: each cell by itself.

The draw of a cell is its cell key, so that the same people are always rounded alike. Zeros and multiples stay. What an
earlier edition said of a cell that has not changed is said again (`Held`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from durna.disclosure import leaves
from durna.disclosure.cubes import Cube, cubes_of
from durna.disclosure.ranges import Cannot, Ranges, Total, allowed, drawn, own_ranges
from durna.disclosure.tables import Floats, Integers, LinkedTables, Truths
from durna.errors import UserError

# How many bases further than a neighbour a large figure may go, where what was said before leaves no other way.
FURTHEST = 3


@dataclass(frozen=True)
class Held:
    """What was said before: `values` float[n], NaN where nothing was or where the cell has changed. `firm`: bool[n],
    small cells of these; two statements about one of them would tell it, so there is only one."""

    values: Floats
    firm: Truths

    @staticmethod
    def nothing(count: int) -> Held:
        return Held(np.full(count, np.nan), np.zeros(count, dtype=bool))

    def of_counts(self, tables: LinkedTables) -> Held:
        return Held(np.where(tables.is_magnitude, np.nan, self.values), self.firm & ~tables.is_magnitude)


@dataclass(frozen=True)
class Rounded:
    """`values`: float[n]; every count lies less than `reach` from its value, in either direction."""

    values: Floats
    reach: float


def independent(values: Floats, keys: Floats, base: int) -> Floats:
    """Each count to a neighbouring multiple: up with a probability that leaves the expectation as it is."""
    below, chance = split(values, base)
    return below + base * (keys < chance)


def split(values: Floats, base: int) -> tuple[Floats, Floats]:
    """The multiple below, and what is above it as a part of the base."""
    below = np.floor(values / base) * base
    return below, (values - below) / base


def additive(tables: LinkedTables, base: int, held: Held | None = None) -> Rounded:
    """Multiples of `base` that satisfy every equation. Raises UserError naming a table that cannot."""
    before = (held or Held.nothing(len(tables.ids))).of_counts(tables)
    cubes, plain = cubes_of(tables, ~tables.has_amounts)
    if cubes:
        _refuse_sums_between(tables, cubes, plain)
    totals = [Total(tables.tables[row], *tables.parts(row)) for row in _downwards(tables, plain)]
    joined = [
        Total(tables.tables[cube.equations[0]], cube.apex, cube.leaves) for cube in cubes if cube.apex is not None
    ]
    # First with all that was said before; where that leaves no way, with what was said of small cells.
    everything = np.abs(before.values - tables.values) < base
    for firm, further in ((everything, 0), *((before.firm, further) for further in range(FURTHEST + 1))):
        try:
            ranges = allowed(own_ranges(tables.values, base, before.values, firm, further), totals, joined)
        except Cannot as cannot:
            refused = cannot
            continue
        found = _assigned(tables, ranges, totals, cubes, before)
        return Rounded(np.where(tables.is_magnitude, tables.values, found), float(base * (1 + further)))
    raise _contradicts(refused.table)


def _refuse_sums_between(tables: LinkedTables, cubes: Sequence[Cube], plain: Integers) -> None:
    """A cell inside a cube is a sum of its leaves, and cannot be the total of another table as well."""
    inner = np.unique(np.concatenate([np.setdiff1d(cube.inside, cube.leaves) for cube in cubes], dtype=np.int64))
    for row in map(int, plain):
        if tables.parts(row)[0] in inner:
            raise leaves.cannot(tables.tables[row])


def _assigned(
    tables: LinkedTables, ranges: Ranges, totals: Sequence[Total], cubes: Sequence[Cube], held: Held
) -> Floats:
    """From the top: what was said before where the range allows it, else what the key says."""
    base = ranges.base
    found = np.where(
        ranges.allows(held.values), held.values,
        np.clip(independent(tables.values, tables.keys, base), ranges.low, ranges.high),
    )  # fmt: skip
    for total in totals:
        found[total.parts] = drawn(found[total.place], total.parts, tables, ranges, held.values)
    for cube in cubes:
        goal = None if cube.apex is None else float(found[cube.apex])
        found[cube.inside] = leaves.rounded(cube, tables, goal, ranges, held.values)
    return found


def _downwards(tables: LinkedTables, equations: Integers) -> list[int]:
    """The equations in an order in which no total follows an equation that it is the total of, as a part."""
    made_by = {int(part): int(row) for row in equations for part in tables.parts(row)[1]}
    depth: dict[int, int] = {}
    for equation in map(int, equations):
        chain = [equation]
        while (above := made_by.get(tables.parts(chain[-1])[0])) is not None and chain[-1] not in depth:
            if above in chain:
                raise leaves.cannot(tables.tables[equation])
            chain.append(above)
        for one in reversed(chain):
            above = made_by.get(tables.parts(one)[0])
            depth.setdefault(one, 0 if above is None else depth[above] + 1)
    return sorted(depth, key=lambda equation: (depth[equation], equation))


def _contradicts(table: str) -> UserError:
    return UserError(
        message="rounding-contradicts",
        what=table,
        found=f"{table}: what an earlier edition said of its small figures, which have not changed, leaves no way to "
        "round the others so that they add.",
        expected="A rounding that repeats every small figure that has not changed, and adds.",
        do="Leave this table out of the edition, or join the categories that changed.",
    )
