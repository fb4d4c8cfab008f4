"""What `estimate` tells of a world whose migrations are counted by hand (worlds.py)."""

from collections import Counter
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from durna.errors import UserError
from durna.residence.provisional import Estimates, estimate, triangle
from tests.residence.provisional.worlds import LEAVERS, SETTLERS, VISITORS, plain_world

pytestmark = pytest.mark.slow
UNTIL = "2013-12-31"


@pytest.fixture(scope="module")
def world() -> pa.Table:
    return plain_world()


@pytest.fixture(scope="module")
def found(world: pa.Table) -> Estimates:
    return estimate(world, "12/16", UNTIL)


def cell(found: Estimates, month: str, flow: str) -> dict[str, Any]:
    (row,) = (row for row in found.cells.to_pylist() if row["month"] == month and row["flow"] == flow)
    return row


def test_settled_and_open_are_all_crossings_of_the_month(found: Estimates, world: pa.Table) -> None:
    flows = {"A": "immigration", "D": "emigration"}
    expected = Counter((str(row["date"])[:7], flows[row["direction"]]) for row in world.to_pylist())

    counted = {
        (row["month"], row["flow"]): row["settled_yes"] + row["settled_no"] + row["open"] + row["rejected"]
        for row in found.cells.to_pylist()
        if row["flow"] != "net"
    }

    assert counted == dict(expected)


def test_what_is_settled_is_told_as_settled(found: Estimates) -> None:
    # Who came on 1 December 2012 has been here 365 days on 1 December 2013.
    last = cell(found, "2012-12", "immigration")

    assert (last["settled_yes"], last["settled_no"], last["open"]) == (SETTLERS, VISITORS, 0)
    assert (last["estimate"], last["lower"], last["upper"], last["status"]) == (30, 30, 30, "final")


def test_what_is_open_is_not_counted_as_settled(found: Estimates) -> None:
    # Who came on 1 January 2013 has been here 364 days on 31 December: one too few. Visitors have been away 123 days.
    first = cell(found, "2013-01", "immigration")

    assert (first["settled_yes"], first["settled_no"], first["open"]) == (0, VISITORS, SETTLERS)
    assert first["status"] == "estimated"


@pytest.mark.parametrize("month", ["2013-01", "2013-06", "2013-09", "2013-12"])
def test_people_who_always_stayed_are_thought_to_stay(found: Estimates, month: str) -> None:
    row = cell(found, month, "immigration")

    # 30 of the 90 who came every month so far came to stay: within a tenth of it.
    assert row["estimate"] == pytest.approx(SETTLERS, rel=0.1)
    assert row["lower"] <= SETTLERS <= row["upper"]


def test_net_is_what_came_less_what_left(found: Estimates) -> None:
    net, came, left = (cell(found, "2013-06", flow) for flow in ("net", "immigration", "emigration"))

    assert net["estimate"] == pytest.approx(came["estimate"] - left["estimate"])
    assert net["open"] == came["open"] + left["open"]
    assert net["lower"] <= SETTLERS - LEAVERS <= net["upper"]


def test_an_interval_keeps_to_what_is_possible(found: Estimates) -> None:
    for row in found.cells.to_pylist():
        if row["flow"] != "net" and row["status"] != "suppressed":
            most = row["settled_yes"] + row["open"]
            assert row["settled_yes"] <= row["lower"] <= row["estimate"] <= row["upper"] <= most


def test_twelve_months_have_an_interval_of_their_own(found: Estimates) -> None:
    by_flow = {row["flow"]: row for row in found.years.to_pylist()}

    assert by_flow["immigration"]["estimate"] == pytest.approx(12 * SETTLERS, rel=0.1)
    assert by_flow["immigration"]["lower"] <= 12 * SETTLERS <= by_flow["immigration"]["upper"]
    assert by_flow["emigration"]["lower"] <= 12 * LEAVERS <= by_flow["emigration"]["upper"]


