"""Every kind of measure of rows gives on the engine what it gives one row at a time."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.indicators.calculate import evaluate
from durna.indicators.conditions import (
    ALWAYS,
    Before,
    Equals,
    Foreign,
    Known,
    Lasted,
    OneOf,
    Own,
    Recognised,
    Stated,
)  # fmt: skip
from durna.indicators.counting import Scope
from durna.indicators.measures import Count, Distinct, Median, Persons, RowMeasure, StockAt, Sum
from durna.periods import parse
from durna.residence.derived import view
from tests.indicators import oracle
from tests.indicators.memory import MemoryRecords

FIRST = date(2019, 11, 1)
COVERED = parse("2019-11..2021-02")
days = st.integers(0, COVERED.days - 1).map(lambda n: FIRST + timedelta(days=n))
births = st.sampled_from([date(2000, 2, 29), date(1984, 12, 31), date(2015, 1, 1), date(1930, 6, 5)])
maybe = {
    "person": st.sampled_from([None, "p1", "p2", "p3"]),
    "citizenship": st.sampled_from([None, "AZE", "GEO", "?148"]),
}


def optional(some: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | some


person = {
    **maybe,
    "sex": optional(st.sampled_from(["male", "female"])),
    "birth_date": optional(births),
    "birth_year": optional(st.sampled_from([1950, 2001])),
    "age": optional(st.integers(0, 100)),
}
crossings = st.fixed_dictionaries(
    {
        **person,
        "crossed_on": days,
        "direction": st.sampled_from(["entry", "exit"]),
        "purpose": optional(st.sampled_from(["tourism", "work"])),
    }
)
permits = st.fixed_dictionaries(
    {
        **person,
        "application_no": optional(st.sampled_from(["a1", "a2"])),
        "decided_on": days,
        "applied_on": optional(days),
        "decision": optional(st.sampled_from(["granted", "refused"])),
        "valid_from": optional(days),
        "valid_to": optional(days),
        "ended_on": optional(days),
        "fee": optional(st.sampled_from([0.0, 30.0, 60.5])),
    }
)
stays = st.fixed_dictionaries(
    {**person, "arrived_on": days, "departed_on": optional(days), "permitted_until": optional(days)}
)

GRANTED = OneOf("decision", ("granted",), or_unstated=True)
MEASURES: list[tuple[RowMeasure, Any]] = [
    (Count("sbs_border_crossing", "crossed_on", where=Equals("direction", "entry") & Foreign()), crossings),
    (Count("sbs_border_crossing", "crossed_on", where=Own() | ~Recognised("citizenship")), crossings),
    (Count("sbs_border_crossing", "crossed_on", where=Known("purpose") & ~Stated("sex")), crossings),
    (Persons("sbs_border_crossing", "crossed_on", where=~Foreign()), crossings),
    (Persons("sbs_border_crossing", "crossed_on", each=True, where=ALWAYS), crossings),
    (Distinct("sms_temporary_residence", ("application_no", "person"), "decided_on"), permits),
    (Sum("sms_temporary_residence", "fee", "decided_on", where=GRANTED), permits),
    (Median("sms_temporary_residence", "applied_on", "decided_on"), permits),
    (Count("sms_temporary_residence", ("applied_on", "decided_on"), where=Before("valid_from", "valid_to")), permits),
    (
        StockAt(
            "sms_temporary_residence",
            since=("valid_from", "decided_on"),
            until="valid_to",
            ended="ended_on",
            term=True,
            where=GRANTED,
        ),
        permits,
    ),
    (StockAt("sms_temporary_residence", since="valid_from", until="valid_to", each=True), permits),
    (StockAt("sbs_stay", after="permitted_until", ended="departed_on", where=Foreign(), counts="row"), stays),
    (Persons("sbs_stay", "arrived_on", where=Lasted("arrived_on", "departed_on", 3, 12)), stays),
]


def engine(measure: RowMeasure, rows: Sequence[Any], every: str, by: tuple[str, ...]) -> oracle.Answer:
    records: Any = MemoryRecords({measure.source: rows}, covers={measure.source: [str(COVERED)]})
    found = evaluate(measure, Scope(view(records), None, every), by)
    return {(tally.period, tally.dimensions): (tally.value, tally.upper) for tally in found}


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "rows"), MEASURES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("by", [(), ("citizenship",), ("age_group", "sex")], ids="-".join)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_engine_agrees_with_counting_by_hand(
    measure: RowMeasure, rows: Any, by: tuple[str, ...], data: Any
) -> None:
    some = data.draw(st.lists(rows, max_size=12))
    every = data.draw(st.sampled_from(["year", "quarter", "month"]))
    assert engine(measure, some, every, by) == oracle.answer(measure, some, COVERED.split(every), by)
