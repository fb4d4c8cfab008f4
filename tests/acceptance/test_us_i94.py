"""Admissions to the United States: one row holds an arrival, its departure and the stay between them.

Expected numbers stand in the README beside the files.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from durna.sources.mapping import load
from durna.store.receipts import Receipt
from tests.acceptance.conftest import EXAMPLES, Example

pytestmark = pytest.mark.slow

FOLDER = "us-i94-arrivals-2016-04"
ALL, SAMPLE, CODES = (
    f"{FOLDER}/{name}" for name in ("i94-arrivals-2016-04-01--15.parquet", "i94-sample.csv", "i94-codelists.csv")
)
ROWS = 1_500_632
WITHOUT_DEPARTURE = 67_100
PERIOD = "2016-04-01..2016-04-15"


@pytest.fixture(scope="module")
def i94(example: Callable[[str], Example]) -> Example:
    return example("us-i94")


@pytest.fixture(scope="module")
def crossings(i94: Example) -> Receipt:
    return i94.deliver("sbs_border_crossing", ALL)


@pytest.fixture(scope="module")
def stays(i94: Example) -> Receipt:
    return i94.deliver("sbs_stay", ALL)


def test_every_row_is_taken_in(crossings: Receipt, stays: Receipt) -> None:
    assert (crossings.rows_in, crossings.accepted, crossings.rejected) == (ROWS, ROWS, 0)
    assert (stays.rows_in, stays.accepted, stays.rejected) == (ROWS, ROWS, 0)


def test_a_row_becomes_an_entry_and_where_it_was_matched_an_exit(crossings: Receipt) -> None:
    assert crossings.flags["departure_missing"] == WITHOUT_DEPARTURE
    assert crossings.flags["departure_before_arrival"] == 163
    assert crossings.records == ROWS + ROWS - WITHOUT_DEPARTURE


def test_a_row_is_one_stay(i94: Example, stays: Receipt) -> None:
    table = i94.records("sbs_stay")
    days = table.departed_on.delta(table.arrived_on, unit="day")

    assert stays.records == table.count().execute() == ROWS
    assert table.departed_on.isnull().sum().execute() == WITHOUT_DEPARTURE
    assert stays.flags["departure_before_arrival"] == 163
    assert (days > 90).sum().execute() == 32_867


def test_admission_for_the_duration_of_status_has_no_last_day_and_is_counted(i94: Example, stays: Receipt) -> None:
    table = i94.records("sbs_stay")

    assert stays.flags["duration_of_status"] == 27_257
    assert table.filter(table.flags.contains("duration_of_status")).permitted_until.count().execute() == 0


def test_the_codes_that_the_publisher_does_not_list_are_counted_and_kept(
    i94: Example, crossings: Receipt, stays: Receipt
) -> None:
    for receipt in (crossings, stays):
        assert set(receipt.unknown_codes) == {"citizenship"}
        assert len(receipt.unknown_codes["citizenship"]) == 28
        assert sum(receipt.unknown_codes["citizenship"].values()) == 191_799
    kept = i94.records("sbs_stay").citizenship.startswith("?").sum().execute()
    assert kept == 191_799


def test_every_code_that_the_publisher_lists_is_known_and_no_other(shared_data: Path) -> None:
    with (shared_data / CODES).open(encoding="utf-8", newline="") as listed:
        published = {row["code"] for row in csv.DictReader(listed) if row["list"] == "i94cntyl"}
    with (EXAMPLES / "us-i94" / "mappings" / "countries.csv").open(encoding="utf-8", newline="") as mapped:
        assert {row["code"] for row in csv.DictReader(mapped)} == published


@pytest.mark.usefixtures("crossings", "stays")
def test_entries_by_citizenship_and_by_checkpoint_are_those_of_the_file(i94: Example) -> None:
    by_citizenship = i94.figures("border_entries_foreigners", PERIOD, by=["citizenship"])
    by_checkpoint = i94.figures("border_entries_foreigners", PERIOD, by=["checkpoint"])

    assert [figure.value for figure in by_citizenship if not figure.dimensions] == [ROWS]
    assert [figure.value for figure in by_citizenship if dict(figure.dimensions) == {"citizenship": "AZE"}] == [178]
    assert [figure.value for figure in by_checkpoint if dict(figure.dimensions) == {"checkpoint": "NYC"}] == [231_834]


@pytest.mark.usefixtures("crossings", "stays")
def test_admission_numbers_that_repeat_are_one_person(i94: Example) -> None:
    (figure,) = i94.figures("border_persons_entered", PERIOD)

    assert i94.records("sbs_stay").person.nunique().execute() == 1_493_745
    assert i94.records("sbs_border_crossing").person.nunique().execute() == 1_493_745
    assert figure.value == 1_493_745


def test_the_sample_in_csv_needs_no_other_mapping(
    example: Callable[[str], Example], stays: Receipt, i94: Example
) -> None:
    workspace = example("us-i94")
    receipt = workspace.deliver("sbs_stay", SAMPLE)

    # Its rows are rows of the whole file: each replaces the record that has its number, with the same content.
    sample = workspace.records("sbs_stay").drop("delivery_id", "row_no").to_pyarrow().to_pylist()
    whole = i94.records("sbs_stay").drop("delivery_id", "row_no")
    same = whole.filter(whole.stay_no.isin([row["stay_no"] for row in sample])).to_pyarrow().to_pylist()

    assert (receipt.rows_in, receipt.accepted) == (495, 495)
    assert stays.rows_in == ROWS
    assert sorted(sample, key=lambda row: row["stay_no"]) == sorted(same, key=lambda row: row["stay_no"])


def test_dates_with_a_decimal_point_are_the_same_days(example: Callable[[str], Example]) -> None:
    workspace = example("us-i94")
    receipt = workspace.deliver("sbs_border_crossing", SAMPLE)
    table = workspace.records("sbs_border_crossing")
    (leaving,) = table.filter(table.crossing_no == "1195600", table.direction == "exit").to_pyarrow().to_pylist()

    # arrdate 20551, depdate 20571.0: days since 1 January 1960, so 7 and 27 April 2016.
    assert leaving["crossed_on"] == date(2016, 4, 27)
    assert receipt.covers == PERIOD


def test_the_list_of_deliveries_names_each_mapping_and_a_file_that_there_is(example: Callable[[str], Example]) -> None:
    workspace = example("us-i94")
    mappings = {file.stem: load(file).source for file in workspace.workspace.mappings.glob("*.yaml")}

    assert {mapping: source for source, mapping, _ in workspace.listed()} == mappings
    assert all(file.is_file() for _, _, file in workspace.listed())
