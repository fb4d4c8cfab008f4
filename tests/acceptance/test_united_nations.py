"""Migrant stocks of two revisions and World Population Prospects. Expected numbers stand in the files' READMEs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, deliver_listed, rows_of, total

pytestmark = pytest.mark.slow

MIDDLE_OF_2019, MIDDLE_OF_2020 = date(2019, 7, 1), date(2020, 7, 1)


@pytest.fixture(scope="module")
def nations(example: Callable[[str], Example]) -> Example:
    return example("united-nations")


@pytest.fixture(scope="module")
def receipts(nations: Example) -> dict[str, Receipt]:
    return deliver_listed(nations)


@pytest.fixture(scope="module")
def filled(nations: Example, receipts: dict[str, Receipt]) -> Example:
    assert receipts
    return nations


def test_every_row_is_taken_in_and_every_country_is_known(receipts: dict[str, Receipt]) -> None:
    assert rows_of(receipts) == {
        "undesa_2019_by_origin": (78_409, 0, 78_409),
        "undesa_2019_total": (1_609, 0, 1_609),
        "undesa_2019_by_sex": (3_218, 0, 3_218),
        "undesa_2019_emigrants": (1_624, 0, 1_624),
        "undesa_2020": (170_618, 0, 170_618),
        "wpp_2024_net_migration": (21_978, 0, 21_978),
        "wpp_2024_projection": (22_869, 0, 22_869),
        # Three measures and five rates of one row each.
        "wpp_2024_change": (21_978, 0, 21_978 * 3),
        "wpp_2024_rates": (21_978, 0, 21_978 * 5),
    }
    assert all(receipt.unknown_codes == {} for receipt in receipts.values())


def test_no_revision_replaces_another(receipts: dict[str, Receipt]) -> None:
    assert [receipt.superseded for receipt in receipts.values()] == [0] * 9


def test_the_stated_total_of_2019_is_more_than_the_named_origins(filled: Example) -> None:
    stock = chosen(filled.records("mirror_undesa"), geography="AZE", vintage="2019", period_end=MIDDLE_OF_2019)

    assert total(stock, series="migrant_stock_total", sex=None) == 253_887
    assert total(stock, series="migrant_stock_by_origin") == 251_453
    both = (total(stock, series="migrant_stock_total", sex=sex) for sex in ("male", "female"))
    assert sum(both) == 253_887


def test_the_stock_of_2020_in_the_world_and_in_azerbaijan(filled: Example) -> None:
    stock = chosen(
        filled.records("mirror_undesa"), series="migrant_stock_by_origin", vintage="2020", period_end=MIDDLE_OF_2020
    )

    assert total(stock) == 280_598_105
    assert total(stock, geography="AZE") == 252_228
    assert total(stock, origin="AZE") == 1_163_922


def test_the_four_flags_become_the_letters_of_the_publisher(filled: Example) -> None:
    stock = chosen(filled.records("mirror_undesa"), vintage="2020")
    counts = stock.group_by("data_type").agg(rows=stock.count()).to_pyarrow().to_pylist()

    assert {row["data_type"]: row["rows"] for row in counts} == {
        "B": 98_028, "B R": 51_660, "B C R": 2_408, "C": 5_572, "C R": 11_970, "I": 420, "I R": 560,
    }  # fmt: skip


@pytest.mark.parametrize(("year", "persons"), [(2018, -37_559), (2020, 1_073), (2022, 9_086), (2023, -84_122)])
def test_net_migration_is_counted_in_persons_not_in_thousands(filled: Example, year: int, persons: int) -> None:
    (row,) = _prospects(filled, "net_migration", year)

    assert row["value"] == pytest.approx(persons)
    assert (row["unit"], row["period_start"]) == ("persons", date(year, 1, 1))


def test_a_projection_has_a_wide_and_a_narrow_interval(filled: Example) -> None:
    (row,) = _prospects(filled, "net_migration_projected", 2030)

    # In thousands: 5.834, between -74.696 and 45.94 (95 %), between -45.125 and 32.324 (80 %).
    assert (row["lower"], row["value"], row["upper"]) == pytest.approx((-74_696, 5_834, 45_940))
    assert (row["inner_lower"], row["inner_upper"]) == pytest.approx((-45_125, 32_324))
    assert (row["interval_percent"], row["inner_percent"]) == (95, 80)


def test_counts_are_scaled_and_rates_are_not(filled: Example) -> None:
    values = {
        series: (row["value"], row["unit"])
        for series in ("births", "population_change", "net_migration_rate", "growth_rate")
        for row in _prospects(filled, series, 2023)
    }

    # In thousands: 125.136 births, a change of -26.836.
    assert values["births"] == (pytest.approx(125_136), "births")
    assert values["population_change"] == (pytest.approx(-26_836), "persons")
    assert values["net_migration_rate"] == (pytest.approx(-8.153), "per 1,000 population")
    assert values["growth_rate"] == (pytest.approx(-0.26), "percent")


def test_figures_show_each_revision_on_its_own_day(filled: Example) -> None:
    stocks = filled.figures("foreign_born_stock", "2019..2020")
    abroad = filled.figures("citizens_abroad_stock", "2020")

    assert [(figure.period.end, figure.vintage, figure.value) for figure in stocks] == [
        (MIDDLE_OF_2019, "2019", 253_887),
        (MIDDLE_OF_2020, "2020", 252_228),
    ]
    assert [figure.value for figure in abroad] == [1_163_922]


def _prospects(example: Example, series: str, year: int) -> list[dict[str, object]]:
    table = chosen(example.records("mirror_undesa"), series=series, geography="AZE", period_end=date(year, 12, 31))
    rows: list[dict[str, object]] = table.to_pyarrow().to_pylist()
    return rows
