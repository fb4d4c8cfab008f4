"""Protected figures: nothing of the counts behind them is left, and they agree with each other."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.disclosure.policy import Policy
from durna.disclosure.protect import Protected, protect
from durna.indicators.calculate import Request, compute
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figures
from tests.indicators.memory import MemoryRecords

EVERY = Request(by=("citizenship",))
INDICATORS = ("border_entries_foreigners", "border_persons_entered", "entries_per_person")
COUNTRIES, SEXES = ("GEO", "TUR", "RUS", "IRN"), ("female", "male")


def crossing(number: int, citizenship: str, sex: str, person: int, month: int = 4) -> dict[str, Any]:
    return {
        "crossed_on": date(2020, month, 1), "direction": "entry", "citizenship": citizenship, "sex": sex,
        "person": f"{person * 2654435761 % 16**8:08x}", "crossing_no": str(number),
    }  # fmt: skip


def records(rows: list[dict[str, Any]]) -> MemoryRecords:
    return MemoryRecords({"sbs_border_crossing": rows}, covers={"sbs_border_crossing": ["2020"]})


def true_figures(held: MemoryRecords) -> Figures:
    return Figures(f for name in INDICATORS for f in compute(catalogue()[name], held, EVERY))  # type: ignore[arg-type]


def protected(rows: list[dict[str, Any]], policy: Policy) -> tuple[Figures, Protected]:
    held = records(rows)
    true = true_figures(held)
    return true, protect(true, policy, held, EVERY)  # type: ignore[arg-type]


ROWS = st.lists(
    st.tuples(st.sampled_from(COUNTRIES), st.sampled_from(SEXES), st.integers(1, 30), st.integers(1, 12)),
    min_size=1, max_size=60,
)  # fmt: skip


@settings(max_examples=2, deadline=None)
@given(ROWS)
def test_every_count_is_a_multiple_and_every_table_that_added_adds(drawn: list[tuple[str, str, int, int]]) -> None:
    rows = [crossing(number, *each) for number, each in enumerate(drawn)]
    true, found = protected(rows, Policy())
    counts = [f for f in found.figures if f.indicator in INDICATORS[:2]]
    assert all(f.value is not None and f.value % 5 == 0 for f in counts)
    for name in ("citizenship",):
        entries = [f for f in found.figures.of("border_entries_foreigners") if f.dimension(name) is not None]
        [total] = [f for f in found.figures.of("border_entries_foreigners") if not f.dimensions]
        assert sum(f.value or 0 for f in entries) == total.value
    known = true.by_id()
    assert all(abs((f.value or 0) - (known[f.figure_id].value or 0)) < 5 for f in counts)


SEVEN = [crossing(number, "GEO", "male", number) for number in range(7)]
MIXED = [*SEVEN, *(crossing(10 + n, "TUR", "female", 20 + n) for n in range(6)), crossing(90, "IRN", "male", 77)]


def test_a_ratio_is_made_of_protected_counts() -> None:
    _, found = protected(MIXED, Policy())
    by_id = {f.figure_id.split("@")[0]: f for f in found.figures}
    entries, persons = (by_id[f"{name}:2020:AZE"].value for name in INDICATORS[:2])
    assert entries is not None
    assert persons
    assert by_id["entries_per_person:2020:AZE"].value == pytest.approx(entries / persons)


def test_nothing_tells_the_counts_behind_a_figure() -> None:
    _, found = protected(MIXED, Policy())
    for figure in found.figures:
        assert (figure.numerator, figure.denominator, figure.lower, figure.upper) == (None,) * 4
        assert all(one.rows == 0 for one in figure.evidence)


@pytest.mark.parametrize("method", ["additive-rounding", "cell-key"])
def test_the_same_records_give_the_same_figures_whatever_their_order(method: str) -> None:
    policy = Policy.model_validate({"method": method})
    once, again = protected(MIXED, policy)[1], protected(MIXED[::-1], policy)[1]
    assert {f.figure_id: f.value for f in once.figures} == {f.figure_id: f.value for f in again.figures}


def test_the_same_persons_have_the_same_noise_in_another_table() -> None:
    # All seven are from one country: the total and the country are the same people.
    _, found = protected(SEVEN, Policy(method="cell-key"))
    values = {f.dimensions: f.value for f in found.figures.of("border_entries_foreigners")}
    assert values[(("citizenship", "GEO"),)] == values[()]


def test_noughts_stay_nought() -> None:
    held = MemoryRecords({"sbs_border_crossing": SEVEN}, covers={"sbs_border_crossing": ["2019..2020"]})
    true = true_figures(held)
    for method in ("random-rounding", "cell-key"):
        found = protect(true, Policy.model_validate({"method": method}), held, EVERY)  # type: ignore[arg-type]
        [before] = [f for f in found.figures.of("border_entries_foreigners") if str(f.period) == "2019"]
        assert (before.value, before.status) == (0, "final")


def test_suppression_hides_small_counts_and_says_so() -> None:
    _, found = protected(MIXED, Policy(method="suppression"))
    values = {f.dimensions: f for f in found.figures.of("border_entries_foreigners")}
    hidden = values[(("citizenship", "IRN"),)]
    assert (hidden.value, hidden.status) == (None, "suppressed")
    # One hidden part beside exact ones would be a subtraction away.
    parts = [f for f in values.values() if f.dimension("citizenship")]
    assert sum(f.value is None for f in parts) >= 2


def test_without_protection_nothing_is_changed_in_value() -> None:
    true, found = protected(MIXED, Policy(method="none"))
    assert [f.value for f in found.figures] == [f.value for f in true]


def test_a_figure_that_cannot_be_computed_again_is_withheld() -> None:
    held = records(MIXED)
    true = true_figures(held)
    strange = replace(true[0], geography="GEO")
    found = protect(Figures([*true, strange]), Policy(), held, EVERY)  # type: ignore[arg-type]
    assert (found.figures[-1].value, found.figures[-1].status) == (None, "suppressed")


def test_what_a_publisher_states_stays_as_published() -> None:
    row = {"series": "population", "period_start": date(2020, 1, 1), "period_end": date(2020, 1, 1), "value": 11.0}
    held = MemoryRecords({"ssc_population": [row]})
    stated = Figures(compute(catalogue()["population_total"], held, Request()))  # type: ignore[arg-type]
    found = protect(stated, Policy(), held)  # type: ignore[arg-type]
    assert [f.value for f in found.figures] == [11.0]
    assert set(found.applied.values()) == {"none: published by its source"}


MANY = [
    crossing(number, COUNTRIES[number % 11 % 5 % 4], SEXES[number % 3 % 2], 100 + number, 1 + number * 5 % 12)
    for number in range(150)
]
CROSSED = Policy(tables=("citizenship,sex", "month,citizenship"))


def test_tables_by_two_breakdowns_and_by_month_add_to_the_tables_of_the_publication() -> None:
    _, found = protected(MANY, CROSSED)
    entries = {
        f.dimensions: f.value or 0
        for f in (*found.figures, *found.further)
        if f.indicator == "border_entries_foreigners"
    }
    by = {tuple(name for name, _ in dimensions) for dimensions in entries}
    assert by == {(), ("citizenship",), ("citizenship", "sex"), ("citizenship", "month")}
    for country in COUNTRIES:
        group = ("citizenship", country)
        for other in ("sex", "month"):
            parts = [value for cell, value in entries.items() if group in cell and other in dict(cell)]
            assert sum(parts) == entries[(group,)]
    assert sum(entries[(("citizenship", country),)] for country in COUNTRIES) == entries[()]
    # 150 is a multiple already, and the total goes to a neighbour whatever lies below it.
    assert entries[()] == 150
    assert all(value % 5 == 0 for value in entries.values())
    assert not [name for name in found.report.not_additive if name.startswith("border_entries_foreigners")]


def test_one_person_more_is_in_the_cells_of_that_person_alone() -> None:
    more = [*MANY, crossing(900, "IRN", "female", 950, 7)]
    once = protected(MANY, CROSSED)[1]
    held = records(more)
    again = protect(true_figures(held), CROSSED, held, EVERY, [once.told])  # type: ignore[arg-type]
    first, second = (
        {f.figure_id: f for f in (*one.figures, *one.further) if f.indicator == "border_entries_foreigners"}
        for one in (once, again)
    )
    mine = {("citizenship", "IRN"), ("sex", "female"), ("month", "7")}
    changed = [f for name, f in second.items() if name not in first or first[name].value != f.value]
    assert all(set(f.dimensions) <= mine for f in changed)


def test_a_table_that_the_policy_does_not_name_is_not_there() -> None:
    assert len(protected(MANY, Policy())[1].further) == 0


def test_a_breakdown_that_a_source_does_not_say_is_left_out_for_it_alone() -> None:
    _, found = protected(MANY, Policy(tables=("citizenship,purpose_of_the_moon", "citizenship,sex")))
    assert {tuple(name for name, _ in f.dimensions) for f in found.further} == {("citizenship", "sex")}


def test_a_further_table_in_a_later_edition_leaves_figures_as_they_were() -> None:
    once = protected(MANY, Policy())[1]
    held = records(MANY)
    again = protect(true_figures(held), CROSSED, held, EVERY, [once.told])  # type: ignore[arg-type]
    first, second = once.figures.by_id(), again.figures.by_id()
    entries = [name for name, one in first.items() if one.indicator == "border_entries_foreigners"]
    assert len(entries) > len(COUNTRIES) - 1
    assert len(again.further) > len(first)
    assert [first[name].value for name in entries] == [second[name].value for name in entries]
