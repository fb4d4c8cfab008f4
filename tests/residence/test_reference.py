"""The oracle is the definition: its parts against arithmetic by hand, each on the day where it turns."""

from datetime import date, timedelta

import pytest

from durna.residence import problems
from durna.residence.reference import (
    Crossing,
    Decision,
    classify_person,
    days_within,
    decide,
    in_true_order,
    problem_of,
    with_imputed,
)
from durna.residence.rule import Rule

IN, OUT = 1, 0
FIRST = date(2016, 3, 1)
RULE = Rule(365, 487)  # so 122 days may be lost


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def history(*crossings: tuple[int, int]) -> list[Crossing]:
    """(day after the first, direction) each."""
    return [Crossing(day(number), direction) for number, direction in crossings]


def test_the_threshold_decides_on_the_day_it_is_reached() -> None:
    stays = history((0, IN))
    assert decide(stays, 0, RULE, day(364)) == Decision(None, None)
    assert decide(stays, 0, RULE, day(365)) == Decision(True, day(365))


def test_the_allowance_decides_on_the_day_after_it_is_used_up() -> None:
    tourist = history((0, IN), (10, OUT))
    # 10 days in and 122 out: nothing yet. One more, and 365 days in 487 are out of reach.
    assert decide(tourist, 0, RULE, day(132)) == Decision(None, None)
    assert decide(tourist, 0, RULE, day(133)) == Decision(False, day(133))


def test_days_in_one_state_add_up_over_absences() -> None:
    # 200 in, 122 out, 165 in: on day 487.
    traveller = history((0, IN), (200, OUT), (322, IN))
    assert decide(traveller, 0, RULE, day(1000)) == Decision(True, day(487))
    # One day more abroad, and it is over on the day of the return.
    assert decide(history((0, IN), (200, OUT), (323, IN)), 0, RULE, day(1000)) == Decision(False, day(323))


def test_a_departure_is_the_mirror_of_an_arrival() -> None:
    assert decide(history((0, OUT), (364, IN)), 0, RULE, day(2000)) == Decision(False, day(487))
    assert decide(history((0, OUT), (365, IN)), 0, RULE, day(2000)) == Decision(True, day(365))


def test_only_what_comes_after_the_crossing_counts() -> None:
    assert decide(history((0, IN), (300, OUT), (301, IN)), 2, RULE, day(665)) == Decision(None, None)
    assert decide(history((0, IN), (300, OUT), (301, IN)), 2, RULE, day(666)) == Decision(True, day(666))


def test_days_within_the_window_end_with_the_observation() -> None:
    visits = history((0, IN), (10, OUT), (480, IN))
    # 10 days, and 7 of the second visit before the window of 487 days ends.
    assert days_within(visits, 0, RULE, day(600)) == (17, 487)
    assert days_within(visits, 0, RULE, day(100)) == (10, 100)
    assert days_within(visits, 2, RULE, day(480)) == (0, 0)


@pytest.mark.parametrize(
    ("crossings", "expected"),
    [
        (history((0, IN), (10, OUT)), ""),
        ([Crossing(None, IN), Crossing(day(1), None)], problems.MISSING_DATE),
        ([Crossing(day(1), None), Crossing(day(1), IN), Crossing(day(2), IN)], problems.MISSING_DIRECTION),
        (history((0, IN), (10, IN)), problems.SAME_DIRECTION),
        (history((0, OUT), (0, OUT)), problems.SAME_DIRECTION),
        ([Crossing(day(5), IN, order=1), Crossing(day(4), OUT, order=2)], problems.DECREASING_DATES),
        ([Crossing(day(5), IN, order=0), Crossing(day(4), OUT, order=1)], problems.DECREASING_DATES),
    ],
)
def test_a_person_is_known_by_the_first_problem(crossings: list[Crossing], expected: str) -> None:
    assert problem_of(crossings) == expected


@pytest.mark.parametrize("orders", [(2, 1), (1, None), (2, 3), (1, 3), (1, 1)], ids=str)
def test_orders_that_do_not_number_the_journeys_say_nothing_of_dates(orders: tuple[int, int | None]) -> None:
    """(2, 1) numbers them, and goes with the dates: the row that came first is the later journey."""
    crossings = [Crossing(day(9), OUT, order=orders[0]), Crossing(day(5), IN, order=orders[1])]
    assert problem_of(crossings) == ""


def directions(crossings: list[Crossing]) -> str:
    return "".join("AD"[1 - c.direction] for c in in_true_order(crossings) if c.direction is not None)


def test_time_goes_before_order_and_order_before_what_must_have_been() -> None:
    noon, evening = day(0).toordinal() + 0.5, day(0).toordinal() + 0.75
    assert directions([Crossing(day(0), IN, time=evening, order=1), Crossing(day(0), OUT, time=noon, order=2)]) == "DA"
    assert directions([Crossing(day(0), IN, order=2), Crossing(day(0), OUT, order=1)]) == "DA"


