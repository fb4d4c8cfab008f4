"""Seven tables of the Home Office: what a partner country says of citizens of others. Totals stand in the README."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, days, deliver_listed, rows_of, total

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(example: Callable[[str], Example]) -> Example:
    return example("uk-home-office")


@pytest.fixture(scope="module")
def receipts(office: Example) -> dict[str, Receipt]:
    return deliver_listed(office)


@pytest.fixture(scope="module")
def filled(office: Example, receipts: dict[str, Receipt]) -> Example:
    assert receipts
    return office


def test_every_row_is_taken_in_and_every_nationality_is_known(receipts: dict[str, Receipt]) -> None:
    assert {name: (rows, rejected) for name, (rows, rejected, _) in rows_of(receipts).items()} == {
        "asylum_applications": (75_785, 0),
        "asylum_decisions": (125_009, 0),
        "returns": (240_074, 0),
        "detention": (73_718, 0),
        "awaiting_decision": (35_092, 0),
        "irregular_arrivals": (10_816, 0),
        "family_reunion": (8_628, 0),
    }
    assert all(receipt.unknown_codes == {} for receipt in receipts.values())


@pytest.mark.parametrize(
    ("series", "everybody", "azerbaijan"),
    [("asylum_applications", 1_124_883, 1_628), ("returns", 1_084_931, 739)],
)
def test_totals_of_the_publisher(filled: Example, series: str, everybody: int, azerbaijan: int) -> None:
    table = filled.records("mirror_partner")

    assert total(table, series=series) == everybody
    assert total(table, series=series, citizenship="AZE") == azerbaijan


def test_detected_irregular_arrivals(filled: Example) -> None:
    assert total(filled.records("mirror_partner"), series="irregular_arrivals") == 174_977


def test_quarters_are_understood_in_both_spellings(filled: Example, receipts: dict[str, Receipt]) -> None:
    # "2001 Q1" in one column; 2004 and 1 in two.
    assert receipts["asylum_applications"].covers == "2001-01..2024-09"
    assert receipts["returns"].covers == "2004-01..2023-12"
    returns = chosen(filled.records("mirror_partner"), series="returns")
    assert days(chosen(returns, period_start=date(2004, 1, 1)), "period_end") == {date(2004, 3, 31)}


def test_a_total_before_a_breakdown_began_has_no_code(filled: Example) -> None:
    applications = chosen(filled.records("mirror_partner"), series="asylum_applications")

    # 9,840 rows say "Total (pre-2009)", 6,015 of them "Total (pre-2006)".
    assert chosen(applications, sex=None, age_group=None).count().execute() == 9_840
    assert chosen(applications, unaccompanied=None).count().execute() == 6_015
    assert max(days(chosen(applications, sex=None), "period_end")) == date(2008, 12, 31)


def test_spellings_that_differ_in_capital_letters_are_one(filled: Example) -> None:
    table = filled.records("mirror_partner")
    ages = set(chosen(table, series="asylum_decisions").age_group.to_pyarrow().to_pylist())

    assert ages == {None, "Under 18", "18-29", "30-49", "50-69", "70+", "Unknown age"}
    assert set(chosen(table, series="returns").destination.to_pyarrow().to_pylist()) == {
        "Home country", "EU Member State", "Other country",
    }  # fmt: skip


def test_cases_awaiting_a_decision_are_a_stock_on_a_day(filled: Example) -> None:
    waiting = chosen(filled.records("mirror_partner"), series="awaiting_decision")

    assert waiting.filter(waiting.period_start != waiting.period_end).count().execute() == 0
    assert max(days(waiting, "period_end")) == date(2024, 9, 30)


def test_resettlement_is_a_series_of_its_own(filled: Example) -> None:
    table = filled.records("mirror_partner")

    assert chosen(table, series="resettlement").count().execute() == 4_154
    assert chosen(table, series="asylum_decisions").count().execute() == 120_855


def test_a_partner_countrys_figure_becomes_ours(filled: Example) -> None:
    (figure,) = filled.figures("asylum_applications_abroad", "2023")
    table = chosen(filled.records("mirror_partner"), series="asylum_applications", citizenship="AZE")
    quarters = table.filter(table.period_start.year() == 2023)

    assert figure.publisher == "uk_home_office"
    assert figure.value == total(quarters) > 0
