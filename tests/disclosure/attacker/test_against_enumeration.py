"""Random small tables: linear bounds beside every table of whole numbers that agrees with what is published."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from benchmarks.cubes import crossed
from durna.disclosure.attacker import Known, Problem, Requirement, attack
from durna.disclosure.attacker.published import rounded, suppressed
from durna.disclosure.tables import LinkedTables
from tests.disclosure.enumerated import enumerated

# More than any open cell of these tables can be.
ENOUGH = 16


def inner_cells(rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, 4), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def exact_bounds(problem: Problem, truth: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """Of every cell; a demand that nothing meets, once by height and once by width, asks for exact bounds."""
    cells, far = np.arange(len(problem.cells)), np.full(len(problem.cells), 1e6)
    high = attack(problem, Requirement(cells, far, far), truth)
    wide = attack(problem, Requirement(cells, 0 * far, far), truth)
    return wide.lower, high.upper


@settings(max_examples=12, deadline=None)
@given(inner_cells(2, 2), st.data())
def test_with_two_dimensions_linear_bounds_are_those_of_whole_numbers(
    inner: list[list[int]], data: st.DataObject
) -> None:
    # The equations of a table of two dimensions are those of a network: its vertices are whole numbers.
    tables = crossed(inner)
    drawn = data.draw(st.lists(st.booleans(), min_size=9, max_size=9))
    hidden = np.array(drawn) & (tables.values > 0)
    hidden[0] = False
    problem = Problem(
        suppressed(tables.values, hidden, tables.is_magnitude), tables.equations, tables.ids, tables.tables
    )
    lower, upper = exact_bounds(problem, tables.values)
    least, most = enumerated(problem, ENOUGH)

    np.testing.assert_allclose(lower, least, atol=1e-6)
    np.testing.assert_allclose(upper, most, atol=1e-6)


def rounded_up_or_down(tables: LinkedTables, ups: list[bool]) -> Known:
    below = np.floor(tables.values / 3) * 3
    return rounded(below + 3 * (np.array(ups) & (tables.values > below)), 3)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.lists(st.booleans(), min_size=9, max_size=9))
def test_no_table_of_whole_numbers_lies_outside_the_bounds(inner: list[int], ups: list[bool]) -> None:
    tables = crossed(np.array(inner).reshape(2, 2))
    problem = Problem(rounded_up_or_down(tables, ups), tables.equations, tables.ids, tables.tables)
    lower, upper = exact_bounds(problem, tables.values)
    least, most = enumerated(problem, ENOUGH)

    assert (lower <= least + 1e-6).all()
    assert (upper >= most - 1e-6).all()


@settings(max_examples=6, deadline=None)
@given(inner_cells(3, 3), st.lists(st.booleans(), min_size=16, max_size=16))
def test_a_cell_that_was_cleared_does_take_both_values(inner: list[list[int]], ups: list[bool]) -> None:
    tables = crossed(inner)
    problem = Problem(rounded_up_or_down(tables, ups), tables.equations, tables.ids, tables.tables)
    cells = np.arange(len(tables.values))
    needed = Requirement(cells, np.zeros(16), np.full(16, 2.0))
    verdict = attack(problem, needed, tables.values)
    lower, upper = exact_bounds(problem, None)

    # Seen values lie within exact bounds found from another start, and a verdict does not depend on the start.
    assert (verdict.low >= lower - 1e-6).all()
    assert (verdict.high <= upper + 1e-6).all()
    assert {one.cell for one in verdict.exposed} == {one.cell for one in attack(problem, needed).exposed}
    assert verdict.is_safe == bool((upper - lower >= 2 - 1e-6).all())


def side_by_side(problems: list[Problem]) -> Problem:
    known = Known(
        *(np.concatenate([getattr(one.known, end) for one in problems]) for end in ("lower", "upper", "integral"))
    )
    cells = [f"{place} {cell}" for place, one in enumerate(problems) for cell in one.cells]
    tables = [name for one in problems for name in one.tables]
    return Problem(known, sparse.csr_array(sparse.block_diag([one.equations for one in problems])), cells, tables)


@settings(max_examples=8, deadline=None)
@given(st.lists(inner_cells(2, 3), min_size=2, max_size=4), st.data())
def test_tables_that_never_meet_have_the_bounds_that_each_has_alone(
    inner: list[list[list[int]]], data: st.DataObject
) -> None:
    problems = []
    for tables in map(crossed, inner):
        ups = data.draw(st.lists(st.booleans(), min_size=12, max_size=12))
        problems.append(Problem(rounded_up_or_down(tables, ups), tables.equations, tables.ids, tables.tables))
    alone = [exact_bounds(one, None) for one in problems]
    lower, upper = exact_bounds(side_by_side(problems), None)

    np.testing.assert_allclose(lower, np.concatenate([one for one, _ in alone]), atol=1e-6)
    np.testing.assert_allclose(upper, np.concatenate([other for _, other in alone]), atol=1e-6)
