"""Totals of several months have intervals of their own, learned from totals of the same months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from durna.residence.calendar import day_number
from durna.residence.provisional import revisions
from durna.residence.provisional import totals as totals_room
from durna.residence.provisional.flows import IN, OUT
from durna.residence.provisional.months import month_number
from durna.residence.provisional.observer import Observation
from durna.residence.provisional.panel import Panel, panel_of
from durna.residence.provisional.revisions import (
    LEAST_SPREAD,
    PRIOR_CUTS,
    PRIOR_SPREAD,
    PRIOR_YEAR_SPREAD,
    learned,
    prior_of,
)
from durna.residence.provisional.spans import Spans
from durna.residence.provisional.stages import Cell, stages
from durna.residence.provisional.totals import Totals, totals
from durna.residence.rule import as_rule
from tests.residence.provisional.test_revisions import FIRST, START, WINDOW, observed
from tests.residence.provisional.worlds import LEAVERS, SETTLERS, plain_world

RULE = as_rule("12/16")
BOTH = slice(0, 2)


@pytest.fixture
def without_fading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every error counts alike. Of 40 cuts the truth of both lags is then known for 24 (test_revisions.py)."""
    monkeypatch.setattr(revisions, "HALF_LIFE", 1e9)


def spans(truth: Any, **changed: Any) -> Spans:
    """After 40 cuts at each of which 100 migrations each way were expected of each of two open months."""
    past = [seen_at(START + n, truth, **changed) for n in range(40)]
    now = seen_at(START + 40, truth, **changed)
    return Spans(past, now, WINDOW, learned(past, now, WINDOW))


def seen_at(month: int, truth: Any, **changed: Any) -> Observation:
    months = np.arange(FIRST, month + 1)
    known = np.broadcast_to([truth(one) for one in months], (2, len(months)))
    return observed(month, 100, known=known, **changed)


@pytest.mark.usefixtures("without_fading")
def test_errors_that_months_share_grow_with_them() -> None:
    # 20 too few in each month, so 40 of 200 in both together: 20 % of either.
    found = spans(lambda month: 120)

    one, two = found.of_all(IN, slice(0, 1)), found.of_all(IN, BOTH)

    squared = (PRIOR_CUTS * PRIOR_SPREAD**2 + 24 * 0.2**2) / (PRIOR_CUTS + 24)
    assert (one.spread, one.cuts) == (pytest.approx(np.sqrt(squared)), 24)
    squared = (PRIOR_CUTS * prior_of(2) ** 2 + 24 * 0.2**2) / (PRIOR_CUTS + 24)
    assert (two.spread, two.cuts) == (pytest.approx(np.sqrt(squared)), 24)


@pytest.mark.usefixtures("without_fading")
def test_errors_that_cancel_between_months_leave_their_total_sure() -> None:
    # 20 too few in one month and 20 too many in the next: nothing is missed of both together.
    found = spans(lambda month: 120 if month % 2 else 80)

    assert found.of_all(IN, slice(0, 1)).spread > 0.15
    squared = PRIOR_CUTS * prior_of(2) ** 2 / (PRIOR_CUTS + 24)
    assert found.of_all(IN, BOTH).spread == pytest.approx(max(np.sqrt(squared), LEAST_SPREAD))


def test_what_is_believed_of_months_together_lies_between_one_month_and_twelve() -> None:
    assert prior_of(1) == pytest.approx(PRIOR_SPREAD)
    assert prior_of(12) == pytest.approx(PRIOR_YEAR_SPREAD)
    assert prior_of(1) > prior_of(2) > prior_of(10) > prior_of(12)


def test_without_experience_no_cut_tells_anything() -> None:
    now = seen_at(START, lambda month: 100)
    found = Spans([], now, WINDOW, learned([], now, WINDOW))

    assert (found.of_all(OUT, BOTH).cuts, found.of_all(OUT, BOTH).spread) == (0, prior_of(2))
    assert found.of_groups(slice(0, 0), OUT, BOTH, 50.0).cuts == 0


def grouped(sizes: list[float], missed: list[float]) -> dict[str, Any]:
    """Groups of so many expected migrations a month each way, and what was missed of each."""
    expected = np.broadcast_to(np.array(sizes)[:, None, None], (len(sizes), 2, 2)).copy()
    nothing = np.zeros_like(expected)
    known = np.broadcast_to(np.add(sizes, missed)[:, None, None], (len(sizes), 2, START + 41 - FIRST))
    return {
        "group_settled": nothing, "group_open": expected, "group_expected": expected, "group_variance": nothing,
        "group_known": known,
    }  # fmt: skip