def test_every_open_crossing_has_a_probability(found: Estimates, world: pa.Table) -> None:
    rows = world.to_pylist()
    open_rows = zip(found.open["row"].to_pylist(), found.open["probability"].to_pylist(), strict=True)
    came = [(rows[row]["date"].day, chance) for row, chance in open_rows if rows[row]["direction"] == "A"]
    settlers = [chance for day, chance in came if day == 1]
    visitors = [chance for day, chance in came if day == 10]

    # Settlers of twelve months. Visitors until they have been away 123 days: 20 August and 123 days is 21 December, so
    # those of September to December are open.
    assert (len(settlers), len(visitors)) == (12 * SETTLERS, 4 * VISITORS)
    assert min(settlers) > 0.9
    assert max(visitors) < 0.1


def test_small_cells_and_their_net_have_no_estimate() -> None:
    # 15 people a month come to stay instead of 30: below about 20 there is no figure, however sure it is.
    small = estimate(plain_world(settlers=15), "12/16", UNTIL)
    row = cell(small, "2013-06", "immigration")

    assert (row["status"], row["open"]) == ("suppressed", 15)
    assert (row["estimate"], row["lower"], row["upper"]) == (None, None, None)
    assert cell(small, "2013-06", "net")["status"] == "suppressed"
    assert cell(small, "2013-06", "emigration")["status"] == "estimated"


def test_a_group_is_estimated_by_itself(world: pa.Table) -> None:
    halves = pa.array([["north", "south"][n % 2] for n in world["person"].to_pylist()])
    cells = estimate(world.append_column("citizenship", halves), "12/16", UNTIL, group="citizenship").cells.to_pylist()

    grouped: Counter[tuple[str, str]] = Counter()
    for row in cells:
        if row["group"]:
            grouped[row["month"], row["flow"]] += row["open"]

    assert {row["group"] for row in cells} == {None, "north", "south"}
    flows = [row for row in cells if not row["group"] and row["flow"] != "net"]
    assert [grouped[row["month"], row["flow"]] for row in flows] == [row["open"] for row in flows]


def test_the_same_input_gives_the_same_bytes(found: Estimates, world: pa.Table) -> None:
    again = estimate(world, "12/16", UNTIL)

    assert again.cells.equals(found.cells)
    assert again.years.equals(found.years)
    assert again.open.equals(found.open)


def test_an_estimate_in_the_middle_of_a_month_speaks_of_what_happened_so_far() -> None:
    world = plain_world(last=date(2013, 12, 7))

    row = cell(estimate(world, "12/16", "2013-12-07"), "2013-12", "immigration")

    assert (row["settled_yes"], row["settled_no"], row["open"]) == (0, 0, SETTLERS)


def test_the_triangle_shows_how_a_figure_came_to_be_final(world: pa.Table) -> None:
    rows = [row for row in triangle(world, "12/16", UNTIL).to_pylist() if row["month"] == "2012-12"]
    came = [row for row in rows if row["flow"] == "immigration"]

    assert [row["lag"] for row in came] == list(range(1, 14))
    assert [row["status"] for row in came] == ["estimated"] * 12 + ["final"]
    assert came[-1]["estimate"] == SETTLERS
    assert all(row["lower"] <= SETTLERS <= row["upper"] for row in came)


def test_a_closed_month_marks_every_figure_that_it_bears_on(world: pa.Table) -> None:
    told = estimate(world, "12/16", UNTIL, closures=["2013-03"]).cells.to_pylist()

    marked = {row["month"] for row in told if row["meets_closure"]}
    assert max(row["month"] for row in told if not row["meets_closure"]) == "2013-12"
    assert marked == {row["month"] for row in told if row["month"] <= "2013-03"}


def test_too_short_a_history_is_refused() -> None:
    with pytest.raises(UserError, match="nothing to learn from"):
        estimate(plain_world(last=date(2010, 3, 31)), "12/16", "2010-03-31")


def test_crossings_after_the_end_of_observation_are_refused(world: pa.Table) -> None:
    with pytest.raises(UserError, match="after 2013-06-30"):
        estimate(world, "12/16", "2013-06-30")


def test_a_group_that_is_no_column_is_refused(world: pa.Table) -> None:
    with pytest.raises(UserError, match="no column 'region'"):
        estimate(world, "12/16", UNTIL, group="region")
