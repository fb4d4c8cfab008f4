"""Refugees, applications, decisions and solutions as UNHCR publishes them. Expected numbers stand in the README."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, days, deliver_listed, rows_of, total

pytestmark = pytest.mark.slow

END_OF_2020, MIDDLE_OF_2025 = date(2020, 12, 31), date(2025, 6, 30)


@pytest.fixture(scope="module")
def unhcr(example: Callable[[str], Example]) -> Example:
    return example("unhcr")


@pytest.fixture(scope="module")
def receipts(unhcr: Example) -> dict[str, Receipt]:
    return deliver_listed(unhcr)


@pytest.fixture(scope="module")
def filled(unhcr: Example, receipts: dict[str, Receipt]) -> Example:
    assert receipts
    return unhcr


def test_every_row_is_taken_in(receipts: dict[str, Receipt]) -> None:
    taken = {name: (rows, rejected) for name, (rows, rejected, _) in rows_of(receipts).items()}

    assert taken == {
        "population": (138_893, 0),
        "asylum_applications": (120_597, 0),
        "asylum_decisions": (113_929, 0),
        "solutions": (21_258, 0),
        "idmc": (934, 0),
        "unrwa": (296, 0),
    }
    # Five columns of decisions, none of them empty; an empty cell gives no record.
    assert receipts["asylum_decisions"].records == 113_929 * 5
    assert receipts["solutions"].records < 21_258 * 4


def test_tables_of_one_source_do_not_replace_each_other(receipts: dict[str, Receipt]) -> None:
    assert [receipt.superseded for receipt in receipts.values()] == [0] * 6


def test_codes_that_no_list_explains_are_counted_and_kept(filled: Example, receipts: dict[str, Receipt]) -> None:
    # Tibetans and the Abyei Area have no ISO code; TR stands in one row of decisions, which became five records.
    assert {code for receipt in receipts.values() for found in receipt.unknown_codes.values() for code in found} == {
        "TIB", "AB9", "TR",
    }  # fmt: skip
    assert receipts["asylum_decisions"].unknown_codes["decision_level"] == {"TR": 1}
    assert total(filled.records("mirror_unhcr"), decision_level="?TR", series="decisions_total") == 5


def test_iso_codes_are_taken_and_not_unhcrs_own(filled: Example) -> None:
    refugees = chosen(filled.records("mirror_unhcr"), series="refugees", period_end=date(1951, 12, 31))

    # UNHCR writes AUL for Australia and AUS for Austria.
    assert total(refugees, geography="AUS") == 180_000
    assert total(refugees, geography="AUT") == 282_000


@pytest.mark.parametrize(
    ("series", "persons"),
    [("refugees", 1_572), ("asylum_seekers", 48), ("idps", 653_921), ("stateless", 3_585)],
)
def test_people_in_azerbaijan_at_the_end_of_2020(filled: Example, series: str, persons: int) -> None:
    table = filled.records("mirror_unhcr")

    assert total(table, series=series, geography="AZE", period_start=END_OF_2020, period_end=END_OF_2020) == persons


def test_the_last_year_is_counted_in_its_middle(filled: Example) -> None:
    table = filled.records("mirror_unhcr")
    half = chosen(table, series="asylum_applications", period_end=MIDDLE_OF_2025)

    assert total(table, series="refugees", geography="AZE", period_end=MIDDLE_OF_2025) == 6_389
    assert days(half, "period_start") == {date(2025, 1, 1)}
    assert max(days(table, "period_end")) == MIDDLE_OF_2025


@pytest.mark.parametrize(("year", "persons"), [(2019, 713), (2020, 583), (2021, 213)])
def test_applications_in_azerbaijan(filled: Example, year: int, persons: int) -> None:
    applications = chosen(filled.records("mirror_unhcr"), series="asylum_applications", geography="AZE")

    assert total(applications, period_start=date(year, 1, 1), persons_or_cases="persons") == persons


def test_decisions_of_2020_in_azerbaijan(filled: Example) -> None:
    decided = chosen(filled.records("mirror_unhcr"), geography="AZE", period_end=END_OF_2020, unit="decisions")

    assert total(decided, series="decisions_recognised") == 498
    assert total(decided, series="decisions_total") == 720
    # All 498 were recognised by UNHCR itself.
    assert total(decided, series="decisions_recognised", procedure="UNHCR") == 498


def test_displaced_persons_stand_beside_each_other_by_publisher(filled: Example) -> None:
    of_unhcr = filled.figures("idp_stock", "2020")
    of_idmc = filled.figures("idp_stock_idmc", "2020")

    assert [(figure.publisher, figure.value) for figure in of_unhcr] == [("unhcr", 653_921)]
    assert [(figure.publisher, figure.value) for figure in of_idmc] == [("idmc", 735_000)]


def test_figures_of_refugees_and_of_pending_cases(filled: Example) -> None:
    assert [figure.value for figure in filled.figures("refugees_unhcr_stock", "2020")] == [1_572]
    assert [figure.value for figure in filled.figures("asylum_pending", "2020")] == [48]