def test_crossings_of_one_day_alternate_from_the_state_that_the_days_before_left() -> None:
    # In the country since day 0: the exit of day 5 goes first, in whichever order the rows come.
    assert directions(history((0, IN), (5, IN), (5, OUT))) == "ADA"
    assert directions(history((0, IN), (5, OUT), (5, IN))) == "ADA"
    assert directions(history((0, OUT), (5, OUT), (5, IN))) == "DAD"


def test_a_first_day_is_ordered_as_the_next_day_needs_it() -> None:
    # An exit on day 5 is of somebody who was in: so the last crossing of day 0 was the arrival.
    assert directions(history((0, IN), (0, OUT), (5, OUT))) == "DAD"
    assert directions(history((0, OUT), (0, IN), (5, IN))) == "ADA"
    # Three on one day alternate in one way only.
    assert directions(history((0, IN), (0, IN), (0, OUT))) == "ADA"


def test_a_first_day_that_nothing_else_tells_begins_with_the_first_row() -> None:
    assert directions(history((0, IN), (0, OUT))) == "AD"
    assert directions(history((0, OUT), (0, IN))) == "DA"


def test_the_missing_crossing_is_half_way_in_whole_days() -> None:
    filled = with_imputed(history((0, IN), (31, IN), (40, OUT), (40, OUT)))
    assert [(c.day, c.direction, c.imputed) for c in filled] == [
        (day(0), IN, False),
        (day(15), OUT, True),  # 31 // 2
        (day(31), IN, False),
        (day(40), OUT, False),
        (day(40), IN, True),
        (day(40), OUT, False),
    ]


def test_reject_concludes_nothing_and_tells_the_days_of_the_half_way_assumption() -> None:
    answers = [a for _, a in classify_person(history((0, IN), (30, IN), (40, OUT)), RULE, day(1000))]
    assert {(a.before, a.after, a.migration, a.after_on, a.problem) for a in answers} == {
        (None, None, None, None, problems.SAME_DIRECTION)
    }
    # In for 15 days, out for 15, in for 10.
    assert [(a.days_in, a.days_observed) for a in answers] == [(25, 487), (10, 487), (0, 487)]


def test_impute_concludes_from_what_it_put_in() -> None:
    found = classify_person(history((0, IN), (30, IN), (40, OUT)), RULE, day(1000), gaps=problems.IMPUTE)
    assert [(c.day, a.problem) for c, a in found] == [
        (day(0), ""), (day(15), problems.IMPUTED), (day(30), ""), (day(40), ""),
    ]  # fmt: skip
    assert {a.migration for _, a in found} == {False}


def test_impute_sets_aside_what_has_no_date() -> None:
    found = classify_person(
        [Crossing(None, IN), *history((0, IN))], RULE, day(1000), gaps=problems.IMPUTE
    )  # fmt: skip
    assert [(a.migration, a.problem) for _, a in found] == [(True, ""), (None, problems.MISSING_DATE)]


def test_a_return_after_less_than_the_exclusion_is_ruled_out_on_its_day() -> None:
    """2 * 365 - 487 = 243 days: a resident away for 242 days comes home, whatever comes; after 243 it is open."""
    for away, is_ruled_out in ((242, True), (243, False)):
        home = classify_person(history((0, OUT), (away, IN)), RULE, day(away))[1][1]
        assert (home.migration is False) is is_ruled_out
        assert home.migration_on == (day(away) if is_ruled_out else day(away + 487))


def test_at_the_exclusion_both_can_qualify() -> None:
    """V26: 243 days in, 122 out, 122 in, then away. 365 in the first 487; and from the exit 122 + 243 = 365 out."""
    found = classify_person(history((0, IN), (243, OUT), (365, IN), (487, OUT)), RULE, day(1000))
    assert [a.migration for _, a in found] == [True, True, False, False]


def test_after_an_open_decision_nothing_is_known_but_what_is_ruled_out() -> None:
    """As of day 300: in 150, out 100, in. The arrival is open until 487, the exit leads where the person lived."""
    answers = [a for _, a in classify_person(history((0, IN), (150, OUT), (250, IN)), RULE, day(300))]
    assert [(a.before, a.after, a.migration) for a in answers] == [
        (0, None, None), (None, None, False), (None, None, None),
    ]  # fmt: skip
    # The state after the last one waits for its own window too: 250 + 487.
    assert [a.after_on for a in answers] == [day(487), day(150 + 487), day(250 + 487)]


def test_a_given_status_counts_from_the_first_crossing() -> None:
    resident, stranger = (classify_person(history((0, IN)), RULE, day(500), initial)[0][1] for initial in (1, 0))
    assert (resident.before, resident.migration, resident.migration_on) == (1, False, day(0))
    assert (stranger.before, stranger.migration, stranger.migration_on) == (0, True, day(365))
