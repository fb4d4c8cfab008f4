"""Edition after edition: what may be said of people after all that was said of them before."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from durna.disclosure import told
from durna.disclosure.attacker import Disclosure
from durna.disclosure.deciding import decided, safe
from durna.disclosure.methods import Outcome
from durna.disclosure.policy import Policy
from durna.disclosure.proof import prove
from durna.disclosure.suppression import CannotProtect
from durna.disclosure.tables import Cell, LinkedTables, Sum
from durna.disclosure.told import Told

Person = tuple[int, int, int, float]
DIMENSIONS = ("citizenship", "age", "region")
METHODS = ("additive-rounding", "random-rounding", "cell-key", "suppression")


def people(count: int, seed: int) -> list[Person]:
    """Each with three groups, most in the first ones, and a key."""
    drawn = np.random.default_rng(seed)
    groups = drawn.geometric(0.3, (count, 3))
    return [(*map(int, row), float(key)) for row, key in zip(groups, drawn.random(count), strict=True)]  # type: ignore[misc]


def counted(persons: list[Person]) -> LinkedTables:
    """The total, and the persons by each dimension: tables that meet in the total."""
    counts, keys = Counter[str](), Counter[str]()
    for *groups, key in persons:
        for name in ("all", *(f"{dimension} {group}" for dimension, group in zip(DIMENSIONS, groups, strict=True))):
            counts[name] += 1
            keys[name] += key  # type: ignore[assignment]
    cells = [Cell(name, float(count), keys[name] % 1) for name, count in counts.items()]
    sums = [Sum(one, "all", tuple(name for name in counts if name.startswith(one))) for one in DIMENSIONS]
    return LinkedTables.of(cells, sums)


def of(tables: LinkedTables, outcome: Outcome) -> dict[str, tuple[float, float | None]]:
    """What was counted and what was published of each cell."""
    published = told.values_of(tables, outcome)
    return {str(name): (value, published[name]) for name, value in zip(tables.ids, tables.values, strict=True)}


@pytest.mark.parametrize("method", METHODS)
def test_three_editions_with_one_person_more_each_time(method: str) -> None:
    policy = Policy.model_validate({"method": method})
    before: list[Told] = []
    for count in (60, 61, 62):
        tables = counted(people(62, 4)[:count])
        outcome = safe(tables, policy, before)

        assert prove(tables, outcome, policy, before).is_safe
        if method == "additive-rounding":
            assert tables.adds(outcome.values).all()
        if before:
            now, last = of(tables, outcome), of(before[0].tables, before[0].outcome)
            unchanged = [name for name in last if last[name][0] == now[name][0] and last[name][0] < 5]
            assert unchanged
            assert all(now[name][1] == last[name][1] for name in unchanged)
        before.insert(0, Told(str(count), policy, tables, outcome))


@pytest.mark.parametrize("method", ["additive-rounding", "random-rounding"])
def test_drawing_anew_without_looking_back_is_found(method: str) -> None:
    policy = Policy.model_validate({"method": method})
    tables = counted(people(60, 4))
    # The same counts of other people: every draw is another one.
    others = counted([(*groups, (key + 0.5) % 1) for *groups, key in people(60, 4)])  # type: ignore[misc]
    first = Told("2023", policy, tables, decided(tables, policy))
    weak = decided(others, policy)
    verdict = prove(others, weak, policy, [first])

    assert verdict.exposed
    with pytest.raises(Disclosure, match="2023"):
        verdict.require_safe()
    assert prove(others, decided(others, policy, [first]), policy, [first]).is_safe


def test_noise_that_is_drawn_anew_is_found() -> None:
    # D is 5: 1 shown as 0 lies from 0 to 5, shown as 6 from 1 to 11; from 1 to 5 is narrower than 5.
    policy = Policy(method="cell-key")
    first, second = (LinkedTables.of([Cell("a", 1.0, key)], []) for key in (0.0, 0.9999))
    before = [Told("2023", policy, first, decided(first, policy))]
    assert of(first, before[0].outcome) == {"a": (1, 0)}
    assert of(second, decided(second, policy)) == {"a": (1, 6)}

    assert prove(second, decided(second, policy), policy, before).exposed
    assert prove(second, decided(second, policy, before), policy, before).is_safe


def test_suppression_that_does_not_look_back_is_found_by_the_difference() -> None:
    policy = Policy(method="suppression")
    first = LinkedTables.of(
        [Cell(name, value, 0.5) for name, value in {"all": 50.0, "a": 3.0, "b": 6.0, "c": 41.0}.items()],
        [Sum("by country", "all", ("a", "b", "c"))],
    )
    before = [Told("2023", policy, first, decided(first, policy))]
    # a is 3 and hidden, and so is b, the cheapest other one.
    assert [name for name, (_, said) in of(first, before[0].outcome).items() if said is None] == ["a", "b"]
    # Five more arrive from a: it is 8 and need not be hidden, nor b.
    second = LinkedTables.of(
        [Cell(name, value, 0.5) for name, value in {"all": 55.0, "a": 8.0, "b": 6.0, "c": 41.0}.items()],
        [Sum("by country", "all", ("a", "b", "c"))],
    )
    alone = decided(second, policy)
    assert not alone.hidden.any()
    # With b known the a of 2023 is 50 - 6 - 41.
    assert [one.cell for one in prove(second, alone, policy, before).exposed] == ["a"]

    together = decided(second, policy, before)
    assert of(second, together)["b"][1] is None
    assert prove(second, together, policy, before).is_safe


def test_what_an_edition_has_shown_cannot_be_hidden_by_a_stricter_policy() -> None:
    tables = counted(people(60, 4))
    loose, strict = Policy(method="suppression", threshold=2), Policy(method="suppression", threshold=5)
    before = [Told("2023", loose, tables, decided(tables, loose))]

    with pytest.raises(CannotProtect, match="told by an earlier edition, in this edition and 2023: citizenship"):
        decided(tables, strict, before)


def test_a_change_of_method_says_two_things_about_the_same_people() -> None:
    tables = counted(people(60, 4))
    rounded, noisy = Policy(), Policy(method="cell-key")
    before = [Told("2023", rounded, tables, decided(tables, rounded))]

    with pytest.raises(Disclosure, match="2023"):
        prove(tables, decided(tables, noisy, before), noisy, before).require_safe()


def test_a_cell_that_was_given_away_before_is_no_fault_of_a_later_edition() -> None:
    policy = Policy()
    first, second = counted(people(60, 4)), counted(people(64, 4))
    open_then = Outcome(first.values, np.zeros(len(first.ids), dtype=bool))
    bare = Told("2022", Policy(method="suppression", threshold=2), first, open_then)
    verdict = prove(second, safe(second, policy), policy, [bare])
    # Only cells that are still the same are held against it.
    now, then = of(second, safe(second, policy)), of(first, open_then)
    assert verdict.exposed
    assert all(now[one.cell][0] == then[one.cell][0] for one in verdict.exposed)


def test_random_rounding_to_three_drawn_twice_narrows_four_of_nine_small_cells() -> None:
    # A count of 1 goes up with a chance of 1/3, one of 2 with 2/3: two draws differ with 2 x 1/3 x 2/3 = 4/9, and then
    # 0..2 and 1..5 leave 1..2. Cells stand alone here; the standard error of 4,000 draws is 0.008.
    policy = Policy(method="random-rounding")
    counts, drawn = np.random.default_rng(1).integers(1, 3, 4_000).astype(float), np.random.default_rng(2)
    first, second = (
        LinkedTables.of([Cell(str(n), count, drawn.random()) for n, count in enumerate(counts)], []) for _ in range(2)
    )
    before = [Told("2023", policy, first, decided(first, policy))]
    exposed = prove(second, decided(second, policy), policy, before).exposed

    assert len(exposed) / len(counts) == pytest.approx(4 / 9, abs=0.03)
    assert not prove(second, decided(second, policy, before), policy, before).exposed


@pytest.mark.parametrize("method", METHODS)
def test_what_was_told_is_read_again_as_it_was(method: str) -> None:
    policy = Policy.model_validate({"method": method})
    tables = counted(people(60, 4))
    kept = Told("2023", policy, tables, decided(tables, policy))
    again = told.read("2023", json.loads(json.dumps(list(told.lines(kept)))))

    assert of(again.tables, again.outcome) == of(tables, kept.outcome)
    assert again.policy == policy
    assert again.outcome.reach == kept.outcome.reach
    assert (again.tables.equations != tables.equations).nnz == 0
    assert again.tables.tables == tables.tables


def test_readers_get_published_values_alone() -> None:
    policy = Policy()
    tables = counted(people(60, 4))
    outcome = decided(tables, policy)
    first, *cells = told.lines(Told("2023", policy, tables, outcome), ["all", "age 1"])

    assert first["policy"]["base"] == 5
    assert [(one["cell"], set(one)) for one in cells] == [("all", {"cell", "value"}), ("age 1", {"cell", "value"})]
    assert all(one["value"] % 5 == 0 for one in cells)
