"""What tables of others state: a group as it is stated, else the finest rows added up."""

from __future__ import annotations

from tests.synthetic.truth.small import country, lines, shown

POPULATION = country(
    ssc_population="""
    series              | period | geography | sex    | age_group | value | unit
    population          | 2018   | AZE       | female | 0-4       | 40    | persons
    population          | 2018   | AZE       | male   | 0-4       | 60    | persons
    population          | 2018   | AZE       | female |           | 41    | persons
    population          | 2019   | AZE       | female | 0-4       | 0.05  | thousand persons
    population          | 2018   | GEO       | male   | 0-4       | 999   | persons
    population_mid_year | 2021   | AZE       |        |           | 200   | persons
    """,
    ssc_permanent_migration="""
    series    | period  | direction | citizenship | country_from_or_to | value
    permanent | 2021-01 | entry     | TUR         | TUR                | 5
    permanent | 2021-02 | entry     | TUR         | GEO                | 7
    permanent | 2021-02 | exit      | AZE         | TUR                | 2
    permanent | 2018    | entry     |             |                    | 90
    """,
)


def test_a_population_is_that_of_1_january() -> None:
    # No total is stated: 40 + 60 of the finest rows. In thousand persons 0.05 are 50.
    assert shown(POPULATION, "population_total") == lines(
        """
        2018-01-01 | all | 100
        2019-01-01 | all | 50
        """
    )


def test_a_group_that_is_stated_is_not_added_up() -> None:
    assert shown(POPULATION, "population_total", by="sex", period="2018") == "2018-01-01 | sex=female | 41"
    assert shown(POPULATION, "population_total", by="age_group", period="2018") == "2018-01-01 | age_group=0-4 | 100"


def test_months_add_up_and_a_year_that_is_stated_stands() -> None:
    assert shown(POPULATION, "immigration_permanent_administrative") == lines(
        """
        2018 | all | 90
        2021-01..2021-02 | all | 12
        """
    )
    assert shown(POPULATION, "immigration_permanent_administrative", by="country_from") == lines(
        """
        2021-01..2021-02 | country_from=GEO | 7
        2021-01..2021-02 | country_from=TUR | 5
        """
    )


def test_a_value_of_a_year_answers_for_a_part_of_it() -> None:
    assert shown(POPULATION, "population_mid_year") == "2021 | all | 200"


def test_an_academic_year_answers_for_itself() -> None:
    students = country(
        moe_students="""
        series            | period              | citizenship | value
        students_enrolled | 2018-09..2019-06    | TUR         | 5
        students_enrolled | 2018-09..2019-06    | AZE         | 95
        """
    )
    assert shown(students, "foreign_students_enrolled") == "2018-09..2019-06 | all | 5"
    assert shown(students, "foreign_student_share") == "2018-09..2019-06 | all | 5"


def test_money_comes_in_the_unit_of_the_catalogue() -> None:
    money = country(
        cba_bop="""
        series               | period  | direction | value     | unit
        personal_remittances | 2018    | received  | 3000000   | USD
        personal_remittances | 2018    | paid      | 1         | million USD
        """
    )
    assert shown(money, "remittances_received") == "2018 | all | 3"
    assert shown(money, "remittances_balance") == "2018 | all | 2"
