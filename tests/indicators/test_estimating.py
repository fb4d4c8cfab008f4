"""Figures of migrations that are not all settled, of a world whose migrations are counted by hand.

Every month 30 people come for good on the 1st (half of them from Turkey, half from Georgia), 25 leave for good on the
5th, and 60 visit from the 10th to the 20th, until 31 October 2016 (tests/residence/provisional/worlds.py).
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from durna.indicators.assemble import assemble
from durna.indicators.calculate import Request, compute
from durna.indicators.definition import indicator
from durna.indicators.figures import Figure, Figures
from durna.periods import parse
from durna.residence.calendar import day_number
from durna.residence.derived import Derived, view
from durna.residence.provisional.months import months_of
from durna.workspace import Residence
from tests.indicators.memory import MemoryRecords
from tests.residence.provisional.worlds import LEAVERS, SETTLERS, plain_world
from tests.residence.test_identity import lives

IN, OUT, NET = "immigration_residence_12m", "emigration_residence_12m", "net_migration_residence_12m"
UNTIL = date(2016, 10, 31)
# Visitors of July to October have not been away for 123 days.
VISITING = 4 * 60


def world(**settings: Any) -> Derived:
    rows = [
        {
            "person": f"p{row['person']}", "crossing_no": str(number), "crossed_on": row["date"],
            "direction": "entry" if row["direction"] == "A" else "exit",
            "citizenship": ("TUR", "GEO")[row["person"] % 2],
        }
        for number, row in enumerate(plain_world(last=UNTIL).to_pylist())
    ]  # fmt: skip
    covers = {"sbs_border_crossing": [f"2009-01-01..{UNTIL}"]}
    residence = Residence(**settings)
    return view(MemoryRecords({"sbs_border_crossing": rows}, covers, cut_off=str(UNTIL), residence=residence))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def known() -> Derived:
    return world()


def figure(known: Derived, name: str, period: str, every: str = "year", **group: str) -> Figure:
    found = compute(indicator(name), known, Request(parse(period), every, tuple(group)))
    (one,) = (each for each in found if each.dimensions == tuple(group.items()))
    return one


def test_a_part_year_is_estimated_with_what_is_settled_beside_it(known: Derived) -> None:
    # None of the 300 who came for good since January has been here for 365 days.
    found = figure(known, IN, "2016-01..2016-10")

    assert found.status == "estimated"
    assert found.value == pytest.approx(10 * SETTLERS, rel=0.05)
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= 10 * SETTLERS <= found.upper
    assert found.settled is not None
    assert (found.settled.yes, found.settled.open) == (0, 10 * SETTLERS + VISITING)
    assert "95 %" in found.note["en"]
    assert "95 %" in found.note["az"]


def test_a_year_of_which_one_month_is_open_is_estimated_from_that_month(known: Derived) -> None:
    # Those of January to November 2015 are settled, the 30 of December have been here for 335 days.
    found = figure(known, IN, "2015")

    assert (found.status, found.value, found.upper) == ("estimated", 12 * SETTLERS, 12 * SETTLERS)
    assert found.settled is not None
    assert (found.settled.yes, found.settled.open) == (11 * SETTLERS, SETTLERS)


def test_a_settled_year_is_final_and_without_an_interval(known: Derived) -> None:
    found = figure(known, NET, "2014")

    assert (found.status, found.value) == ("final", 12 * (SETTLERS - LEAVERS))
    assert (found.lower, found.upper, found.estimation) == (None, None, None)


def test_a_balance_is_that_of_the_two_figures_beside_it(known: Derived) -> None:
    came, left, net = (figure(known, name, "2016-01..2016-10") for name in (IN, OUT, NET))

    assert came.value is not None
    assert left.value is not None
    assert net.value == came.value - left.value
    assert net.status == "estimated"


def test_a_group_is_estimated_where_it_is_large_enough(known: Derived) -> None:
    # 15 a month: 150 in ten months, and each month below 20.
    of_ten = figure(known, IN, "2016-01..2016-10", citizenship="TUR")
    of_one = figure(known, IN, "2016-05", "month", citizenship="TUR")

    assert of_ten.status == "estimated"
    assert of_ten.lower is not None
    assert of_ten.upper is not None
    assert of_ten.lower <= 10 * SETTLERS / 2 <= of_ten.upper
    assert (of_one.status, of_one.value, of_one.flags) == ("not_available", None, ("few_migrations",))
    assert of_one.settled is not None
    assert (of_one.settled.yes, of_one.settled.open) == (0, SETTLERS / 2)


def test_no_figure_that_is_not_settled_is_below_twenty(known: Derived) -> None:
    found = [
        each
        for name in (IN, OUT)
        for by in ((), ("citizenship",))
        for each in compute(indicator(name), known, Request(parse("2015-06..2016-10"), "month", by))
    ]

    assert {each.status for each in found} == {"final", "estimated", "not_available"}
    assert min(each.value for each in found if each.status != "final" and each.value is not None) >= 20


def test_a_breakdown_that_no_estimate_was_tried_by_stays_provisional(known: Derived) -> None:
    found = figure(known, IN, "2015", transport_mode="unknown")

    assert (found.status, found.value, found.lower, found.upper) == ("provisional", 330, 330, 360)
    assert "by this breakdown" in found.note["en"]


def test_a_period_that_cuts_a_month_stays_provisional(known: Derived) -> None:
    # Without 1 January: the thirty of that day are not in it.
    found = figure(known, IN, "2015-01-02..2015-12-31")

    assert (found.status, found.value, found.lower, found.upper) == ("provisional", 300, 300, 330)
    assert "whole months" in found.note["en"]


def test_a_workspace_may_want_no_estimates() -> None:
    found = figure(world(estimates=False), IN, "2015")

    assert (found.status, found.value, found.lower, found.upper) == ("provisional", 330, 330, 360)
    assert "durna.toml" in found.note["en"]


def test_an_estimate_says_how_it_was_made(known: Derived) -> None:
    found = figure(known, IN, "2016-01..2016-10").estimation

    assert found is not None
    assert (found.simulations, found.seed) == (400, f"3, {day_number(UNTIL)}")
    # The second year teaches nothing once there are two more; and all that teaches was settled 487 days later.
    assert (found.taught_from, "2014-10-31" < found.taught_until <= "2015-07-02") == ("2011-01-01", True)
    assert "scikit-learn" in found.model
    assert found.cut_offs >= 12


def test_the_same_records_give_the_same_figures(known: Derived) -> None:
    again, request = world(), Request(parse("2015..2016-10"), by=("citizenship",))

    for name in (IN, OUT, NET):
        one, other = (compute(indicator(name), each, request) for each in (known, again))
        assert [(each, each.note, each.settled, each.estimation) for each in one] == [
            (each, each.note, each.settled, each.estimation) for each in other
        ]


def test_the_estimates_of_a_run_are_made_once(known: Derived) -> None:
    assert known.totals(lambda table: {}) is known.totals(lambda table: {"sex": table["sex"]})


def test_checks_hold_for_what_is_settled_whatever_is_estimated(known: Derived) -> None:
    from durna.checks import run

    flows, stocks = (IN, OUT, NET), ("usual_residents_12m", "usual_residents_other_changes_12m")
    years = assemble(known, Request(parse("2013..2016-10"), by=("citizenship",)), (*flows, *stocks))
    months = assemble(known, Request(parse("2015-06..2016-10"), "month", ("citizenship",)), flows)

    assert {"estimated", "not_available"} <= {each.status for each in (*years, *months)}
    found = run.check(Figures([*years, *months]))
    # Every month of the world is like the other: that is no error of anybody.
    assert [one.text["en"] for one in found if one.check != "same_value_other_period"] == []


def test_estimates_start_from_the_very_counts_of_the_figures() -> None:
    """Random lives with lost crossings, and a register that says where some lived before."""
    drawn = lives(Random(7), 80)
    drawn["mia_residence_register"] = [
        {"person": f"p{number}", "moved_on": date(2014, 5, 1), "type_of_move": kind}
        for number, kind in ((1, "arrival_from_abroad"), (2, "departure_abroad"), (3, "first_registration"))
    ]
    covers = {source: ["2015-01-01..2021-10-31"] for source in drawn}
    records = MemoryRecords(drawn, covers, cut_off="2021-10-31", residence=Residence(estimates=False))
    known = view(records)  # type: ignore[arg-type]
    seen = 0
    for flow, name in (("immigration", IN), ("emigration", OUT), ("net", NET)):
        for by in ((), ("age_group",), ("citizenship",)):
            for one in compute(indicator(name), known, Request(parse("2020-01..2021-10"), "month", by)):
                assert one.settled is not None
                if one.settled.open:
                    total = _counted(known, flow, one)
                    assert (one.figure_id, total) == (one.figure_id, (one.settled.yes, one.settled.open))
                    seen += 1
    assert seen > 100


def _counted(known: Derived, flow: str, figure: Figure) -> tuple[int, int]:
    first, last = (int(months_of(day_number(day))) for day in (figure.period.start, figure.period.end))
    total = known.totals(lambda table: {}).of(flow, first, last, figure.dimensions[0] if figure.dimensions else None)
    return total.value, total.upper - total.lower
