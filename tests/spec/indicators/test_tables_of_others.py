# ruff: noqa: E501
"""Tables: what publishers state is taken as stated; only what may be added is added, and then it says so."""

import pytest

from durna.indicators.figures import Figure
from tests.spec.indicators.tables import expect, figures

pytestmark = pytest.mark.spec


def test_what_is_stated_comes_before_what_could_be_summed() -> None:
    moves = """
        series    | period | direction | sex    | value
        permanent | 2019   | entry     |        | 2042
        permanent | 2019   | entry     | male   | 1100
        permanent | 2019   | entry     | female | 941
        permanent | 2020   | entry     | male   | 900
        permanent | 2020   | entry     | female | 500
    """
    some = figures("immigration_permanent_administrative", by="sex", ssc_permanent_migration=moves)
    expect(
        some,
        """
        2019 | all | 2042
        2019 | sex female | 941
        2019 | sex male | 1100
        2020 | all | 1400 (derived)
        2020 | sex female | 500
        2020 | sex male | 900
        """,
    )
    assert {figure.publisher for figure in some} == {"ssc"}


def test_months_make_a_year_only_when_they_fill_it() -> None:
    months = "\n".join(f"permanent | 2020-{month:02} | entry | 10" for month in range(1, 13))
    months += "\n" + "\n".join(f"permanent | 2021-{month:02} | entry | 10" for month in range(1, 11))
    expect(
        figures(
            "immigration_permanent_administrative",
            ssc_permanent_migration=f"series | period | direction | value\n{months}",
        ),
        """
        2020 | all | 120 (derived)
        2021-01..2021-10 | all | 100 (derived, part_year)
        """,
    )


def test_a_cumulative_total_is_taken_as_stated() -> None:
    moves = """
        series    | period           | direction | value
        permanent | 2021-01          | entry     | 100
        permanent | 2021-02          | entry     | 110
        permanent | 2021-01..2021-02 | entry     | 209
    """
    expect(
        figures("immigration_permanent_administrative", ssc_permanent_migration=moves),
        "2021-01..2021-02 | all | 209 (part_year)",
    )


def test_the_year_is_not_given_where_ten_months_are_asked() -> None:
    moves = "series | period | direction | value\npermanent | 2021 | entry | 2397"
    assert figures("immigration_permanent_administrative", period="2013..2021-10", ssc_permanent_migration=moves) == []


def test_years_to_june_and_academic_years_keep_their_own_bounds() -> None:
    moves = "series | period | direction | value\npermanent_and_long_term | 2015-07..2016-06 | entry | 125055"
    expect(
        figures("immigration_permanent_administrative", country="NZL", ssc_permanent_migration=moves),
        "2015-07..2016-06 | all | 125055",
    )
    students = "series | period | citizenship | value\nstudents_enrolled | 2017-09..2018-08 | TUR | 2000"
    [figure] = figures("foreign_students_enrolled", moe_students=students)
    assert (str(figure.period), figure.period_kind) == ("2017-09..2018-08", "academic_year")


def test_vintages_and_publishers_stand_side_by_side() -> None:
    population = """
        series     | period     | value  | unit             | publisher | vintage
        population | 2020-01-01 | 10067  | thousand persons | ssc       | 2020
        population | 2020-01-01 | 10000  | thousand persons | ssc       | 2021
    """
    some = figures("population_total", ssc_population=population)
    assert [(f.vintage, f.value, f.unit) for f in some] == [
        ("2020", 10_067_000, "persons"),
        ("2021", 10_000_000, "persons"),
    ]


def test_procedures_are_never_added() -> None:
    applications = """
        series              | period | geography | country_of_origin | procedure  | application_type | persons_or_cases | value
        asylum_applications | 2019   | AZE       | AFG               | government | new              | persons          | 600
        asylum_applications | 2019   | AZE       | PAK               | government | new              | persons          | 85
        asylum_applications | 2019   | AZE       | AFG               | UNHCR      | new              | persons          | 28
        asylum_applications | 2019   | AZE       | AFG               | UNHCR      | repeat           | persons          | 24
        asylum_applications | 2019   | AZE       | IRN               | government | new              | cases            | 7
    """
    expect(
        figures("asylum_applications", by="citizenship", mirror_unhcr=applications),
        """
        2019 | procedure UNHCR | 28 (derived)
        2019 | procedure government | 685 (derived)
        2019 | citizenship AFG, procedure UNHCR | 28 (derived)
        2019 | citizenship AFG, procedure government | 600 (derived)
        2019 | citizenship PAK, procedure government | 85 (derived)
        """,
    )


