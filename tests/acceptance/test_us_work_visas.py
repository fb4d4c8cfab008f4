"""Labour certifications of six fiscal years: six layouts, one contract.

Row counts stand in the README beside the files; other expected numbers are read from the files column by column.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from durna.sources.mapping import load
from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example

pytestmark = pytest.mark.slow

SOURCE = "sms_work_permit"
FOLDER = "us-h2-work-visa-certifications"


@dataclass(frozen=True)
class Year:
    """One file and the names that its columns have."""

    mapping: str
    file: str
    rows: int
    case: str
    status: str
    requested: str | None = None
    granted: str | None = None


ASKED, GRANTED = "NBR_WORKERS_REQUESTED", "NBR_WORKERS_CERTIFIED"
ASKED_2006, GRANTED_2006 = "Nbr_Workers_Requsted", "Nbr_Workers_Certified"
YEARS = (
    Year("h2b_2000", "H-2B_FY2000.csv.gz", 4_914, "Case_Num", "Last_Sig_Event", "Num_Aliens"),
    Year("h2a_2006", "H2a_FY2006.csv.gz", 7_469, "Case_Number", "Case_Status", ASKED_2006, GRANTED_2006),
    Year("h2b_2012", "H-2B_FY2012.xlsx", 4_211, "CASE_NO", "CASE_STATUS", ASKED, GRANTED),
    Year("h2a_2013", "H2A_FY2013.xls", 8_385, "CASE_NO", "CASE_STATUS", None, GRANTED),
    Year("h2b_2014", "H-2B_FY14_Q4.xlsx", 5_467, "CASE_NUMBER", "CASE_STATUS", None, GRANTED),
    Year("h2b_2016", "H-2B_Disclosure_Data_FY16.xlsx", 7_209, "CASE_NUMBER", "CASE_STATUS", ASKED, GRANTED),
)
BY_MAPPING = {year.mapping: year for year in YEARS}
each_year = pytest.mark.parametrize("year", YEARS, ids=[year.mapping for year in YEARS])


@pytest.fixture(scope="module")
def visas(example: Callable[[str], Example]) -> Example:
    return example("us-work-visas")


@pytest.fixture(scope="module")
def receipts(visas: Example) -> dict[str, Receipt]:
    return {year.mapping: visas.deliver(SOURCE, f"{FOLDER}/{year.file}", year.mapping) for year in YEARS}


def columns(data: Path, year: Year) -> dict[str, list[str]]:
    """The file's columns, read without the program."""
    file = data / FOLDER / year.file
    if file.suffix == ".gz":
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
    else:
        sheet = CalamineWorkbook.from_path(file).get_sheet_by_index(0)
        head, *rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    return {name: [row[place] for row in rows] for place, name in enumerate(head)}


def total(cells: list[str]) -> int:
    return sum(int(float(cell)) for cell in cells if cell)


@each_year
def test_every_row_is_taken_in_and_every_status_known(receipts: dict[str, Receipt], year: Year) -> None:
    receipt = receipts[year.mapping]

    assert (receipt.rows_in, receipt.accepted, receipt.rejected) == (year.rows, year.rows, 0)
    assert receipt.records == year.rows
    assert receipt.superseded == 0
    assert receipt.unknown_codes == {}


@each_year
def test_workers_asked_for_and_granted_add_up_to_the_columns_of_the_file(
    visas: Example, receipts: dict[str, Receipt], shared_data: Path, year: Year
) -> None:
    table = visas.records(SOURCE)
    table = table.filter(table.delivery_id == receipts[year.mapping].delivery_id)
    file = columns(shared_data, year)

    for column, name in ((table.persons_requested, year.requested), (table.persons_granted, year.granted)):
        assert (column.sum().execute() or 0) == (total(file[name]) if name else 0)


@each_year
def test_a_case_number_that_stands_twice_in_a_file_is_kept_and_flagged(
    receipts: dict[str, Receipt], shared_data: Path, year: Year
) -> None:
    numbers = columns(shared_data, year)[year.case]
    assert receipts[year.mapping].flags.get("key_repeated", 0) == len(numbers) - len(set(numbers))


@pytest.mark.parametrize(
    ("mapping", "decision", "words"),
    [
        ("h2b_2000", "granted", ["Certified, Temporary"]),
        ("h2b_2000", "refused", ["Denied, Temporary"]),
        ("h2a_2006", "granted", ["Certified - Full"]),
        ("h2a_2006", "pending", ["Incomplete", "Received", "Modification"]),
        ("h2b_2012", "partly_granted", ["PARTIAL CERTIFIED"]),
        ("h2a_2013", "withdrawn", ["Withdrawn"]),
        ("h2b_2014", "granted", ["Certification", "Certification Expired"]),
        ("h2b_2016", "partly_granted", ["Partial Certification", "Partial Certification Expired"]),
        ("h2b_2016", "refused", ["Denied"]),
    ],
)
def test_each_years_words_become_the_same_decisions(
    visas: Example, receipts: dict[str, Receipt], shared_data: Path, mapping: str, decision: str, words: list[str]
) -> None:
    stated = Counter(columns(shared_data, BY_MAPPING[mapping])[BY_MAPPING[mapping].status])
    table = visas.records(SOURCE)
    table = table.filter(table.delivery_id == receipts[mapping].delivery_id)

    assert (table.decision == decision).sum().execute() == sum(stated[word] for word in words) > 0


def test_a_file_of_another_year_replaces_nothing(visas: Example, receipts: dict[str, Receipt]) -> None:
    # 4,914 + 7,469 + 4,211 + 8,385 + 5,467 + 7,209
    assert visas.records(SOURCE).count().execute() == sum(receipt.rows_in for receipt in receipts.values()) == 37_655


def test_a_case_without_a_day_of_decision_is_dated_by_its_number(visas: Example, receipts: dict[str, Receipt]) -> None:
    table = visas.records(SOURCE)
    (row,) = table.filter(table.permit_no == "C-06172-02602").limit(1).to_pyarrow().to_pylist()

    # Day 172 of 2006: 31 + 28 + 31 + 30 + 31 = 151 days to the end of May, and 21 in June.
    assert row["decided_on"].isoformat() == "2006-06-21"
    assert receipts["h2a_2006"].reasons == {}


def test_names_of_employers_and_agents_are_not_taken(
    visas: Example, receipts: dict[str, Receipt], shared_data: Path
) -> None:
    file = columns(shared_data, BY_MAPPING["h2b_2016"])
    names = {name for column in ("EMPLOYER_NAME", "AGENT_ATTORNEY_NAME") for name in file[column] if len(name) > 12}
    table = visas.records(SOURCE)
    table = table.filter(table.delivery_id == receipts["h2b_2016"].delivery_id)

    for row in table.to_pyarrow().to_pylist():
        assert names.isdisjoint(str(value) for value in row.values())


def test_the_list_of_deliveries_names_each_mapping_and_a_file_that_there_is(example: Callable[[str], Example]) -> None:
    workspace = example("us-work-visas")
    mappings = {file.stem: load(file).source for file in workspace.workspace.mappings.glob("*.yaml")}

    assert {mapping: source for source, mapping, _ in workspace.listed()} == mappings
    assert all(file.is_file() for _, _, file in workspace.listed())
