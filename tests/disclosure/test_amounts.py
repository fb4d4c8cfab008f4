"""Amounts: each is moved by a share of its largest contribution, edition after edition by the same, and attacked."""

from __future__ import annotations

import numpy as np
import pytest

from durna.disclosure import amounts
from durna.disclosure.deciding import decided, safe
from durna.disclosure.methods import Outcome
from durna.disclosure.policy import Policy
from durna.disclosure.proof import prove, required
from durna.disclosure.tables import Cell, LinkedTables, Sum
from durna.disclosure.told import Told

# Paid by purpose: one record makes nearly all of the first, many small ones the others.
PAID = {"all": (1_000.0, 300.0), "a": (310.0, 300.0), "b": (390.0, 10.0), "c": (300.0, 8.0)}


def paid(keys: dict[str, float], changed: dict[str, tuple[float, float]] | None = None) -> LinkedTables:
    cells = [
        Cell(name, value, keys.get(name, 0.3), is_magnitude=True, contributors=40, largest=largest)
        for name, (value, largest) in (PAID | (changed or {})).items()
    ]
    return LinkedTables.of(cells, [Sum("paid by purpose", "all", ("a", "b", "c"))])


def nothing(tables: LinkedTables) -> np.ndarray:
    return np.full(len(tables.ids), np.nan)


def test_an_amount_is_moved_by_its_share_of_the_largest_contribution() -> None:
    # Alone: a key of 0.75 is half way of the upper half: up by 1.5 times 15 % of 300.
    alone = LinkedTables.of([Cell("a", 310.0, 0.75, True, 40, 300.0)], [])
    assert amounts.moved(alone, 15, nothing(alone)).tolist() == [310 + 1.5 * 45]


def test_moved_amounts_still_add_and_no_part_takes_up_more_than_its_size_allows() -> None:
    tables = paid({"all": 0.9, "a": 0.1, "b": 0.6, "c": 0.4})
    found = amounts.moved(tables, 15, nothing(tables))
    assert tables.adds(found).all()
    assert (abs(found - tables.values) <= amounts.FURTHEST * 0.15 * tables.largest).all()


def test_an_amount_that_one_record_makes_is_attacked() -> None:
    # 300 of 310 is more than 85 %; 10 of 390 is not.
    policy = Policy()
    tables = paid({})
    asked = required(tables, policy)
    assert [tables.ids[cell] for cell in asked.cells] == ["a"]
    assert asked.width.tolist() == [45]
    assert prove(tables, decided(tables, policy), policy).is_safe


def test_amounts_beside_exact_ones_are_found() -> None:
    policy = Policy()
    tables = paid({})
    exact = Told("2023", Policy(method="none"), tables, Outcome(tables.values, np.zeros(4, dtype=bool)))
    assert [one.cell for one in prove(tables, decided(tables, policy), policy, [exact]).exposed] == ["a"]


@pytest.mark.parametrize("method", ["additive-rounding", "random-rounding", "cell-key"])
def test_what_has_not_changed_is_moved_as_before(method: str) -> None:
    # The mean of many draws would be the amount: there is one draw, though every key is another.
    policy = Policy.model_validate({"method": method})
    first = paid({"all": 0.9, "a": 0.1, "b": 0.6, "c": 0.4})
    before = [Told("2023", policy, first, safe(first, policy))]
    second = paid({"all": 0.2, "a": 0.8, "b": 0.3, "c": 0.7}, {"all": (1_020.0, 300.0), "c": (320.0, 20.0)})
    found = safe(second, policy, before)
    for name in ("a", "b"):
        place = second.ids.index(name)
        assert found.values[place] == before[0].outcome.values[first.ids.index(name)]
    assert prove(second, found, policy, before).is_safe