def test_one_table_gives_both_directions() -> None:
    refugees = """
        series   | period | geography | country_of_origin | value
        refugees | 2021   | AZE       | AFG               | 900
        refugees | 2021   | AZE       | PAK               | 100
        refugees | 2021   | DEU       | AZE               | 30
        refugees | 2021   | RUS       | AZE               | 12
        refugees | 2021   | RUS       | UKR               | 99
    """
    expect(figures("refugees_unhcr_stock", mirror_unhcr=refugees), "2021-12-31 | all | 1000 (derived)")
    expect(
        figures("refugees_from_azerbaijan", by="country_of_asylum", mirror_unhcr=refugees),
        """
        2021-12-31 | all | 42 (derived)
        2021-12-31 | country_of_asylum DEU | 30
        2021-12-31 | country_of_asylum RUS | 12
        """,
    )


def test_codes_that_contain_one_another_are_not_added() -> None:
    population = """
        series       | period     | age_group | value
        foreign_born | 2020-01-01 | 0-17      | 10
        foreign_born | 2020-01-01 | 18+       | 90
        foreign_born | 2020-01-01 | 15-64     | 70
    """
    assert figures("foreign_born_stock", ssc_population=population) == []
    stocks = """
        series                  | period | geography | origin  | value
        migrant_stock_by_origin | 2020   | AZE       | GEO     | 40
        migrant_stock_by_origin | 2020   | AZE       | RUS     | 60
        migrant_stock_by_origin | 2020   | AZE       | M49-900 | 100
    """
    expect(figures("foreign_born_stock", mirror_undesa=stocks), "2020-07-01 | all | 100 (derived)")


def test_a_rate_is_never_summed_and_a_share_of_money_needs_one_period() -> None:
    world_bank = """
        series               | period | geography | value | unit
        remittances_received | 2020   | AZE       | 1403  | million USD
        gdp                  | 2020   | AZE       | 42693 | million USD
        remittances_received | 2021   | AZE       | 1520  | million USD
    """
    [figure] = figures("remittances_gdp", mirror_worldbank=world_bank)
    assert figure.value == pytest.approx(100 * 1403 / 42693)
    assert (str(figure.period), figure.publisher, figure.flags) == ("2020", "worldbank", ("derived",))
    assert [f.value for f in figures("remittances_received", mirror_worldbank=world_bank)] == [1403, 1520]


def test_a_recognition_rate_leaves_closed_cases_out() -> None:
    decisions = """
        series               | period | geography | country_of_origin | procedure  | persons_or_cases | value
        decisions_recognised | 2018   | AZE       | AFG               | government | persons          | 15
        decisions_rejected   | 2018   | AZE       | AFG               | government | persons          | 285
        decisions_closed     | 2018   | AZE       | AFG               | government | persons          | 37
    """
    [figure] = figures("asylum_recognition_rate", mirror_unhcr=decisions)
    assert (figure.value, figure.numerator, figure.denominator) == (5, 15, 300)


def test_population_of_the_year_serves_ten_months_of_it() -> None:
    some = figures(
        "trafficking_victims_rate", period="2021-01..2021-10",
        mia_trafficking="identified_on | person\n2021-02-01 | Nino\n2021-10-31 | Eka",
        ssc_population="series | period | value\npopulation_mid_year | 2021 | 10000000",
    )  # fmt: skip
    expect(some, "2021-02..2021-10 | all | 0.02 (part_year, derived)")