@pytest.mark.usefixtures("without_fading")
def test_a_small_group_is_judged_by_groups_of_its_size() -> None:
    # Two months of the small groups: 20 and 24 expected, 10 and 12 missed, half of them. The large one: 10 of 1000.
    found = spans(lambda month: 100, **grouped([10, 12, 500], [5, 6, 5]))

    small, large = (found.of_groups(slice(0, 3), IN, BOTH, size) for size in (20.0, 1000.0))

    squared = (PRIOR_CUTS * prior_of(2) ** 2 + 24 * 0.5**2) / (PRIOR_CUTS + 24)
    assert (small.spread, small.cuts) == (pytest.approx(np.sqrt(squared)), 24)
    squared = (PRIOR_CUTS * prior_of(2) ** 2 + 24 * 0.01**2) / (PRIOR_CUTS + 24)
    assert large.spread == pytest.approx(np.sqrt(squared))


@pytest.mark.usefixtures("without_fading")
def test_a_group_of_a_size_that_never_was_has_nothing_to_be_judged_by() -> None:
    found = spans(lambda month: 100, **grouped([10, 12, 500], [5, 6, 5]))

    assert found.of_groups(slice(0, 3), IN, BOTH, 100.0).cuts == 0


UNTIL = "2016-10-31"


@pytest.fixture(scope="module")
def world() -> Totals:
    return made()


def made(settlers: int = SETTLERS, first: date = date(2009, 1, 1), **wanted: Any) -> Totals:
    """Every month 30 come for good and 25 leave for good; 60 visit for ten days (worlds.py)."""
    until = date.fromisoformat(UNTIL)
    return totals(panel_of(plain_world(first, until, settlers), RULE, "reject"), day_number(until), **wanted)


def months(first: str, last: str) -> tuple[int, int]:
    return month_number(first), month_number(last)


def test_ten_months_are_estimated_together(world: Totals) -> None:
    # Nobody who came after 1 November 2015 has been here 365 days. 10 x 30 came for good, 10 x 25 left.
    came, left, net = (world.of(flow, *months("2016-01", "2016-10")) for flow in ("immigration", "emigration", "net"))

    assert (came.why_not, came.is_small) == ("", False)
    assert came.lower <= 10 * SETTLERS <= came.upper
    assert left.lower <= 10 * LEAVERS <= left.upper
    assert net.value == came.value - left.value
    # 240 visitors of July to October have not been away for 123 days.
    assert came.upper < 10 * SETTLERS + 240


def widths(truth: Any, world: Panel) -> tuple[float, float]:
    """Of two months together, and the sum of theirs; a half-person of rounding at each end."""
    month, found = START + 40, spans(truth)
    told = Totals(world.groups.names, seen_at(month, truth), (), found)
    one, other, both = (
        told.of("immigration", *span) for span in ((month, month), (month - 1, month - 1), (month - 1, month))
    )
    return both.upper - both.lower, one.upper - one.lower + other.upper - other.lower


@pytest.mark.usefixtures("without_fading")
def test_the_interval_of_months_together_is_not_the_sum_of_theirs() -> None:
    world = panel_of(plain_world(last=date(2009, 12, 31)), RULE, "reject")

    # Errors of one sign in both months add up; errors that cancel leave less than either month's own.
    shared, added = widths(lambda month: 120, world)
    assert shared == pytest.approx(added, rel=0.15)
    cancelling, added = widths(lambda month: 120 if month % 2 else 80, world)
    assert cancelling < added / 3


def test_months_add_up_to_their_total(world: Totals) -> None:
    each = [world.of("immigration", month, month) for month in range(*months("2016-01", "2016-11"))]
    together = world.of("immigration", *months("2016-01", "2016-10"))

    assert len(each) == 10
    # Each is rounded by itself: by half a person at most, and so is their total.
    assert abs(sum(one.value for one in each) - together.value) <= 11 / 2


def test_what_is_settled_of_a_year_keeps_its_place_in_it(world: Totals) -> None:
    # Those of January to November 2015 are settled, the 30 of December are open.
    found = world.of("immigration", *months("2015-01", "2015-12"))

    assert 11 * SETTLERS <= found.lower <= 12 * SETTLERS <= found.upper == 12 * SETTLERS


def test_below_twenty_there_is_no_estimate() -> None:
    found = made(settlers=15, simulations=150)

    assert found.method is not None
    assert found.method.simulations == 150
    assert found.of("immigration", *months("2016-05", "2016-05")).is_small
    assert found.of("net", *months("2016-05", "2016-05")).is_small
    # 25 leave; and two months of 15 are enough.
    assert not found.of("emigration", *months("2016-05", "2016-05")).is_small
    assert not found.of("immigration", *months("2016-05", "2016-06")).is_small


