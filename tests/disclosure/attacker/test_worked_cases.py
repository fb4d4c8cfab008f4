"""Small tables whose answers are worked out by hand beside them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from benchmarks.cubes import at, crossed
from durna.disclosure.attacker import Contradiction, Disclosure, Known, Problem, Requirement, Verdict, attack
from durna.disclosure.attacker.editions import Edition, join
from durna.disclosure.attacker.published import below_threshold, exact, perturbed, rounded, suppressed, unpublished
from durna.disclosure.tables import Cell, LinkedTables, Sum


def published(tables: LinkedTables, known: Known) -> Problem:
    return Problem(known, tables.equations, tables.ids, tables.tables)


def hiding(tables: LinkedTables, *places: int) -> Problem:
    hidden = np.zeros(len(tables.values), dtype=bool)
    hidden[list(places)] = True
    return published(tables, suppressed(tables.values, hidden, tables.is_magnitude))


def unreachable(*cells: int) -> Requirement:
    """A demand that no cell meets, so that exact bounds are computed for it."""
    count = len(cells)
    return Requirement(np.array(cells), np.full(count, 1e6), np.full(count, 1e6))


def bounds(problem: Problem, *cells: int) -> list[tuple[float, float]]:
    """Exact bounds: the upper one by a height that cannot be had, the lower one by a width that cannot be had."""
    count = len(cells)
    high = attack(problem, unreachable(*cells))
    wide = attack(problem, Requirement(np.array(cells), np.zeros(count), np.full(count, 1e6)))
    return list(zip(wide.lower.round(6).tolist(), high.upper.round(6).tolist(), strict=True))


def names(verdict: Verdict) -> set[str]:
    return {table for one in verdict.exposed for table in one.tables}


def test_a_single_hidden_cell_is_the_total_less_the_others() -> None:
    tables = crossed([[2, 7], [5, 9], [8, 4]])
    cell = at(tables, 1, 1)

    # Row 1: 9 - 7 = 2.
    assert bounds(hiding(tables, cell), cell) == [(2, 2)]


def test_four_hidden_cells_of_a_square_shift_together() -> None:
    tables = crossed([[2, 7], [5, 9], [8, 4]])
    square = [at(tables, *place) for place in ((1, 1), (1, 2), (2, 1), (2, 2))]

    # a + b = 9, c + d = 14, a + c = 7, b + d = 16, each at least 1: a = 1 gives b 8, c 6, d 8; a = 6 gives b 3, c 1.
    assert bounds(hiding(tables, *square), *square) == [(1, 6), (3, 8), (1, 6), (8, 13)]


def test_two_hidden_cells_in_every_row_can_all_be_known_in_three_dimensions() -> None:
    # Two layers of 2 x 2, all eight inner cells hidden, every margin shown. One number t moves all of them:
    # the cells of one parity go up by t, those of the other down. Cell (1,1,1) is 1, its parity mates 1 and 6, 7;
    # the least of the others is 1, so that nothing can move either way: 1 is the least that a hidden cell may be.
    inner = np.array([[[1, 5], [1, 6]], [[1, 7], [8, 9]]])
    tables = crossed(inner)
    hidden = [at(tables, *(np.array(place) + 1)) for place in np.ndindex(2, 2, 2)]
    verdict = attack(hiding(tables, *hidden), Requirement(np.array(hidden), np.zeros(8), np.ones(8)), tables.values)

    assert len(verdict.exposed) == 8
    assert {(one.lower, one.upper) for one in verdict.exposed} == {(float(value),) * 2 for value in set(inner.ravel())}


def test_zeros_are_published_so_a_hidden_pair_that_makes_two_is_known() -> None:
    tables = crossed([[1, 1, 9], [4, 6, 5]])
    pair = [at(tables, 1, 1), at(tables, 1, 2)]

    # Their row says 11 - 9 = 2 and neither is zero. Elimination over real numbers would leave them anywhere.
    assert bounds(hiding(tables, *pair, at(tables, 2, 1), at(tables, 2, 2)), *pair) == [(1, 1), (1, 1)]


def test_a_sign_that_tells_small_cells_from_others_narrows_both() -> None:
    tables = crossed([[2, 7], [5, 9]])
    square = [at(tables, *place) for place in ((1, 1), (1, 2), (2, 1), (2, 2))]
    known = suppressed(tables.values, np.isin(np.arange(9), square), tables.is_magnitude)

    # Below a threshold of 3 the first is 1 or 2; its row makes 9, so the second is 8 or 7.
    assert bounds(published(tables, below_threshold(known, np.array(square[:1]), 3)), *square[:2]) == [(1, 2), (7, 8)]


def test_a_rounded_total_narrows_its_rounded_parts() -> None:
    tables = crossed([3, 3, 3])
    # To 5: each 3 became 5, the total 9 became 5. Parts lie in 1..9, their sum in 1..9: one is at most 9 - 2 = 7.
    problem = published(tables, rounded(np.array([5.0, 5, 5, 5]), 5))

    assert bounds(problem, 1, 0) == [(1, 7), (3, 9)]


def test_noise_of_a_cell_key_is_as_large_as_its_table_says() -> None:
    known = perturbed(np.array([0.0, 4, 9]), 5)

    assert known.lower.tolist() == [0, 0, 4]
    assert known.upper.tolist() == [5, 9, 14]


def test_tables_that_share_a_margin_tell_on_each_other() -> None:
    # Citizens by sex, and the same citizens by age; women are hidden with men, children with adults.
    # Children are at most the total; nothing in its own table says more: from 1 to 9. A third table says that all
    # children are girls (girls 4): the age table falls, then adults are 6.
    cells = [Cell(name, value, 0.5) for name, value in
             {"all": 10, "women": 7, "men": 3, "children": 4, "adults": 6, "girls": 4, "boys": 0}.items()]  # fmt: skip
    by_sex = Sum("by sex", "all", ("women", "men"))
    by_age = Sum("by age", "all", ("children", "adults"))
    by_both = Sum("children by sex", "children", ("girls", "boys"))
    alone = LinkedTables.of(cells, [by_sex, by_age])
    linked = LinkedTables.of(cells, [by_sex, by_age, by_both])

    assert bounds(hiding(alone, 3, 4), 3) == [(1, 9)]
    verdict = attack(hiding(linked, 3, 4), Requirement(np.array([4]), np.zeros(1), np.ones(1)), linked.values)
    assert names(verdict) == {"by age", "children by sex"}
    assert (verdict.exposed[0].lower, verdict.exposed[0].upper) == (6, 6)


def test_a_region_falls_with_its_districts() -> None:
    # The country is 20, region a hidden beside region b; the districts of a are shown: 2 + 3 = 5.
    cells = [Cell(name, value, 0.5) for name, value in
             {"country": 20, "a": 5, "b": 15, "a1": 2, "a2": 3, "b1": 6, "b2": 9}.items()]  # fmt: skip
    tables = LinkedTables.of(cells, [
        Sum("regions", "country", ("a", "b")), Sum("districts of a", "a", ("a1", "a2")),
        Sum("districts of b", "b", ("b1", "b2")),
    ])  # fmt: skip

    # b and its districts stay hidden, but the country less a gives b: 15; its districts share it out as they like.
    assert bounds(hiding(tables, 1, 2, 5, 6), 2, 5) == [(15, 15), (1, 14)]


def edition(name: str, tables: LinkedTables, known: Known) -> Edition:
    return Edition(name, tables.ids, tables.values, known, tables.equations, tables.tables, Requirement.nothing())


def test_two_editions_rounded_by_themselves_leave_one_value() -> None:
    tables = crossed([2, 11])
    first = edition("2023", tables, rounded(np.array([15.0, 0, 9]), 3))
    second = edition("2024", tables, rounded(np.array([12.0, 3, 12]), 3))
    joined = join([second, first])
    problem, truth = joined.problem, joined.truth
    verdict = attack(problem, Requirement(np.array([1]), np.zeros(1), np.ones(1) * 2), truth)

    # 0 says 0..2 and 3 says 1..5: 1..2. Its neighbour: 7..11 and 10..14: at most 11. The total: 13..17 and 10..14: at
    # least 13. So the cell is at least 13 - 11 = 2.
    assert (verdict.exposed[0].lower, verdict.exposed[0].upper) == (2, 2)


def test_rounding_that_is_drawn_anew_in_each_edition_gives_small_cells_away() -> None:
    # A cell of 1 or 2 rounded to 3: where two draws differ, 0..2 and 1..5 leave 1..2, narrower than 0..2.
    random = np.random.default_rng(7)
    tables = crossed(random.integers(1, 3, 200))
    first, second = (3.0 * (random.random(201) < tables.values % 3 / 3) + tables.values // 3 * 3 for _ in range(2))
    drawn = [edition(year, tables, rounded(values, 3)) for year, values in (("2023", first), ("2024", second))]
    small = np.arange(1, 201)
    needed = Requirement(small, np.zeros(200), np.full(200, 2.0))
    joined = join(drawn)
    problem, truth = joined.problem, joined.truth
    exposed = attack(problem, needed, truth).exposed

    assert {one.cell for one in exposed} >= {f"({cell},)" for cell in small[first[1:] != second[1:]]}
    stored = join([drawn[0], edition("2024", tables, rounded(first, 3))]).problem
    assert len(attack(stored, needed, truth).exposed) < len(exposed) / 2


def test_a_revised_cell_is_another_cell_and_its_neighbours_stay_the_same() -> None:
    before, after = crossed([2, 11]), crossed([2, 14])
    hidden = np.array([False, True, True])
    old = edition("2023", before, suppressed(before.values, hidden, before.is_magnitude))
    new = edition("2024", after, suppressed(after.values, hidden, after.is_magnitude))
    joined = join([new, old])
    problem, truth = joined.problem, joined.truth

    # Cells 0..2 of the new edition; the total and the second part were revised, the first part is one cell of both.
    assert truth.tolist() == [16, 2, 14, 13, 11]
    assert problem.equations.toarray().tolist() == [[1, -1, -1, 0, 0], [0, -1, 0, 1, -1]]
    assert bounds(problem, 1) == [(1, 12)]


def test_differencing_two_editions_names_both() -> None:
    # 2023 shows a and hides b, c; 2024 hides a and b, but shows c.
    tables = crossed([4, 2, 9])
    one = edition("2023", tables, suppressed(tables.values, np.array([0, 0, 1, 1], bool), tables.is_magnitude))
    two = edition("2024", tables, suppressed(tables.values, np.array([0, 1, 1, 0], bool), tables.is_magnitude))
    each = [bounds(published(tables, own.known), 2) for own in (one, two)]
    joined = join([two, one])
    problem, truth = joined.problem, joined.truth
    verdict = attack(problem, Requirement(np.array([2]), np.full(1, 5.0), np.full(1, 3.0)), truth)

    # Alone: b + c = 11 and a + b = 6. Together b = 15 - 4 - 9.
    assert each == [[(1, 10)], [(1, 5)]]
    assert (verdict.exposed[0].lower, verdict.exposed[0].upper) == (2, 2)
    with pytest.raises(Disclosure) as told:
        verdict.require_safe()
    assert "2024 and 2023: sums along 0" in told.value.found


def test_figures_that_the_rule_cannot_have_made_are_refused() -> None:
    tables = crossed([3, 3])
    with pytest.raises(Contradiction) as told:
        attack(published(tables, rounded(np.array([30.0, 5, 5]), 5)), unreachable(1))

    # Parts of at most 9 never make 26.
    assert "sums along 0" in told.value.found


def test_true_figures_outside_the_published_rule_are_refused() -> None:
    tables = crossed([3, 3])
    with pytest.raises(Contradiction):
        attack(published(tables, rounded(np.array([5.0, 10, 0]), 5)), unreachable(1), tables.values)


def test_an_attack_without_time_settles_nothing_and_fails() -> None:
    tables = crossed([[2, 7], [5, 9]])
    problem = hiding(tables, *(at(tables, *place) for place in ((1, 1), (1, 2), (2, 1), (2, 2))))
    verdict = attack(problem, Requirement(np.array([4]), np.full(1, 5.0), np.full(1, 3.0)), tables.values, seconds=0)

    assert not verdict.is_safe
    assert verdict.unsettled == ("(1, 1)",)
    with pytest.raises(Disclosure) as told:
        verdict.require_safe()
    assert "did not come to an end" in told.value.found


def test_a_cell_without_equations_is_told_by_its_own_figure_alone() -> None:
    nothing = sparse.csr_array((0, 2))
    safe = Problem(unpublished(2), nothing, ("a", "b"), ())
    shown = Problem(exact(np.array([3.0, 4.0])), nothing, ("a", "b"), ())
    needed = Requirement(np.array([0]), np.full(1, 5.0), np.full(1, 4.0))

    assert attack(safe, needed).is_safe
    assert [one.tables for one in attack(shown, needed).exposed] == [("a",)]
