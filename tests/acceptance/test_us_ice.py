"""Enforcement records: banner lines above the header, redacted cells, and rows without any key.

Row counts and repeats stand in the README beside the files; the office published the same totals.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from durna.sources.mapping import load
from tests.acceptance.conftest import Example

pytestmark = pytest.mark.slow

FOLDER = "us-ice-enforcement-fy2016-fy2018"
ARRESTS, ENCOUNTERS, REMOVALS = "sms_violation_decision", "sbs_apprehension", "sms_removal_entry_ban"
FILES = [
    (ARRESTS, "EROArrests_FY2016.csv.gz", 110_104),
    (ARRESTS, "EROArrests_FY2018.csv.gz", 158_581),
    (ENCOUNTERS, "EROEncounters_FY2016.csv.gz", 368_645),
    (REMOVALS, "ICERemovals_FY2016.csv.gz", 240_255),
    (REMOVALS, "ICERemovals_FY2018.csv.gz", 256_085),
]
FISCAL_2016, FISCAL_2018 = "2015-10..2016-09", "2017-10..2018-09"


@pytest.fixture(scope="module")
def ice(example: Callable[[str], Example]) -> Example:
    """The workspace with all five files, in the order of their years."""
    workspace = example("us-ice")
    for source, file, _ in FILES:
        workspace.deliver(source, f"{FOLDER}/{file}")
    return workspace


@pytest.mark.parametrize(("source", "file", "rows"), FILES, ids=[file for _, file, _ in FILES])
def test_every_row_below_the_banner_is_taken_in(ice: Example, source: str, file: str, rows: int) -> None:
    receipt = ice.deliver(source, f"{FOLDER}/{file}")

    assert receipt.repeated
    assert (receipt.rows_in, receipt.accepted, receipt.rejected, receipt.records) == (rows, rows, 0, rows)
    assert receipt.read_as["rows_above_header"] == 5
    assert receipt.covers == (FISCAL_2016 if "2016" in file else FISCAL_2018)


@pytest.mark.parametrize(("source", "file", "rows"), FILES, ids=[file for _, file, _ in FILES])
def test_only_a_name_that_fits_two_countries_stays_unknown(ice: Example, source: str, file: str, rows: int) -> None:
    receipt = ice.deliver(source, f"{FOLDER}/{file}")
    assert {field: set(codes) for field, codes in receipt.unknown_codes.items()} == {"citizenship": {"KOREA"}}


def test_redacted_birth_dates_are_no_dates_and_no_doubts(ice: Example) -> None:
    receipt = ice.deliver(ARRESTS, f"{FOLDER}/EROArrests_FY2016.csv.gz")

    assert receipt.flags == {}
    assert ice.records(ARRESTS).birth_date.count().execute() == 0


def test_another_year_replaces_nothing(ice: Example) -> None:
    assert ice.deliver(REMOVALS, f"{FOLDER}/ICERemovals_FY2018.csv.gz").superseded == 0
    assert ice.records(REMOVALS).count().execute() == 240_255 + 256_085
    assert ice.records(ARRESTS).count().execute() == 110_104 + 158_581


@pytest.mark.parametrize(("source", "day", "year", "repeats"), [
    (ARRESTS, "decided_on", "2016", 16_739),
    (REMOVALS, "dated_on", "2018", 61_953),
])  # fmt: skip
def test_rows_that_say_the_same_are_all_kept(ice: Example, source: str, day: str, year: str, repeats: int) -> None:
    table = ice.records(source)
    first, last = f"{int(year) - 1}-10-01", f"{year}-09-30"
    of_year = table.filter(table[day].between(first, last)).drop("delivery_id", "row_no", "event_no")

    # The contract takes fewer columns than the file has, so more rows look alike than in the file, never fewer.
    assert of_year.count().execute() - of_year.distinct().count().execute() >= repeats


def test_removals_are_told_apart_from_expedited_ones_by_their_disposition(ice: Example) -> None:
    table = ice.records(REMOVALS)
    expedited = table.filter(table.type == "expedited_removal")

    assert set(expedited.ground.value_counts().to_pandas()["ground"]) == {"ER", "ER/CF", "ER/LR"}
    assert set(table.filter(table.type.isnull()).ground.to_pandas().dropna()) == set()


def test_the_same_year_again_with_one_row_changed_replaces_all_of_it(
    example: Callable[[str], Example], tmp_path: Path
) -> None:
    workspace = example("us-ice")
    for file in ("ICERemovals_FY2016.csv.gz", "ICERemovals_FY2018.csv.gz"):
        workspace.deliver(REMOVALS, f"{FOLDER}/{file}")

    changed = with_one_sex_changed(workspace.data / FOLDER / "ICERemovals_FY2016.csv.gz", tmp_path)
    corrected = workspace.deliver(REMOVALS, changed)

    assert (corrected.accepted, corrected.superseded) == (240_255, 240_255)
    assert workspace.records(REMOVALS).count().execute() == 240_255 + 256_085


def with_one_sex_changed(file: Path, folder: Path) -> Path:
    lines = gzip.decompress(file.read_bytes()).decode().split("\n")
    place = next(number for number, line in enumerate(lines) if number > 100_000 and '|"Female"|' in line)
    lines[place] = lines[place].replace('|"Female"|', '|"Male"|')
    changed = folder / "ICERemovals_FY2016_corrected.csv.gz"
    changed.write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=1))
    return changed


def test_the_list_of_deliveries_names_each_mapping_and_a_file_that_there_is(example: Callable[[str], Example]) -> None:
    workspace = example("us-ice")
    mappings = {file.stem: load(file).source for file in workspace.workspace.mappings.glob("*.yaml")}

    assert {mapping: source for source, mapping, _ in workspace.listed()} == mappings
    assert all(file.is_file() for _, _, file in workspace.listed())
