"""Flows: what happened in a period, counted where it can be counted and never scaled."""

import pytest

from tests.spec.indicators.tables import expect, figures

pytestmark = pytest.mark.spec

CROSSINGS = """
    crossing_no | crossed_on | direction | citizenship | person | purpose | sex    | birth_date
    1           | 2020-02-03 | entry     | GEO         | Nino   | tourism | female | 1990-02-29
    2           | 2020-02-10 | exit      | GEO         | Nino   |         | female | 1990-02-28
    3           | 2020-07-01 | entry     | GEO         | Nino   | work    | female |
    4           | 2020-07-01 | entry     | TUR         | Ali    | tourism | male   |
    5           | 2020-08-01 | entry     | AZE         | Vusal  |         | male   |
    6           | 2021-03-05 | entry     | TUR         | Ali    | work    | male   |
    7           | 2021-10-31 | entry     | ?148        |        |         |        |
""".replace("1990-02-29", "1992-02-29")


def test_an_entry_is_counted_each_time_and_a_person_once_in_each_period() -> None:
    expect(
        figures("border_entries_foreigners", covers="2020..2021", sbs_border_crossing=CROSSINGS),
        """
        2020 | all | 3
        2021 | all | 2
        """,
    )
    expect(
        figures(
            "border_persons_entered", every="quarter", period="2020", covers="2020..2021", sbs_border_crossing=CROSSINGS
        ),
        """
        2020-01..2020-03 | all | 1
        2020-04..2020-06 | all | 0
        2020-07..2020-09 | all | 2
        2020-10..2020-12 | all | 0
        """,
    )
    # The year has two persons, not the three of its quarters: Nino came in two of them.
    expect(
        figures("border_persons_entered", period="2020", covers="2020..2021", sbs_border_crossing=CROSSINGS),
        "2020 | all | 2",
    )


def test_a_row_without_an_identity_is_no_person_and_is_not_forgotten() -> None:
    [figure] = figures("border_persons_entered", period="2021", covers="2020..2021", sbs_border_crossing=CROSSINGS)
    assert (figure.value, figure.upper, figure.flags) == (1, 2, ("unidentified",))


def test_ten_months_are_ten_months() -> None:
    expect(
        figures("border_entries_foreigners", covers="2020..2021-10", sbs_border_crossing=CROSSINGS),
        """
        2020 | all | 3
        2021-01..2021-10 | all | 2 (part_year)
        """,
    )
    expect(
        figures(
            "border_entries_foreigners", period="2020-03..2021-04", covers="2020..2021", sbs_border_crossing=CROSSINGS
        ),
        """
        2020-03..2020-12 | all | 2 (part_year)
        2021-01..2021-04 | all | 1 (part_year)
        """,
    )


def test_a_hole_in_what_the_deliveries_cover_is_told() -> None:
    expect(
        figures(
            "border_entries_foreigners", covers="2020-01..2020-03, 2020-06..2020-12", sbs_border_crossing=CROSSINGS
        ),
        "2020 | all | 3 (gap)",
    )


def test_groups_come_with_their_total_and_codes_stay_as_they_are() -> None:
    expect(
        figures(
            "border_entries_foreigners",
            by="citizenship",
            period="2021",
            covers="2020..2021",
            sbs_border_crossing=CROSSINGS,
        ),
        """
        2021 | all | 2
        2021 | citizenship ?148 | 1
        2021 | citizenship TUR | 1
        """,
    )
    expect(
        figures(
            "border_entries_foreigners", by="purpose", period="2020", covers="2020..2021", sbs_border_crossing=CROSSINGS
        ),
        """
        2020 | all | 3
        2020 | purpose tourism | 2
        2020 | purpose work | 1
        """,
    )


def test_ages_are_completed_years_and_who_is_born_on_29_february_ages_on_1_march() -> None:
    crossings = """
        crossing_no | crossed_on | direction | citizenship | birth_date
        1           | 2021-02-28 | entry     | GEO         | 1996-02-29
        2           | 2021-03-01 | entry     | GEO         | 1996-02-29
        3           | 2021-03-01 | entry     | GEO         |
    """
    expect(
        figures("border_entries_foreigners", by="age_group", covers="2021", sbs_border_crossing=crossings),
        """
        2021 | all | 3
        2021 | age_group 20-24 | 1
        2021 | age_group 25-29 | 1
        2021 | age_group unknown | 1
        """,
    )


