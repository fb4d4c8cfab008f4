"""Rounding: multiples, tables that add, neighbours, and no drift."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarks.cubes import crossed
from durna.disclosure import rounding
from durna.disclosure.tables import Cell, LinkedTables, Sum
from durna.errors import UserError

BASES = st.sampled_from([3, 5, 10])


def forest(groups: list[list[int]], others: list[int], keys: list[float]) -> LinkedTables:
    """A total by group and part (a hierarchy), and by another breakdown whose last part takes what is left."""
    total = sum(map(sum, groups))
    drawn = iter(keys)
    cells = [Cell("all", total, next(drawn))]
    sums = [Sum("by group", "all", tuple(f"g{place}" for place in range(len(groups))))]
    for place, parts in enumerate(groups):
        cells.append(Cell(f"g{place}", sum(parts), next(drawn)))
        names = tuple(f"g{place}p{number}" for number in range(len(parts)))
        cells += [Cell(name, part, next(drawn)) for name, part in zip(names, parts, strict=True)]
        sums.append(Sum("by part", f"g{place}", names))
    rest = [min(other, total // (len(others) + 1)) for other in others]
    rest.append(total - sum(rest))
    names = tuple(f"o{number}" for number in range(len(rest)))
    cells += [Cell(name, part, next(drawn)) for name, part in zip(names, rest, strict=True)]
    return LinkedTables.of(cells, [*sums, Sum("by other", "all", names)])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=5), min_size=1, max_size=4),
    st.lists(st.integers(0, 40), max_size=4), BASES, st.lists(st.floats(0, 0.999), min_size=40, max_size=40),
)  # fmt: skip
def test_tables_that_meet_in_totals_add_and_every_count_goes_to_a_neighbour(
    groups: list[list[int]], others: list[int], base: int, keys: list[float]
) -> None:
    tables = forest(groups, others, keys)
    rounded = rounding.additive(tables, base).values
    assert (rounded % base == 0).all()
    assert (abs(rounded - tables.values) < base).all()
    assert (tables.equations @ rounded == 0).all()


@settings(max_examples=15, deadline=None)
@given(arrays(int, (3, 4, 2), elements=st.integers(0, 12)), BASES)
def test_every_margin_of_a_cube_adds(counts: np.ndarray, base: int) -> None:
    tables = crossed(counts)
    rounded = rounding.additive(tables, base).values
    assert (rounded % base == 0).all()
    assert (tables.equations @ rounded == 0).all()
    leaves = [number for number, name in enumerate(tables.ids) if 0 not in name]
    assert (abs(rounded - tables.values)[leaves] < base).all()


def test_what_is_a_multiple_stays() -> None:
    tables = crossed(np.array([[0, 5], [10, 0]]))
    assert rounding.additive(tables, 5).values.tolist() == tables.values.tolist()


def test_the_same_records_are_rounded_alike_wherever_they_are_counted() -> None:
    values, keys = np.array([7.0, 7.0, 7.0]), np.array([0.3, 0.3, 0.5])
    # Above 5 by 2 of 5: up where the key is below 0.4.
    assert rounding.independent(values, keys, 5).tolist() == [10, 10, 5]


def test_rounding_does_not_drift() -> None:
    keys = (np.arange(10_000) + 0.5) / 10_000
    for count in range(1, 11):
        assert rounding.independent(np.full(10_000, float(count)), keys, 5).mean() == pytest.approx(count, abs=1e-9)


def test_parts_of_a_table_do_not_drift() -> None:
    drawn = np.random.default_rng(1)
    totals = np.zeros(3)
    for _ in range(4_000):
        keys = drawn.random(4)
        cells = [Cell(name, value, key) for name, value, key in zip("tabc", (7, 1, 2, 4), keys, strict=True)]
        totals += rounding.additive(LinkedTables.of(cells, [Sum("t", "t", ("a", "b", "c"))]), 5).values[1:]
    # The standard error of a mean is at most 2.5 / sqrt(4000) = 0.04; Pareto sampling of three is near, not exact.
    assert totals / 4_000 == pytest.approx([1, 2, 4], abs=0.25)


def test_a_change_elsewhere_leaves_most_of_a_table_alone() -> None:
    keys = np.random.default_rng(2).random(41)
    counts = np.random.default_rng(3).integers(1, 20, 40)

    def rounded(parts: np.ndarray) -> np.ndarray:
        cells = [Cell("t", float(parts.sum()), keys[40])]
        cells += [Cell(number, float(part), keys[number]) for number, part in enumerate(parts)]
        return rounding.additive(LinkedTables.of(cells, [Sum("t", "t", tuple(range(40)))]), 5).values[1:]

    changed = counts.copy()
    changed[0] += 1
    # One more person moves the number of cells that go up by at most one, so at most two of the others.
    assert (rounded(counts) != rounded(changed))[1:].sum() <= 2


def test_tables_that_cut_across_each_other_are_named() -> None:
    cells = [Cell(name, value, 0.5) for name, value in [("t", 6), ("u", 6), ("a", 1), ("b", 2), ("c", 3), ("d", 6)]]
    sums = [Sum("entries by sex", "t", ("a", "b", "c")), Sum("entries by age", "u", ("a", "b", "c")),
            Sum("entries by region", "t", ("d",))]  # fmt: skip
    with pytest.raises(UserError, match="entries by region"):
        rounding.additive(LinkedTables.of(cells, sums), 5)


def test_a_sum_that_does_not_hold_is_no_equation() -> None:
    with pytest.raises(ValueError, match="do not make the total"):
        LinkedTables.of([Cell("t", 3, 0.5), Cell("a", 1, 0.5)], [Sum("t", "t", ("a",))])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=5), min_size=1, max_size=4),
    st.lists(st.integers(0, 12), max_size=4), BASES, st.lists(st.floats(0, 0.999), min_size=80, max_size=80),
)  # fmt: skip
def test_a_second_rounding_says_again_what_it_said_of_small_cells_and_still_adds(
    groups: list[list[int]], others: list[int], base: int, keys: list[float]
) -> None:
    first = forest(groups, others, keys[:40])
    before = rounding.additive(first, base).values
    more = [[count + (place == 0) for place, count in enumerate(parts)] for parts in groups]
    second = forest(more, others, keys[40:])
    same = first.values == second.values
    held = rounding.Held(np.where(same, before, np.nan), same & (first.values > 0) & (first.values < base))
    found = rounding.additive(second, base, held)

    assert (second.equations @ found.values == 0).all()
    assert (found.values[held.firm] == before[held.firm]).all()
    assert (abs(found.values - second.values) < found.reach).all()
    # What is said to lie further off than a neighbour is large, and never shown as nought.
    small = second.values < base
    assert (abs(found.values - second.values)[small] < base).all()
    assert (found.values[~small] > 0).all()


def test_crossed_tables_meet_others_in_their_total() -> None:
    # 3 x 2 persons by citizenship and sex, and the same by age: the rounded total is one, a neighbour of 23.
    cells = {"all": 23, "g": 8, "t": 9, "r": 6, "f": 12, "m": 11, "gf": 3, "gm": 5, "tf": 7, "tm": 2, "rf": 2, "rm": 4,
             "young": 1, "old": 22}  # fmt: skip
    sums = [Sum("by citizenship", "all", ("g", "t", "r")), Sum("by sex", "all", ("f", "m")),
            *(Sum("by both", one, (f"{one}f", f"{one}m")) for one in "gtr"),
            *(Sum("by both", one, (f"g{one}", f"t{one}", f"r{one}")) for one in "fm"),
            Sum("by age", "all", ("young", "old"))]  # fmt: skip
    keys = np.random.default_rng(4).random((20, len(cells)))
    for drawn in keys:
        tables = LinkedTables.of(
            [Cell(name, v, key) for (name, v), key in zip(cells.items(), drawn, strict=True)], sums
        )
        found = dict(zip(tables.ids, rounding.additive(tables, 5).values.tolist(), strict=True))
        assert tables.adds(np.array(list(found.values()))).all()
        assert found["all"] in (20, 25)
        assert found["young"] + found["old"] == found["all"]
        assert all(abs(found[name] - cells[name]) < 5 for name in ("gf", "gm", "tf", "tm", "rf", "rm", "young", "old"))
