"""What true registers say: rows, persons, days, stocks and shares of a handful of records."""

from __future__ import annotations

from datetime import date
from typing import Any

from durna.periods import parse
from durna.synthetic.truth.books import opened
from durna.synthetic.truth.chapters import mobility
from tests.synthetic.truth.small import Small, country, lines, shown, true_figures

CROSSINGS = country(
    sbs_border_crossing="""
    who | crossing_no | crossed_on | direction | citizenship | sex    | birth_date | purpose
    1   | 1           | 2018-02-03 | entry     | GEO         | female | 1988-02-29 | tourism
    1   | 2           | 2018-02-28 | exit      | GEO         | female | 1988-02-29 |
    1   | 3           | 2018-03-01 | entry     | GEO         | female | 1988-02-29 | work
    2   | 4           | 2018-07-01 | entry     | TUR         | male   |            | tourism
    3   | 5           | 2018-08-01 | exit      | AZE         | male   | 1950-01-01 |
    2   | 6           | 2021-10-31 | exit      | TUR         | male   |            |
    2   | 7           | 2021-11-01 | entry     | TUR         | male   |            |
    """
)


def test_each_entry_of_a_foreigner_counts_and_a_year_without_one_is_nought() -> None:
    assert shown(CROSSINGS, "border_entries_foreigners") == lines(
        """
        2018 | all | 3
        2019 | all | 0
        2020 | all | 0
        2021-01..2021-10 | all | 0
        """
    )


def test_a_person_counts_once_a_period_and_the_true_person_decides() -> None:
    assert shown(CROSSINGS, "border_persons_entered", by="citizenship") == lines(
        """
        2018 | citizenship=GEO | 1
        2018 | citizenship=TUR | 1
        """
    )


def test_whoever_was_born_on_29_february_is_a_year_older_on_1_march() -> None:
    assert shown(CROSSINGS, "border_exits_foreigners", by="age_group") == lines(
        """
        2018 | age_group=25-29 | 1
        2021-01..2021-10 | age_group=unknown | 1
        """
    )
    assert shown(CROSSINGS, "border_entries_foreigners", by="age_group", period="2018") == lines(
        """
        2018 | age_group=25-29 | 1
        2018 | age_group=30-34 | 1
        2018 | age_group=unknown | 1
        """
    )


def test_quotients_and_shares_and_balances_are_of_the_same_group() -> None:
    # GEO entered twice with one person, TUR once with one; 2 of 3 entries are 66.7 per cent.
    assert shown(CROSSINGS, "entries_per_person", by="citizenship", period="2018") == lines(
        """
        2018 | citizenship=GEO | 2
        2018 | citizenship=TUR | 1
        """
    )
    assert shown(CROSSINGS, "share_of_entries", by="sex", period="2018") == lines(
        """
        2018 | sex=female | 66.6667
        2018 | sex=male | 33.3333
        """
    )
    assert shown(CROSSINGS, "border_balance_foreigners", by="citizenship") == lines(
        """
        2018 | citizenship=GEO | 1
        2018 | citizenship=TUR | 1
        2021-01..2021-10 | citizenship=TUR | -1
        """
    )


def test_a_distribution_over_months_is_of_whole_years() -> None:
    assert shown(CROSSINGS, "monthly_distribution_entries", by="month", period="2018..2021-10") == lines(
        """
        2018 | month=2 | 33.3333
        2018 | month=3 | 33.3333
        2018 | month=7 | 33.3333
        """
    )


PERMITS = country(
    sms_temporary_residence="""
    who | permit_no | applied_on | decided_on | decision | first_or_extension | valid_from | valid_to   | ended_on
    1   | 1         | 2018-01-01 | 2018-01-11 | granted  | first              | 2018-02-01 | 2018-12-31 |
    1   | 2         | 2018-12-01 | 2018-12-21 | granted  | extension          | 2019-01-01 | 2019-12-31 | 2019-12-31
    2   | 3         | 2018-01-01 | 2018-01-05 | refused  | first              |            |            |
    3   | 4         | 2019-03-01 | 2019-04-01 | granted  | first              | 2019-04-01 |            |
    """,
    sms_permanent_residence="""
    who | permit_no | applied_on | decided_on | decision | first_or_extension | valid_from
    1   | 9         | 2021-09-01 | 2021-11-05 | granted  | first              | 2021-11-05
    4   | 8         | 2018-05-01 | 2018-06-01 | granted  | first              | 2018-06-01
    """,
)


def test_a_permit_holds_on_its_last_day_and_not_on_the_day_it_ended() -> None:
    # Person 1 holds one to the end of 2018; the extension ended on the day itself. Person 3's says no end.
    assert shown(PERMITS, "temporary_permits_valid") == lines(
        """
        2018-12-31 | all | 1
        2019-12-31 | all | 0
        2020-12-31 | all | 0
        2021-10-31 | all | 0
        """
    )