def of_origins(*rows: str) -> list[Figure]:
    head = "series | period | geography | origin | value"
    stocks = "\n".join([head, *(f"migrant_stock_by_origin | 2020 | AZE | {row}" for row in rows)])
    return figures("foreign_born_stock", mirror_undesa=stocks)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (("RUS | 60", "GEO | 40", "WLD | 100"), 100),  # the world beside its countries
        (("RUS | 60", "GEO | 40", "WLD | 130"), 130),  # some countries are not listed
        (("DEU | 30", "FRA | 20", "EUU | 50", "GEO | 40"), 90),  # a union beside its members
        (("DEU | 30", "EUU | 50", "GEO | 40"), 90),  # "of which": France is in the 50
        (("EUU | 50", "CIS | 60", "other | 5"), 115),  # groups without their members stand for themselves
        (("M49-830 | 5", "GBR | 40"), 45),  # the Channel Islands are no part of what is listed
        (("M49-830 | 5", "JEY | 3", "GGY | 2"), 5),
        (("M49-142 | 70", "M49-145 | 50", "M49-150 | 30"), 100),  # Western Asia lies in Asia
        (("M49-142 | 70", "M49-150 | 30", "WLD | 100"), 100),
        (("RUS | 60", "GEO | 40", "M49-1503 | 80"), 100),  # by income: nobody keeps the list of its countries
    ],
)
def test_groups_of_countries_are_never_counted_beside_their_countries(rows: tuple[str, ...], total: int) -> None:
    expect(of_origins(*rows), f"2020-07-01 | all | {total} (derived)")


def test_a_row_that_nobody_named_is_no_total() -> None:
    """7 persons of whom the country is not stated: less than half of those of one country cannot be all."""
    expect(of_origins("RUS | 100", "GEO | 50", " | 7"), "2020-07-01 | all | 157 (derived)")
    expect(of_origins("RUS | 100", "GEO | 50", " | 160"), "2020-07-01 | all | 160")


def test_money_and_its_share_of_something_are_never_added() -> None:
    remittances = """
        series              | period | direction | value | unit
        personal_transfers  | 2020   | received  | 1403  | million USD
        personal_transfers  | 2021   | received  | 1520  | million USD
        personal_transfers  | 2021   | received  | 3.5   | percent
    """
    expect(
        figures("remittances_received", cba_bop=remittances),
        """
        2020 | all | 1403
        2021 | all | 1520
        """,
    )


def test_persons_and_families_are_never_added() -> None:
    moves = """
        series    | period | direction | citizenship | value | unit
        permanent | 2022   | entry     | RUS         | 60    | persons
        permanent | 2022   | entry     | GEO         | 40    | persons
        permanent | 2022   | entry     | RUS         | 20    | families
        permanent | 2023   | entry     | RUS         | 15    | families
    """
    some = figures("immigration_permanent_administrative", ssc_permanent_migration=moves)
    assert [(str(one.period), one.value) for one in some] == [("2022", 100), ("2023", 15)]


def test_a_unit_nobody_knows_keeps_its_value_and_stops_no_profile() -> None:
    row = "series | period | direction | value | unit\npersonal_transfers | 2020 | received | 1403 | USD millions"
    [figure] = figures("remittances_received", cba_bop=row)
    assert (figure.value, figure.unit) == (1403, "USD millions")
    assert "unknown_unit" in figure.flags


def test_no_country_is_missing_because_another_is_given_in_more_detail() -> None:
    moves = """
        series    | period | direction | citizenship | sex    | age_group | value
        permanent | 2022   | entry     | RUS         | male   | 0-17      | 25
        permanent | 2022   | entry     | RUS         | male   | 18+       | 35
        permanent | 2022   | entry     | RUS         | female |           | 40
        permanent | 2022   | entry     | GEO         |        |           | 70
    """
    expect(
        figures("immigration_permanent_administrative", by="citizenship", ssc_permanent_migration=moves),
        """
        2022 | all | 170 (derived)
        2022 | citizenship GEO | 70
        2022 | citizenship RUS | 100 (derived)
        """,
    )


@pytest.mark.parametrize("unit", ["billion manat", "international dollars"])
def test_money_is_no_share_of_another_money(unit: str) -> None:
    world_bank = f"""
        series               | period | geography | value | unit
        remittances_received | 2020   | AZE       | 1403  | million USD
        gdp                  | 2020   | AZE       | 72    | {unit}
    """
    assert figures("remittances_gdp", mirror_worldbank=world_bank) == []
