"""Permanent and long-term migration: years that end in June, and an export with labels to be filled down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from durna.indicators.definition import indicator
from durna.periods import parse
from durna.publish import series
from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, deliver_listed, rows_of, total

pytestmark = pytest.mark.slow

JULY_2015, JUNE_2016 = date(2015, 7, 1), date(2016, 6, 30)


@pytest.fixture(scope="module")
def zealand(example: Callable[[str], Example]) -> Example:
    return example("new-zealand")


@pytest.fixture(scope="module")
def receipts(zealand: Example) -> dict[str, Receipt]:
    return deliver_listed(zealand)


@pytest.fixture(scope="module")
def filled(zealand: Example, receipts: dict[str, Receipt]) -> Example:
    assert receipts
    return zealand


def test_every_row_of_the_table_is_taken_in_and_none_of_the_notes(receipts: dict[str, Receipt]) -> None:
    # The export has 2 sexes, 75 districts, 16 age groups and 25 years.
    assert rows_of(receipts) == {
        "migration_by_region": (284_240, 0, 284_240),
        "arrivals_by_district": (2 * 75 * 16, 0, 2 * 75 * 16 * 25),
    }
    assert all(receipt.unknown_codes == {} for receipt in receipts.values())


def test_a_year_that_ends_in_june_begins_in_july(filled: Example, receipts: dict[str, Receipt]) -> None:
    year = chosen(filled.records("ssc_permanent_migration"), period_start=JULY_2015, period_end=JUNE_2016)

    assert receipts["migration_by_region"].covers == "1996-07..2016-06"
    assert total(year, direction="entry") == 125_055
    assert total(year, direction="exit") == 55_965
    # The published net migration of the year to June 2016.
    assert total(year, direction="entry") - total(year, direction="exit") == 69_090


def test_citizens_and_the_groups_of_others_make_up_the_total(filled: Example) -> None:
    year = chosen(filled.records("ssc_permanent_migration"), period_end=JUNE_2016, direction="entry")
    parts = {code: total(year, citizenship=code) for code in ("NZL", "other", "unknown")}

    assert sum(parts.values()) == 125_055
    assert parts["NZL"] == total(year, citizenship_group="New Zealand")
    assert year.citizenship_group.nunique().execute() == 11


def test_labels_that_stand_once_hold_for_the_rows_below(filled: Example) -> None:
    export = chosen(filled.records("ssc_permanent_migration"), vintage="2016-02-01")
    first = chosen(export, sex="female", region="Far North District", period_end=date(1991, 12, 31))

    assert (export.sex.isnull() | export.region.isnull()).sum().execute() == 0
    assert export.region.nunique().execute() == 75
    # Lines 4 to 6 of the file: 16 girls under 5, 18 of 5 to 9, 10 of 10 to 14; line 19: 6 women of 75 and over.
    assert [total(first, age_group=group) for group in ("0-4", "5-9", "10-14")] == [16, 18, 10]
    assert total(first, age_group="75+") == 6


def test_calendar_years_are_kept_apart_from_years_to_june(filled: Example) -> None:
    export = chosen(filled.records("ssc_permanent_migration"), vintage="2016-02-01")

    assert chosen(export, period_start=date(2015, 1, 1), period_end=date(2015, 12, 31)).count().execute() == 2_400
    assert total(export, period_end=date(2015, 12, 31)) == 121_937


def test_years_to_june_are_one_series_of_a_column_a_year(filled: Example) -> None:
    figures = filled.figures("net_migration_administrative", "1991..2016-06")
    [line] = series.view(indicator("net_migration_administrative"), figures, parse("1991..2016-06"), "NZL").lines

    # June 1997 to June 2016 are twenty years.
    assert [series.year_label(year, line.anchor) for year in line.years][::19] == ["1996/97", "2015/16"]
    assert len(line.years) == 20
    assert line.years[2015].value == 69_090
