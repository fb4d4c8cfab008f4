"""World Development Indicators and the matrix of bilateral remittances. Expected numbers stand in the READMEs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, deliver_listed, rows_of, total

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bank(example: Callable[[str], Example]) -> Example:
    return example("world-bank")


@pytest.fixture(scope="module")
def receipts(bank: Example) -> dict[str, Receipt]:
    return deliver_listed(bank)


@pytest.fixture(scope="module")
def filled(bank: Example, receipts: dict[str, Receipt]) -> Example:
    assert receipts
    return bank


def test_every_row_is_taken_in_and_every_code_is_known(receipts: dict[str, Receipt]) -> None:
    # The matrix has 214 countries and WORLD, down and across; four pairs hold a dash.
    assert rows_of(receipts) == {
        "wdi": (92_435, 0, 92_435),
        "bilateral_remittances_2017": (215, 0, 215 * 215 - 4),
    }
    assert all(receipt.unknown_codes == {} for receipt in receipts.values())


@pytest.mark.parametrize(("year", "million"), [(2018, 1_225.8), (2020, 1_403.1), (2022, 3_950.0)])
def test_remittances_received_by_azerbaijan(filled: Example, year: int, million: float) -> None:
    azerbaijan = chosen(filled.records("mirror_worldbank"), geography="AZE", period_end=date(year, 12, 31))
    dollars = total(azerbaijan, series="remittances_received")

    assert dollars / 1_000_000 == pytest.approx(million, abs=0.05)


def test_every_variable_has_its_own_unit_and_publisher(filled: Example) -> None:
    table = chosen(filled.records("mirror_worldbank"), geography="AZE", period_end=date(2018, 12, 31))
    rows = {row["series"]: row for row in table.to_pyarrow().to_pylist()}

    assert len(rows) == 13
    assert (rows["net_migration"]["value"], rows["net_migration"]["unit"]) == (-37_559, "persons")
    assert rows["unemployment"]["unit"] == "percent"
    assert rows["gdp"]["unit"] == "USD"
    assert {row["publisher"] for row in rows.values()} == {"worldbank", "undesa"}
    assert rows["population"]["publisher"] == "undesa"


def test_the_matrix_has_a_row_for_each_pair_and_totals_without_a_partner(filled: Example) -> None:
    flows = chosen(filled.records("mirror_worldbank"), series="remittances_bilateral", geography="AZE")
    by_sender = {row["partner_country"]: row["value"] for row in flows.to_pyarrow().to_pylist()}

    assert len(by_sender) == 215
    assert by_sender[None] == pytest.approx(1_050.3, abs=0.05)
    assert {country: round(by_sender[country], 1) for country in ("RUS", "ARM", "UKR", "KAZ")} == {
        "RUS": 610.3, "ARM": 173.9, "UKR": 68.2, "KAZ": 41.1,
    }  # fmt: skip
    assert sum(value for country, value in by_sender.items() if country) == pytest.approx(by_sender[None])


def test_figures_are_in_million_dollars_and_keep_the_two_estimates_of_2017_apart(filled: Example) -> None:
    received = filled.figures("remittances_received", "2017..2018")

    found = {(figure.period.end.year, figure.vintage): figure.value for figure in received}
    assert found[(2018, "WDI to 2023")] == pytest.approx(1_225.79)
    assert found[(2017, "2017")] == pytest.approx(1_050.2514, abs=0.0001)
    assert (2017, "WDI to 2023") in found
    assert {figure.unit for figure in received} == {"million USD"}
