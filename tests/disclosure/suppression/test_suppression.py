"""Suppression: what it hides, what it proves, and what the shortcuts that people take would have given away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.cubes import at, crossed, skewed
from durna.disclosure.attacker import Problem, Verdict, attack
from durna.disclosure.attacker.published import suppressed
from durna.disclosure.policy import Policy
from durna.disclosure.suppression import (
    CannotProtect,
    dominated,
    hide,
    mostly_one,
    secondary,
    sensitive_by,
    small,
    suppress,
)
from durna.disclosure.tables import Cell, LinkedTables, Sum
from tests.disclosure.enumerated import enumerated


def attacked(tables: LinkedTables, hidden: np.ndarray, threshold: int) -> Verdict:
    known = suppressed(tables.values, hidden, tables.is_magnitude)
    problem = Problem(known, tables.equations, tables.ids, tables.tables)
    return attack(problem, small(tables.values, threshold).requirement(tables.values), tables.values)


def test_one_small_cell_takes_three_others_with_it() -> None:
    # A square is the smallest pattern that protects a cell of an inner table; 7, 8 and 9 are the cheapest corners.
    tables = crossed([[2, 7, 50], [8, 9, 60], [70, 80, 90]])
    found = hide(tables, small(tables.values, 5))

    assert np.flatnonzero(found.primary).tolist() == [at(tables, 1, 1)]
    assert {tables.ids[cell] for cell in np.flatnonzero(found.secondary)} == {(1, 2), (2, 1), (2, 2)}
    assert found.verdict.is_safe


def test_a_cell_too_many_is_shown_again() -> None:
    tables = crossed(skewed((6, 6), 3))
    found = hide(tables, small(tables.values, 3))

    for cell in np.flatnonzero(found.secondary):
        without = found.hidden.copy()
        without[cell] = False
        assert not attacked(tables, without, 3).is_safe


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
def test_every_small_cell_could_be_the_threshold(inner: list[int]) -> None:
    tables = crossed(np.array(inner).reshape(2, 2))
    sensitive = small(tables.values, 3)
    found = hide(tables, sensitive)
    problem = Problem(
        suppressed(tables.values, found.hidden, tables.is_magnitude), tables.equations, tables.ids, tables.tables
    )
    if len(sensitive.cells) and not found.hidden[0]:
        # No cell is larger than the shown total of the table.
        _, most = enumerated(problem, int(tables.values[0]))
        assert (most[sensitive.cells] >= 3).all()


def two_in_every_row(tables: LinkedTables, hidden: np.ndarray) -> np.ndarray:
    """What is often done by hand: wherever an equation has a single hidden cell, hide its smallest other part too."""
    hidden = hidden.copy()
    while True:
        lonely = np.flatnonzero(abs(tables.equations) @ hidden == 1)
        if len(lonely) == 0:
            return hidden
        total, parts = tables.parts(int(lonely[0]))
        others = [cell for cell in (*parts, total) if tables.values[cell] > 0 and not hidden[cell]]
        hidden[min(others, key=lambda cell: tables.values[cell])] = True


def test_two_hidden_cells_in_every_row_are_found_wanting() -> None:
    tables = crossed(skewed((10, 10, 6), 1))
    weak = two_in_every_row(tables, (tables.values > 0) & (tables.values < 3))
    verdict = attacked(tables, weak, 3)

    assert (abs(tables.equations) @ weak != 1).all()
    assert len(verdict.exposed) > 0
    assert all(one.tables for one in verdict.exposed)


def test_elimination_that_forgets_published_zeros_is_found_wanting() -> None:
    # Solving the equations leaves a, b free: a + b = 2 and nothing else, so that elimination would be content.
    tables = crossed([[1, 1, 9], [1, 1, 5], [4, 6, 7]])
    hidden = tables.values == 1
    open_part = tables.equations[:, hidden].toarray()
    for cell in range(4):
        unit = np.eye(4)[cell]
        assert np.linalg.matrix_rank(np.vstack([open_part, unit])) > np.linalg.matrix_rank(open_part)

    assert len(attacked(tables, hidden, 3).exposed) == 4


def test_a_table_of_three_dimensions_is_protected() -> None:
    tables = crossed(skewed((12, 9, 6), 2))
    found = hide(tables, small(tables.values, 3))

    assert attacked(tables, found.hidden, 3).is_safe
    assert not attacked(tables, found.primary, 3).is_safe
    assert (tables.values[found.hidden] > 0).all()


def test_tables_that_share_a_total_are_protected_together() -> None:
    cells = [Cell(name, value, 0.5) for name, value in
             {"all": 40, "women": 2, "men": 38, "young": 25, "old": 15}.items()]  # fmt: skip
    tables = LinkedTables.of(cells, [Sum("by sex", "all", ("women", "men")), Sum("by age", "all", ("young", "old"))])
    hidden = suppress(tables, Policy(method="suppression"))

    # 40 is needed by the second table; men go with women.
    assert hidden.tolist() == [False, True, True, False, False]


def test_too_many_linked_cells_are_refused_with_advice() -> None:
    tables = crossed(np.full((120, 120), 2.0))
    with pytest.raises(CannotProtect) as told:
        hide(tables, small(tables.values, 3))

    # 121 x 121 cells with their margins.
    assert "14,641" in told.value.found
    assert "Split the tables" in told.value.do
    assert "rounding" in told.value.do


def test_a_search_without_time_is_an_error_and_not_a_table() -> None:
    with pytest.raises(CannotProtect):
        hide(crossed([[2, 7], [8, 9]]), small(crossed([[2, 7], [8, 9]]).values, 5), seconds=0)


def test_the_second_contributor_must_not_guess_the_largest() -> None:
    # 100 = 80 + 15 + 5. Who gave 15 knows that 80 is at most 85, 6.25 % too much: sensitive at 10 %, not at 5 %.
    value, largest, second = np.array([100.0]), np.array([80.0]), np.array([15.0])

    assert dominated(value, largest, second, 5).cells.tolist() == []
    found = dominated(value, largest, second, 10)
    # The rest, 5, should be at least 10 % of 80 = 8: an attacker must think 103 possible.
    assert found.upper.tolist() == [103.0]


def test_the_largest_must_not_make_nearly_all() -> None:
    # 90 of 100 is more than 85 %; of 90 / 0.85 = 105.88 it would not be.
    assert mostly_one(np.array([100.0, 100.0]), np.array([90.0, 84.0]), 85).cells.tolist() == [0]
    assert mostly_one(np.array([100.0]), np.array([90.0]), 85).upper == pytest.approx([105.882], abs=1e-3)


def test_of_amounts_only_the_largest_contribution_need_be_known() -> None:
    amounts = [Cell("all", 300.0, 0.1, True, 9, 90.0), Cell("a", 100.0, 0.1, True, 3, 90.0),
               Cell("b", 200.0, 0.1, True, 6, 50.0)]  # fmt: skip
    tables = LinkedTables.of(amounts, [Sum("amounts", "all", ("a", "b"))])

    assert [tables.ids[cell] for cell in sensitive_by(tables, Policy(method="suppression")).cells] == ["a"]
    assert suppress(tables, Policy(method="suppression")).tolist() == [False, True, True]


def test_what_is_linked_too_closely_is_named_by_its_own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secondary, "LARGEST_COMPONENT", 4)
    cells = [Cell(name, value, 0.5) for name, value in {"few": 8.0, "x": 3.0, "y": 5.0}.items()]
    cells += [Cell(name, value, 0.5) for name, value in {"all": 20.0, "a": 2.0, "b": 3.0, "c": 5.0, "d": 10.0}.items()]
    sums = [Sum("work permits by sex", "few", ("x", "y")), Sum("visas by purpose", "all", ("a", "b", "c", "d"))]
    tables = LinkedTables.of(cells, sums)
    with pytest.raises(CannotProtect, match="5 cells are linked by common totals, those of visas by purpose"):
        hide(tables, small(tables.values, 5))