def test_too_short_a_history_gives_what_is_settled_and_what_is_open() -> None:
    # Four years of crossings: no earlier estimate that counts has come out.
    found = made(first=date(2012, 11, 1)).of("immigration", *months("2016-01", "2016-10"))

    assert (found.why_not, found.value, found.lower) == ("too_short", 0, 0)
    assert found.upper == 10 * SETTLERS + 240


def test_a_closed_month_forbids_the_estimate_of_whatever_is_open_before_it() -> None:
    found = made(closures=["2016-05"])

    before, after = (
        found.of("immigration", *months(*span)) for span in (("2016-05", "2016-10"), ("2016-06", "2016-10"))
    )
    assert (before.why_not, before.closed) == ("closed", ("2016-05",))
    assert after.why_not == ""


def test_while_the_border_is_closed_nothing_is_estimated_and_no_model_made() -> None:
    found = made(closures=["2016-10"])

    assert found.method is None
    assert found.of("net", *months("2015-01", "2015-12")).why_not == "closed"


def test_nothing_is_estimated_where_nothing_is_wanted() -> None:
    found = made(wanted=False).of("immigration", *months("2016-01", "2016-10"))

    assert (found.why_not, found.value, found.upper) == ("switched_off", 0, 10 * SETTLERS + 240)


def test_of_very_many_crossings_some_persons_teach_and_all_are_counted(
    world: Totals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each month 145 persons; one in two of them is enough to learn that settlers stay and visitors go."""
    crossings = len(panel_of(plain_world(last=date.fromisoformat(UNTIL)), RULE, "reject"))
    monkeypatch.setattr(totals_room, "ENOUGH_CROSSINGS", crossings // 2 + 1)
    taught_by_some = made()
    some, all_of_them = (each.of("immigration", *months("2016-01", "2016-10")) for each in (taught_by_some, world))

    assert taught_by_some.method is not None
    assert taught_by_some.method.model.endswith("taught by one person in 2")
    assert (some.settled, some.open, some.cuts) == (all_of_them.settled, all_of_them.open, all_of_them.cuts)
    assert some.value == pytest.approx(10 * SETTLERS, rel=0.05)
    assert some.lower <= 10 * SETTLERS <= some.upper


def test_one_person_in_three_is_a_third_of_them_with_all_their_crossings() -> None:
    panel = panel_of(plain_world(), RULE, "reject")
    some, lives = panel.of_one_in(3), dict(zip(*np.unique(panel.persons, return_counts=True), strict=True))

    persons, counts = np.unique(some.persons, return_counts=True)
    assert len(persons) == -(-len(lives) // 3)
    assert [lives[person] for person in persons] == list(counts)
    assert panel.of_one_in(1) is panel


def test_the_same_crossings_give_the_same_totals(world: Totals) -> None:
    again, spells = made(), [months("2016-01", "2016-10"), months("2015-01", "2015-12"), months("2016-07", "2016-07")]

    for flow in ("immigration", "emigration", "net"):
        assert [again.of(flow, *span) for span in spells] == [world.of(flow, *span) for span in spells]
    assert again.method == world.method


def test_a_total_is_followed_from_its_own_month_to_the_day_on_which_it_was_settled() -> None:
    # 30 came for good on 1 January 2015: settled after 365 days, so at the end of December by a day not yet. 60 came on
    # the 10th and left on the 20th: open until they have been away for 123 days, on 23 May.
    until = date.fromisoformat(UNTIL)
    panel = panel_of(plain_world(last=until), RULE, "reject")
    found = stages(panel, day_number(until), Cell("immigration", *months("2015-01", "2015-01")))

    assert [one.cut_off for one in found] == [last_of(2015, month) for month in range(1, 13)] + [date(2016, 1, 31)]
    assert [one.total.open for one in found] == [90] * 4 + [30] * 8 + [0]
    assert [one.total.settled for one in found] == [0] * 12 + [30]
    assert (found[-1].status, found[-1].total.value) == ("final", SETTLERS)
    # Twelve earlier estimates of such a month must have come out before it is estimated.
    assert [one.status for one in found[:-1]] == sorted((one.status for one in found[:-1]), key="not_available".__ne__)
    told = [one.total for one in found if one.status == "estimated"]
    assert told
    assert all(one.lower <= SETTLERS <= one.upper for one in told)


def last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