def test_persons_of_two_registers_are_told_apart_by_title() -> None:
    assert shown(PERMITS, "foreign_residents_stock", by="title_type", period="2018") == lines(
        """
        2018-12-31 | title_type=permanent | 1
        2018-12-31 | title_type=temporary | 1
        """
    )


def test_the_middle_of_the_days_of_all_decisions_of_a_year() -> None:
    # 10, 20, 4 and 31 days: the middle lies between 10 and 20.
    assert shown(PERMITS, "residence_decision_time", period="2018") == "2018 | all | 15"


def test_a_refusal_counts_among_the_decisions_only() -> None:
    # One refusal of three temporary and one permanent decision in 2018.
    assert shown(PERMITS, "residence_refusal_rate", period="2018") == "2018 | all | 25"
    assert shown(PERMITS, "temporary_permits_issued", period="2018") == "2018 | all | 1"


def test_an_application_that_is_decided_later_is_known_later() -> None:
    [row] = [
        r for r in true_figures(PERMITS, "residence_applications", period="2021-01..2021-10") if not r["dimensions"]
    ]
    assert (row["value"], row["settled_on"], row["settled"]) == (1, date(2021, 11, 5), False)


def test_an_order_that_is_enforced_after_the_end_leaves_the_rate_of_its_year_open() -> None:
    orders = country(
        sms_removal_entry_ban="""
        who | type                   | dated_on   | decided_on | enforced_on | citizenship
        1   | decision_to_leave      | 2018-05-01 | 2018-05-01 | 2018-06-01  | TUR
        2   | administrative_removal | 2019-05-01 | 2019-05-01 | 2022-06-01  | TUR
        3   | administrative_removal | 2019-05-01 | 2019-05-01 |             | TUR
        """
    )
    found = {r["period_end"].year: r for r in true_figures(orders, "return_rate") if not r["dimensions"]}
    assert (found[2018]["value"], found[2018]["settled"]) == (100, True)
    assert (found[2019]["value"], found[2019]["settled_on"], found[2019]["settled"]) == (50, date(2022, 6, 1), False)


def test_a_crossing_in_the_direction_of_the_one_before_shows_that_one_is_missing() -> None:
    # The person's first crossing lies before the period, and is looked at all the same.
    crossings = country(
        sbs_border_crossing="""
        who | crossing_no | crossed_on | crossed_at | direction | citizenship
        1   | 1           | 2017-12-31 | 2017-12-31 | entry     | TUR
        1   | 2           | 2018-02-01 | 2018-02-01 | entry     | TUR
        1   | 3           | 2018-02-01 | 2018-02-02 | exit      | TUR
        2   | 4           | 2018-03-01 | 2018-03-01 | exit      | TUR
        2   | 5           | 2018-04-01 | 2018-04-01 | entry     | TUR
        """
    )
    assert answered(crossings, mobility.TRUTHS["crossings_unpaired_share"]) == {"2018": 25}


def test_the_length_of_stays_and_those_that_went_over_their_term() -> None:
    stays = country(
        sbs_stay="""
        who | stay_no | arrived_on | departed_on | permitted_until | citizenship
        1   | 1       | 2017-12-31 | 2018-01-10  | 2018-01-10      | TUR
        2   | 2       | 2018-02-01 | 2018-02-21  | 2018-02-20      | TUR
        3   | 3       | 2018-03-01 | 2018-03-31  |                 | TUR
        4   | 4       | 2018-03-01 |             | 2018-03-05      | TUR
        """
    )
    # 10, 20 and 30 days; one of them ended after the last day that was allowed.
    assert answered(stays, mobility.TRUTHS["stay_length_foreigners"]) == {"2018": 20}
    assert answered(stays, mobility.TRUTHS["stays_overstayed"]) == {"2018": 1}


def answered(small: Small, question: Any) -> dict[str, float]:
    """The totals that a question gives, whether or not the catalogue asks it."""
    books = opened(small.registers, parse("2018"), "year", "AZE")
    return {str(place.bucket): answer.value for place, answer in question.answers(books, ()).items()}


def test_an_indicator_whose_register_is_missing_has_no_true_figure() -> None:
    assert true_figures(PERMITS, "border_entries_foreigners") == []


def test_a_stay_of_three_to_twelve_months_is_settled_when_it_ends() -> None:
    stays = country(
        sbs_stay="""
        who | stay_no | arrived_on | departed_on | citizenship
        1   | 1       | 2018-01-31 | 2018-04-30  | TUR
        2   | 2       | 2018-01-31 | 2018-04-29  | TUR
        3   | 3       | 2018-03-01 | 2019-03-01  | TUR
        4   | 4       | 2021-09-01 | 2022-02-01  | TUR
        """
    )
    found = {r["period_end"].year: r for r in true_figures(stays, "temporary_mobility_stays") if not r["dimensions"]}
    # Three months after 31 January is 30 April; a year is no temporary stay.
    assert (found[2018]["value"], found[2018]["settled"]) == (1, True)
    assert (found[2021]["value"], found[2021]["settled_on"], found[2021]["settled"]) == (1, date(2022, 2, 1), False)
