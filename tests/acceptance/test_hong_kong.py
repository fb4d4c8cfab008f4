"""Daily passengers by control point: wide columns of direction and group become rows. Totals stand in the README."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, days, deliver_listed, total

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hong_kong(example: Callable[[str], Example]) -> Example:
    return example("hong-kong")


@pytest.fixture(scope="module")
def receipt(hong_kong: Example) -> Receipt:
    return deliver_listed(hong_kong)["passenger_traffic"]


@pytest.fixture(scope="module")
def filled(hong_kong: Example, receipt: Receipt) -> Example:
    assert receipt.accepted
    return hong_kong


def test_each_row_becomes_eight_records(receipt: Receipt) -> None:
    assert (receipt.rows_in, receipt.rejected, receipt.records) == (4_522, 0, 4_522 * 8)
    assert receipt.unknown_codes == {}
    assert receipt.flags == {}
    assert receipt.covers == "2020-01-25..2020-11-15"


@pytest.mark.parametrize(("direction", "passengers"), [("entry", 3_394_523), ("exit", 2_722_099)])
def test_parts_make_up_the_stated_totals(filled: Example, direction: str, passengers: int) -> None:
    table = chosen(filled.records("ssc_border_tourism"), direction=direction)
    parts = [total(table, traveller_group=group) for group in ("residents", "visitors")]

    assert total(table, traveller_group=None) == passengers
    assert sum(parts) == passengers


def test_a_control_point_that_opened_in_august_is_the_sixteenth(filled: Example) -> None:
    table = filled.records("ssc_border_tourism")
    by_day = table.group_by("period_end").agg(points=table.checkpoint.nunique()).order_by("period_end")

    # Heung Yuen Wai is counted from 26 August: 214 days without it, 82 with it, 214 x 15 + 82 x 16 = 4,522 rows.
    assert [day["points"] for day in by_day.to_pyarrow().to_pylist()] == [15] * 214 + [16] * 82
    assert min(days(chosen(table, checkpoint="Heung Yuen Wai"), "period_end")) == date(2020, 8, 26)


def test_foreign_entries_are_those_of_visitors_and_totals_are_not_added_to_their_parts(filled: Example) -> None:
    (figure,) = filled.figures("border_entries_foreigners", "2020")
    visitors = chosen(filled.records("ssc_border_tourism"), direction="entry", traveller_group="visitors")

    assert figure.value == total(visitors)
    assert total(visitors, citizenship="CHN") + total(visitors, citizenship="other") == figure.value
    assert figure.flags == ("derived", "part_year")
