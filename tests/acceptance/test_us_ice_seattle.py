"""One workbook with four sheets of records and a sheet of the totals that its office states: they check each other.

Record counts, and where stated and counted totals part, stand in the README beside the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from durna.checks import declared, recounts
from durna.checks.findings import Finding
from durna.indicators.calculate import Request
from durna.indicators.figures import Figures
from durna.indicators.published import published
from durna.residence.derived import view
from durna.sources.mapping import load
from durna.store.receipts import Receipt
from durna.store.records import Records
from tests.acceptance.conftest import Example

pytestmark = pytest.mark.slow

WORKBOOK = "us-ice-seattle-2012-2019/ice-seattle-aor-2012-2019.xlsx"
ARRESTS, BOOK_INS, REMOVALS = "sms_violation_decision", "sms_detention", "sms_removal_entry_ban"
STATED = "published_figures"
SHEETS = {
    ARRESTS: (ARRESTS, 32_549),
    BOOK_INS: (BOOK_INS, 36_811),
    "expedited_removals": (REMOVALS, 6_529),
    "other_removals": (REMOVALS, 20_384),
}
TABLES = ("stated_arrests", "stated_book_ins", "stated_removals", "stated_removals_by_kind")
QUARTERS_IN_A_YEAR = 4
LAST_DAY = date(2019, 7, 6)
COVERS = "2012-01-01..2019-07-06"


@pytest.fixture(scope="module")
def seattle(example: Callable[[str], Example]) -> Example:
    return example("us-ice-seattle")


@pytest.fixture(scope="module")
def receipts(seattle: Example) -> dict[str, Receipt]:
    sources = {mapping: source for mapping, (source, _) in SHEETS.items()} | dict.fromkeys(TABLES, STATED)
    return {
        mapping: seattle.deliver(source, WORKBOOK, mapping, LAST_DAY, COVERS if source == STATED else None)
        for mapping, source in sources.items()
    }


@pytest.fixture(scope="module")
def stated(seattle: Example, receipts: dict[str, Receipt]) -> dict[tuple[str, str | None], dict[int, int]]:
    """What the sheet Summary says: by indicator and kind, the total of each fiscal year."""
    found: dict[tuple[str, str | None], dict[int, int]] = {}
    for row in seattle.records(STATED).to_pyarrow().to_pylist():
        found.setdefault((row["indicator"], row["ground"]), {})[row["period_end"].year] = int(row["value"])
    return found


def by_fiscal_year(seattle: Example, source: str, day: str, kind: str | None = None) -> dict[int, int]:
    """Records by the fiscal year of a day; a fiscal year begins in October and is named after its end."""
    table = seattle.records(source)
    table = table.filter(table.type == kind) if kind else table
    months = table.select(month=table[day].truncate("M")).month.value_counts(name="rows").to_pyarrow().to_pylist()
    years: dict[int, int] = {}
    for row in months:
        first: date = row["month"]
        years[first.year + (first.month >= 10)] = years.get(first.year + (first.month >= 10), 0) + row["rows"]
    return years


@pytest.mark.parametrize("mapping", SHEETS)
def test_every_row_of_a_sheet_is_taken_in(receipts: Mapping[str, Receipt], mapping: str) -> None:
    _, rows = SHEETS[mapping]
    receipt = receipts[mapping]

    assert (receipt.rows_in, receipt.accepted, receipt.rejected, receipt.records) == (rows, rows, 0, rows)
    assert list(receipt.read_as["header_rows"]) == [7]
    assert {field: set(codes) for field, codes in receipt.unknown_codes.items()} == {"citizenship": {"KOREA"}}


def test_two_sheets_of_one_source_do_not_replace_each_other(seattle: Example, receipts: Mapping[str, Receipt]) -> None:
    assert receipts["other_removals"].superseded == 0
    assert seattle.records(REMOVALS).count().execute() == 6_529 + 20_384


def test_the_summary_holds_four_tables_of_eight_fiscal_years(receipts: Mapping[str, Receipt]) -> None:
    assert [receipts[table].rows_in for table in TABLES] == [8, 8, 8, 8]
    assert [receipts[table].records for table in TABLES] == [8, 8, 8, 16]
    assert all(receipts[table].flags == {} for table in TABLES)


def test_fiscal_years_have_their_true_ends(seattle: Example, receipts: Mapping[str, Receipt]) -> None:
    assert receipts["stated_arrests"].covers == "2012-01-01..2019-07-06"
    table = seattle.records(STATED)
    rows = table.filter(table.indicator == "migration_violations").order_by("period_start").to_pyarrow().to_pylist()
    periods = [(row["period_start"].isoformat(), row["period_end"].isoformat()) for row in rows]

    assert periods[:2] == [("2012-01-01", "2012-09-30"), ("2012-10-01", "2013-09-30")]
    assert periods[-1] == ("2018-10-01", "2019-07-06")


@pytest.mark.parametrize(("indicator", "source", "day"), [
    ("migration_violations", ARRESTS, "decided_on"),
    ("detention_admissions", BOOK_INS, "admitted_on"),
])  # fmt: skip
def test_arrests_and_book_ins_counted_are_those_stated_in_all_eight_years(
    seattle: Example, stated: Mapping[tuple[str, str | None], dict[int, int]], indicator: str, source: str, day: str
) -> None:
    assert by_fiscal_year(seattle, source, day) == stated[indicator, None]
    assert len(stated[indicator, None]) == 8


@pytest.mark.usefixtures("receipts")
@pytest.mark.parametrize(("indicator", "total"), [("migration_violations", 3_067), ("detention_admissions", 3_833)])
def test_four_quarters_of_computed_figures_are_the_fiscal_year_that_is_stated(
    seattle: Example, indicator: str, total: int
) -> None:
    figures = seattle.figures(indicator, "2017-10..2018-09", every="quarter")

    assert len(figures) == QUARTERS_IN_A_YEAR
    assert sum(figure.value or 0 for figure in figures) == total


@pytest.mark.parametrize(("kind", "stated_kind", "rows"), [
    ("expedited_removal", "Expedited Removals", 6_529),
    ("administrative_removal", "Other Removals", 20_384),
])  # fmt: skip
def test_removals_agree_over_all_years(
    seattle: Example, stated: Mapping[tuple[str, str | None], dict[int, int]], kind: str, stated_kind: str, rows: int
) -> None:
    assert sum(by_fiscal_year(seattle, REMOVALS, "enforced_on", kind).values()) == rows
    assert sum(stated["removals_enforced", stated_kind].values()) == rows


def test_removals_of_a_year_do_not_agree_because_the_office_counts_by_the_day_of_confirmation(
    seattle: Example, stated: Mapping[tuple[str, str | None], dict[int, int]]
) -> None:
    counted = by_fiscal_year(seattle, REMOVALS, "enforced_on", "administrative_removal")

    assert stated["removals_enforced", "Other Removals"][2018] == 3_288
    assert counted[2018] == 3_290
    assert counted != stated["removals_enforced", "Other Removals"]


@pytest.fixture(scope="module")
def disagreeing(seattle: Example, receipts: Mapping[str, Receipt]) -> dict[tuple[str, str, int], Finding]:
    """What the check of stated totals found: by indicator, kind and the year in which the period ends."""
    records = Records(seattle.workspace)
    figures = Figures(published(records, Request(by=("*",))))
    by_id = figures.by_id()
    known = declared.load(seattle.workspace.root / declared.FILE)
    found = {}
    for finding in recounts.check(view(records), figures, known):
        (figure,) = (by_id[name] for name in finding.figures)
        found[figure.indicator, figure.dimension("ground") or "", figure.period.end.year] = finding
    return found


def test_totals_that_agree_are_no_finding(disagreeing: Mapping[tuple[str, str, int], Finding]) -> None:
    assert {indicator for indicator, _, _ in disagreeing} == {"removals_enforced"}


def test_totals_that_do_not_agree_are_reported_with_both_numbers(
    disagreeing: Mapping[tuple[str, str, int], Finding],
) -> None:
    finding = disagreeing["removals_enforced", "Other Removals", 2018]
    assert "states 3,288" in finding.text["en"]
    assert "add to 3,290. The difference is 2." in finding.text["en"]
    assert (finding.severity, finding.owner) == ("warning", "authority")


def test_the_check_finds_exactly_the_years_that_a_count_of_the_sheet_does(
    seattle: Example,
    stated: Mapping[tuple[str, str | None], dict[int, int]],
    disagreeing: Mapping[tuple[str, str, int], Finding],
) -> None:
    kinds = {"Expedited Removals": "expedited_removal", "Other Removals": "administrative_removal", "": None}
    counted = {name: by_fiscal_year(seattle, REMOVALS, "enforced_on", kind) for name, kind in kinds.items()}
    expected = {
        ("removals_enforced", name, year)
        for name in kinds
        for year, total in stated["removals_enforced", name or None].items()
        if counted[name][year] != total
    }
    assert set(disagreeing) == expected


def test_the_stated_kinds_add_up_to_all_removals(stated: Mapping[tuple[str, str | None], dict[int, int]]) -> None:
    together = stated["removals_enforced", None]
    kinds = [stated["removals_enforced", kind] for kind in ("Expedited Removals", "Other Removals")]

    assert {year: sum(kind[year] for kind in kinds) for year in together} == together


def test_the_list_of_deliveries_names_each_mapping_and_a_file_that_there_is(example: Callable[[str], Example]) -> None:
    workspace = example("us-ice-seattle")
    mappings = {file.stem: load(file).source for file in workspace.workspace.mappings.glob("*.yaml")}

    assert {mapping: source for source, mapping, _ in workspace.listed()} == mappings
    assert all(file.is_file() for _, _, file in workspace.listed())
