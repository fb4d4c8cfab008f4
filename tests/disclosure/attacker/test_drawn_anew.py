"""Rounding to 3 by random draws in several editions: what drawing anew gives away and stored draws do not."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cubes import crossed
from durna.disclosure.attacker import Requirement, attack
from durna.disclosure.attacker.editions import Edition, join
from durna.disclosure.attacker.published import rounded
from durna.disclosure.tables import Cell, Floats, LinkedTables


def drawn(values: Floats, random: np.random.Generator) -> Floats:
    """Each value up with a chance of its rest in thirds, and down otherwise."""
    rest = values % 3
    return values - rest + 3.0 * (random.random(len(values)) < rest / 3)


def bounds(tables: LinkedTables, editions: list[Floats]) -> tuple[Floats, Floats]:
    """What the attacker knows of every cell from what the editions say."""
    made = [
        Edition(str(2020 + number), tables.ids, tables.values, said, tables.equations, tables.tables,
                Requirement.nothing())
        for number, said in enumerate(rounded(values, 3) for values in editions)
    ]  # fmt: skip
    joined = join(made[::-1])
    places = np.arange(len(tables.ids))
    # A height and a width that cannot be had: so the bounds of every cell are worked out to the end.
    high = attack(joined.problem, Requirement(places, np.full(len(places), 1e6), np.full(len(places), 1e6)))
    wide = attack(joined.problem, Requirement(places, np.zeros(len(places)), np.full(len(places), 1e6)))
    return wide.lower.round(6), high.upper.round(6)


def intersected(editions: list[Floats]) -> tuple[Floats, Floats]:
    """By hand, cell by cell: v says from v - 2 to v + 2, never below nought."""
    lower = np.maximum.reduce([np.maximum(values - 2, 0) for values in editions])
    upper = np.minimum.reduce([values + 2 for values in editions])
    return lower, upper


@pytest.mark.parametrize("value", [1.0, 2.0])
def test_of_cells_that_stand_alone_four_in_nine_are_left_with_two_values_and_none_with_one(value: float) -> None:
    # The draws differ with a probability of 2 x 1/3 x 2/3 = 4/9. Then 0 says 0..2 and 3 says 1..5, which leaves 1 or 2.
    # Where they are alike the second says nothing new. Of 3,600 cells four standard deviations of the share are 0.033.
    random = np.random.default_rng(11)
    cells = [Cell(str(place), value, 0.5) for place in range(3600)]
    tables = LinkedTables.of(cells, [])
    first, second = drawn(tables.values, random), drawn(tables.values, random)

    lower, upper = bounds(tables, [first, second])

    assert (lower.tolist(), upper.tolist()) == tuple(each.tolist() for each in intersected([first, second]))
    assert ((lower == 1) & (upper == 2)).mean() == pytest.approx(4 / 9, abs=0.033)
    assert not (lower == upper).any()
    stored_lower, stored_upper = bounds(tables, [first, first])
    assert set(zip(stored_lower, stored_upper, strict=True)) == {(0, 2), (1, 5)}


def test_in_sparse_tables_margins_turn_pairs_into_exact_counts() -> None:
    """Each edition that draws anew makes more small counts exactly known; an edition that says the same makes none."""
    random = np.random.default_rng(12)
    exact = {"one": 0, "two anew": 0, "three anew": 0, "two stored": 0}
    for _ in range(12):
        tables = crossed(random.poisson(0.4, (5, 4)))
        values = [drawn(tables.values, random) for _ in range(3)]
        is_small = (tables.values > 0) & (tables.values < 3)
        said = {"one": values[:1], "two anew": values[:2], "three anew": values, "two stored": [values[0], values[0]]}
        for name, editions in said.items():
            lower, upper = bounds(tables, editions)
            assert (lower <= tables.values).all()
            assert (tables.values <= upper).all()
            exact[name] += int(((lower == upper) & is_small).sum())

    assert exact["one"] < exact["two anew"] < exact["three anew"]
    assert exact["two stored"] == exact["one"]
