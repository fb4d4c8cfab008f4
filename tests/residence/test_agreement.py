"""Three ways to one answer: the oracle, the compiled kernel and the set-based form, on generated histories."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durna.residence.problems import GAPS, IMPUTE, REJECT
from durna.residence.reference import ARRIVAL, Crossing
from durna.residence.rule import Rule, as_rule
from tests.residence.forms import by_kernel, everywhere, on_duckdb, same_tables
from tests.residence.histories import START, Person, drawn, initial_table, millions, persons

RULES = ("12/16", "9/12", "6/12", "3/4", "12/12", "90/180 days", "60/365 days", "12/16 months", "6/12 months")
# The same shapes in few days: the oracle walks day by day.
SMALL = [Rule(12, 16), Rule(9, 12), Rule(6, 12), Rule(3, 4), Rule(12, 12), Rule(9, 18), Rule(2, 12), Rule(1, 1)]
MONTHS = [Rule(1, 2, "months"), Rule(2, 3, "months"), Rule(1, 1, "months")]
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@FEW
@given(st.data())
def test_all_forms_agree_on_whatever_a_border_may_deliver(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([*SMALL, *MONTHS]), "rule")
    has_order, has_time = data.draw(st.booleans(), "order"), data.draw(st.booleans(), "time")
    people = data.draw(st.lists(persons(rule, has_order, has_time), min_size=1, max_size=5), "people")
    last = max(person.last_day for person in people)
    until = last + timedelta(days=data.draw(st.integers(0, rule.longest_window_days + 1), "days observed after"))
    gaps = data.draw(st.sampled_from(GAPS), "gaps")

    oracle, kernel, duck = everywhere(people, rule, until, gaps, has_order=has_order, has_time=has_time)

    assert kernel == oracle
    assert duck == oracle


@pytest.mark.slow
@pytest.mark.parametrize("text", RULES)
def test_all_forms_agree_under_the_rules_in_use(text: str) -> None:
    rule = as_rule(text)
    people = drawn(rule, 40, seed=len(text))
    until = max(person.last_day for person in people) + timedelta(days=30)
    outcomes = set()
    for gaps in GAPS:
        oracle, kernel, duck = everywhere(people, rule, until, gaps)
        assert kernel == oracle
        assert duck == oracle
        outcomes |= {line[6] for line in oracle}
    assert outcomes == {0, 1, None}


DAY = timedelta(days=1)
OUTCOMES = {
    # 12/16: 365 days settle it, 123 days lost refuse it. Directions, then days between crossings.
    "resident throughout": (0, [10, 300, 20], None),
    "never resident": (1, [10, 300, 20], None),
    "immigrant": (1, [400, 20, 400], None),
    "emigrant": (0, [400, 20, 400], None),
    "both": (1, [365, 365], None),
    "seasonal": (0, [250, 115] * 4, None),
    "open": (1, [40, 30], None),
    "one crossing": (1, [], None),
    "resident who arrives": (1, [30, 400], 1),
    "visitor who leaves": (0, [30, 400], 0),
}


@pytest.mark.parametrize("group", OUTCOMES)
@pytest.mark.parametrize("text", ["12/16", "12/16 months"])
def test_all_forms_agree_on_every_outcome(group: str, text: str) -> None:
    first, lengths, initial = OUTCOMES[group]
    days = np.cumsum([0, *lengths])
    crossings = tuple(Crossing(START + int(day) * DAY, (first + n) % 2) for n, day in enumerate(days))
    people = [Person(crossings, initial)]

    oracle, kernel, duck = everywhere(people, as_rule(text), people[0].last_day + 90 * DAY, REJECT, has_order=False)

    assert kernel == oracle
    assert duck == oracle


IN, OUT = ARRIVAL, 1 - ARRIVAL
PROBLEMS = {
    "missing_date": [Crossing(START, IN), Crossing(None, OUT), Crossing(START + 9 * DAY, IN)],
    "missing_direction": [Crossing(START, IN), Crossing(START + DAY, None), Crossing(START + 9 * DAY, OUT)],
    "both missing": [Crossing(START, None), Crossing(None, OUT), Crossing(None, None), Crossing(START, IN)],
    "nothing usable": [Crossing(None, IN)],
    "decreasing_dates": [Crossing(START + 9 * DAY, IN, order=1), Crossing(START, OUT, order=2)],
    "same_direction": [Crossing(START, IN), Crossing(START + 5 * DAY, IN), Crossing(START + 400 * DAY, OUT)],
    "same direction on one day": [Crossing(START, OUT), Crossing(START, OUT), Crossing(START, OUT)],
    "unbalanced days": [Crossing(START, d) for d in (IN, OUT, IN, IN)] + [Crossing(START + DAY, OUT)],
    "balanced first day": [Crossing(START, d) for d in (IN, OUT)] + [Crossing(START + 99 * DAY, OUT)],
}  # fmt: skip


@pytest.mark.parametrize("gaps", GAPS)
@pytest.mark.parametrize("kind", PROBLEMS)
def test_all_forms_agree_on_persons_with_a_problem(kind: str, gaps: str) -> None:
    people = [Person(tuple(PROBLEMS[kind])), Person((Crossing(START, IN),))]
    rule, until = as_rule("3/4"), START + 500 * DAY

    oracle, kernel, duck = everywhere(people, rule, until, gaps)

    assert kernel == oracle
    assert duck == oracle
    if kind in ("missing_date", "missing_direction", "decreasing_dates", "same_direction") and gaps == REJECT:
        assert {line[-1] for line in oracle if line[0] == 0} == {kind}


@pytest.mark.slow
@pytest.mark.parametrize(("text", "gaps"), [("12/16", IMPUTE), ("9/12", REJECT)])
def test_kernel_and_set_based_form_agree_on_more_than_two_million_crossings(text: str, gaps: str) -> None:
    table, rule, until = millions(2_500_000, seed=7), as_rule(text), date(2021, 10, 31)
    some = table["person"].to_numpy()[::3]
    whose = np.unique(some)[::5]
    initial = pa.table({"person": whose, "resident": whose % 2})

    kernel = by_kernel(table, rule, until, gaps, initial)

    assert kernel.num_rows > 2_000_000
    assert same_tables(kernel, on_duckdb(table, rule, until, gaps, initial))


def test_all_crossings_on_one_day() -> None:
    """A hundred times there and back, and one arrival too many: nobody tells it from the others."""
    crossings = tuple(Crossing(START, n % 2) for n in [*range(201), IN])
    rule, until = as_rule("3/4"), START + 200 * DAY

    oracle, kernel, duck = everywhere([Person(crossings)], rule, until, REJECT, has_order=False)

    assert kernel == oracle
    assert duck == oracle


@pytest.mark.parametrize("text", ["12/16", "12/16 months"])
def test_two_centuries(text: str) -> None:
    """1900 was no leap year, 2000 was one."""
    days = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(1999, 2, 28), date(2000, 2, 29)]
    days += [date(2040, 2, 29), date(2096, 2, 29), date(2098, 8, 31), date(2100, 2, 28)]
    people = [Person(tuple(Crossing(day, (first + n) % 2) for n, day in enumerate(days))) for first in (0, 1)]

    oracle, kernel, duck = everywhere(people, as_rule(text), date(2100, 12, 31), REJECT, has_order=False)

    assert kernel == oracle
    assert duck == oracle


def test_one_person_who_crosses_for_a_lifetime() -> None:
    """Every day for twenty years, kernel against set-based form."""
    table = commuter(20_000)
    rule, until = as_rule("12/16"), date(2021, 10, 31)

    assert same_tables(by_kernel(table, rule, until, REJECT), on_duckdb(table, rule, until, REJECT))


@pytest.mark.slow
def test_ten_million_crossings_of_one_person() -> None:
    """In and out on the same day, over and over: never resident, as each arrival shows after 123 nights abroad."""
    table, until = commuter(10_000_000), date(2021, 10, 31)

    found = by_kernel(table, as_rule("12/16"), until, REJECT)

    # 1 January 2001 and 123 days: 4 May.
    first = found.slice(0, 1).to_pylist()[0]
    assert (first["migration"], first["migration_settled_on"]) == (0, date(2001, 5, 4))
    late = pc.greater(table["date"], pa.scalar(until - 123 * DAY))
    open_arrivals = pc.sum(pc.and_(late, pc.equal(table["direction"], 1))).as_py()
    assert pc.unique(found["migration"]).to_pylist() == [0, None]
    assert found["migration"].null_count == open_arrivals


def commuter(rows: int) -> pa.Table:
    """Crossings from 2001 to October 2021, in and out of one day, over and over."""
    day = (11323 + np.arange(0, rows, 2) * 7600 // rows).repeat(2)
    return pa.table(
        {
            "person": np.zeros(rows, np.int64),
            "row": np.arange(rows),
            "date": pa.array(day.astype(np.int32)).view(pa.date32()),
            "direction": (np.arange(rows) % 2 == 0).astype(np.int8),
            "order": np.arange(rows) + 1,
        }
    )


def test_initial_statuses_reach_every_form() -> None:
    people = [Person((Crossing(START, IN),), 1), Person((Crossing(START, IN),), 0), Person((Crossing(START, OUT),), 0)]

    oracle, kernel, duck = everywhere(people, as_rule("3/4"), START + 200 * DAY, REJECT)

    assert initial_table(people).num_rows == 3
    assert [line[4] for line in oracle] == [1, 0, 0]
    assert kernel == oracle
    assert duck == oracle
