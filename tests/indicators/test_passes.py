"""All breakdowns in one pass are what each of them is alone."""

from datetime import date
from random import Random

import pytest

from durna.indicators import counting
from durna.indicators.calculate import evaluate
from durna.indicators.conditions import Equals
from durna.indicators.counting import Scope
from durna.indicators.measures import Cells, Count, Median, Persons, RowMeasure, StockAt, Sum, Together
from durna.residence import derived
from durna.residence.derived import Derived, view
from tests.indicators.memory import MemoryRecords, Row

PERMITS = "sms_work_permit"
BIRTHS = Cells("ssc_population", ("births",))
GRANTED = Equals("decision", "granted")
ALL: tuple[tuple[str, ...], ...] = ((), ("citizenship",), ("sex",), ("age_group",), ("citizenship", "sex"))
MEASURES = (
    Count(PERMITS, "decided_on", where=GRANTED),
    Persons(PERMITS, "decided_on", where=GRANTED),
    Sum(PERMITS, "fee", "decided_on"),
    Median(PERMITS, "applied_on", "decided_on"),
    StockAt(PERMITS, since="valid_from", until="valid_to"),
    Together("decision", {"granted": Count(PERMITS, "decided_on", where=GRANTED), "all": Count(PERMITS, "decided_on")}),
)


def permit(
    person: str | None, citizenship: str | None, sex: str, decision: str | None, day: int, **more: object
) -> Row:
    return {
        "person": person, "citizenship": citizenship, "sex": sex, "decision": decision, "fee": 10.5 * day,
        "applied_on": date(2020, 3, 1), "decided_on": date(2020, 3, day), "valid_from": date(2020, 3, 1),
        "valid_to": date(2021, 4, 1), **more,
    }  # fmt: skip


@pytest.fixture
def records() -> MemoryRecords:
    return MemoryRecords(
        {
            PERMITS: [
                permit("a", "GEO", "female", "granted", 2, birth_year=1990),
                permit("a", "GEO", "female", "granted", 5, birth_year=1990),
                permit("b", "TUR", "male", "granted", 9, birth_date=date(1980, 5, 1)),
                permit("c", "TUR", "male", "refused", 11, birth_date=date(1981, 5, 1)),
                permit(None, None, "male", "granted", 20),
                permit("d", "GEO", "male", None, 28, birth_date=date(1982, 5, 1)),
            ]
        }
    )


def alone(measure: RowMeasure | Together, records: MemoryRecords, by: tuple[str, ...]) -> list[object]:
    return list(evaluate(measure, Scope(view(records), None, "year"), by))


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: type(measure).__name__)
def test_all_in_one_pass_are_what_each_is_alone(measure: RowMeasure | Together, records: MemoryRecords) -> None:
    together = view(records)

    found = {by: evaluate(measure, Scope(together, None, "year", foreseen=ALL), by) for by in ALL}

    assert found == {by: alone(measure, records, by) for by in ALL}
    assert all(found.values())


def test_what_was_counted_once_is_not_read_again(records: MemoryRecords) -> None:
    known: Derived = view(records)
    scope = Scope(known, None, "year", foreseen=ALL)
    before = {by: evaluate(MEASURES[0], scope, by) for by in ALL}

    records.con.drop_table(f"records_{PERMITS}")

    assert {by: evaluate(MEASURES[0], scope, by) for by in ALL} == before


@pytest.mark.parametrize("measure", [MEASURES[0], BIRTHS], ids=lambda measure: type(measure).__name__)
def test_what_is_done_to_an_answer_changes_no_later_one(measure: RowMeasure | Cells) -> None:
    records = MemoryRecords({PERMITS: many_permits(Random(3)), BIRTHS.source: [births(2019, 141_179.0)]})
    scope = Scope(view(records), None, "year")
    before = list(evaluate(measure, scope, ()))

    evaluate(measure, scope, ()).clear()

    assert evaluate(measure, scope, ()) == before != []


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: type(measure).__name__)
def test_of_many_rows_is_counted_what_is_counted_of_few(
    measure: RowMeasure | Together, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    records = MemoryRecords({PERMITS: many_permits(Random(4))})
    plain = {by: alone(measure, records, by) for by in ALL}

    monkeypatch.setattr(derived, "MANY", 0)
    held = {by: alone(measure, records, by) for by in ALL}

    assert held == plain
    assert all(plain.values())


def test_a_person_of_two_sources_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have a person who is the first of theirs, and who is not the same."""
    monkeypatch.setattr(derived, "MANY", 0)
    visa = {"person": "b", "decided_on": date(2020, 3, 4), "decision": "granted"}
    other = "sms_temporary_residence"
    records = MemoryRecords(
        {PERMITS: [permit("a", "GEO", "male", "granted", 2)], other: [visa]},
        {source: ["2020-01-01..2020-12-31"] for source in (PERMITS, other)},
    )
    parts = {"work": Persons(PERMITS, "decided_on"), "residence": Persons(other, "decided_on")}

    (found,) = evaluate(Together("title", parts), Scope(view(records), None, "year"), ())

    assert found.value == 2


def births(year: int, value: float) -> Row:
    """A row of a table that a publisher has counted."""
    return {
        "series": "births", "geography": "AZE", "period_start": date(year, 1, 1), "period_end": date(year, 12, 31),
        "value": value, "unit": "births",
    }  # fmt: skip


def many_permits(random: Random) -> list[Row]:
    """Of few persons, in three deliveries; some without a name, a decision or an age."""
    return [
        permit(
            random.choice(["a1b2c3d4", "0f1e2d3c", "ffffffff", None]), random.choice(["GEO", "TUR", None]),
            random.choice(["female", "male"]), random.choice(["granted", "refused", None]), random.randint(1, 28),
            birth_year=random.choice([1950, 1990, None]), delivery_id=random.choice(["d1", "d2", "d3"]),
            fee=random.choice([10.5, 0.0, -3.25, None]),
        )
        for _ in range(80)
    ]  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: type(measure).__name__)
def test_what_protection_must_know_is_the_same_whether_or_not_it_was_foreseen(measure: RowMeasure | Together) -> None:
    records = MemoryRecords({PERMITS: many_permits(Random(11))})
    foreseeing = Scope(Derived(records, is_to_be_protected=True), None, "year", foreseen=ALL)
    later = Scope(view(records), None, "year", foreseen=ALL)
    before = evaluate(measure, later, ()), {by: counting.behind(measure, later, by) for by in ALL}

    after = evaluate(measure, foreseeing, ())
    records.con.drop_table(f"records_{PERMITS}")

    assert (after, {by: counting.behind(measure, foreseeing, by) for by in ALL}) == before
    assert all(before[1].values())


def test_other_buckets_and_other_conditions_are_counted_anew(records: MemoryRecords) -> None:
    known = view(records)
    granted, everything = (Count(PERMITS, "decided_on", where=GRANTED), Count(PERMITS, "decided_on"))

    (year,) = evaluate(granted, Scope(known, None, "year"), ())
    (month,) = evaluate(granted, Scope(known, None, "month"), ())
    (whole,) = evaluate(everything, Scope(known, None, "year"), ())

    # Granted: a twice, b, the one without a name; d's decision is not known. All: six rows.
    assert (year.value, month.value, whole.value) == (4, 4, 6)
    assert year.bucket != month.bucket