def test_a_crossing_without_a_citizenship_may_be_a_foreigners() -> None:
    crossings = """
        crossing_no | crossed_on | direction | citizenship
        1           | 2021-02-28 | entry     | GEO
        2           | 2021-03-01 | entry     |
        3           | 2021-03-01 | exit      |
    """
    [figure] = figures("border_entries_foreigners", covers="2021", sbs_border_crossing=crossings)
    assert (figure.value, figure.upper, figure.flags) == (1, 2, ("undecided",))


def test_the_balance_is_entries_minus_exits_also_where_one_of_them_is_missing() -> None:
    expect(
        figures(
            "border_balance_foreigners",
            by="citizenship",
            period="2020",
            covers="2020..2021",
            sbs_border_crossing=CROSSINGS,
        ),
        """
        2020 | all | 2
        2020 | citizenship GEO | 1
        2020 | citizenship TUR | 1
        """,
    )


def test_the_distribution_over_months_needs_a_finished_year() -> None:
    expect(
        figures("monthly_distribution_entries", covers="2020..2021-10", sbs_border_crossing=CROSSINGS),
        """
        2020 | month 2 | 33.3333
        2020 | month 7 | 66.6667
        """,
    )


def test_each_permit_is_counted_and_extensions_are_apart() -> None:
    permits = """
        permit_no | decided_on | decision       | first_or_extension
        1         | 2020-05-01 | granted        | first
        2         | 2020-05-01 | partly_granted | extension
        3         | 2020-05-02 | refused        | first
        4         | 2020-06-01 |                |
    """
    expect(figures("work_permits_issued", covers="2020", sms_work_permit=permits), "2020 | all | 2")
    expect(figures("work_permits_extended", covers="2020", sms_work_permit=permits), "2020 | all | 1 (undecided)")


def test_a_rate_is_of_one_period_and_keeps_both_its_parts() -> None:
    visas = """
        application_no | decided_on | decision | citizenship
        1              | 2020-01-05 | granted  | TUR
        2              | 2020-01-06 | refused  | TUR
        3              | 2020-01-07 | granted  | GEO
        4              | 2020-01-08 | pending  | GEO
    """
    some = figures("visa_refusal_rate", by="citizenship", covers="2020", visa_register=visas)
    expect(
        some,
        """
        2020 | all | 33.3333
        2020 | citizenship GEO | 0
        2020 | citizenship TUR | 50
        """,
    )
    assert (some[0].numerator, some[0].denominator) == (1, 3)


def test_decision_time_is_the_median_of_the_decisions_of_the_period() -> None:
    cases = """
        application_no | applied_on | decided_on | outcome
        1              | 2019-12-01 | 2020-01-10 | rejected
        2              | 2020-01-01 | 2020-01-11 | recognised
        3              | 2020-01-01 | 2020-02-20 | rejected
        4              | 2020-01-01 |            |
    """
    # 40, 10 and 50 days.
    expect(figures("asylum_decision_time", covers="2020", sms_asylum_case=cases), "2020 | all | 40")


def test_applications_of_all_services_are_one_total_and_say_when_a_source_is_missing() -> None:
    some = figures(
        "applications_total", by="service_type", covers="2020",
        sms_work_permit="permit_no | applied_on | decided_on\n1 | 2020-02-01 | 2020-03-01",
        sms_asylum_case="application_no | applied_on\n1 | 2020-02-01\n2 | 2020-02-02",
    )  # fmt: skip
    expect(
        some,
        """
        2020 | all | 3 (low_coverage)
        2020 | service_type asylum | 2 (low_coverage)
        2020 | service_type work_permit | 1 (low_coverage)
        """,
    )


def test_a_return_rate_follows_the_orders_of_the_period() -> None:
    orders = """
        type                  | dated_on   | decided_on | enforced_on
        decision_to_leave     | 2020-05-01 | 2020-05-01 | 2021-01-10
        administrative_removal| 2020-06-01 | 2020-06-01 |
        entry_ban             | 2020-06-01 | 2020-06-01 |
    """
    expect(figures("return_rate", covers="2020", sms_removal_entry_ban=orders), "2020 | all | 50")


def test_a_stay_of_three_to_twelve_months_is_temporary_mobility_once_it_is_known() -> None:
    stays = """
        stay_no | arrived_on | departed_on | citizenship | person
        1       | 2019-01-31 | 2019-04-30  | GEO         | Nino
        2       | 2019-01-31 | 2019-04-29  | GEO         | Eka
        3       | 2019-06-01 | 2020-06-01  | GEO         | Ana
        4       | 2019-06-01 |             | GEO         | Lia
    """
    # The three months from 31 January end on 30 April; twelve months to the day are no longer under twelve.
    [figure] = figures("temporary_mobility_stays", covers="2019", sbs_stay=stays)
    assert (figure.value, figure.upper, figure.flags) == (1, 2, ("undecided",))
