"""Spreadsheets as offices leave them: several tables on a sheet, headers of several rows, code and label together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from durna.classifications import countries
from durna.intake.reading import open_table
from durna.sources.mapping import FileOptions
from durna.store.receipts import Receipt
from tests.acceptance.conftest import Example
from tests.acceptance.tables import chosen, deliver_listed, rows_of, total

pytestmark = pytest.mark.slow

FOLDER = "messy-spreadsheets"
# The last line of the Italian sheet states these totals.
ITALY = {1971: 466_721, 1976: 340_512, 1981: 293_333, 1986: 258_247, 1991: 249_172, 1996: 235_095, 2001: 277_436}
FIRST = date(1971, 12, 31)


@pytest.fixture(scope="module")
def messy(example: Callable[[str], Example]) -> Example:
    return example("messy-spreadsheets")


@pytest.fixture(scope="module")
def receipts(messy: Example) -> dict[str, Receipt]:
    return deliver_listed(messy)


@pytest.fixture(scope="module")
def filled(messy: Example, receipts: dict[str, Receipt]) -> Example:
    assert receipts
    return messy


def test_every_row_is_taken_in_and_an_empty_cell_gives_no_record(receipts: dict[str, Receipt]) -> None:
    assert rows_of(receipts) == {
        # 6 blocks of 21 ages; 7 periods of 6 destinations
        "italy_matrix": (6 * 21, 0, 6 * 21 * 42),
        "italy_list": (3_500, 0, 3_500),
        # 17 by 17 provinces, 51 years, 3,392 cells with a dash
        "korea": (289, 0, 289 * 51 - 3_392),
        "deaths_by_origin": (19, 0, 333),
    }
    assert all(receipt.unknown_codes == {} for receipt in receipts.values())


@pytest.mark.parametrize(("year", "moves"), ITALY.items())
def test_the_italian_matrix_its_totals_and_the_list_agree(filled: Example, year: int, moves: int) -> None:
    italy = chosen(filled.records("published_figures"), publisher="istat", period_end=date(year, 12, 31))
    matrix, listed = chosen(italy, reference="main sheet"), chosen(italy, reference="list")
    stated = {"from_region": None, "to_region": None, "age_group": None}
    parts = matrix.filter(matrix.from_region.notnull(), matrix.to_region.notnull(), matrix.age_group.notnull())

    assert total(matrix, **stated) == total(parts) == total(listed) == moves


def test_a_cell_of_the_italian_matrix_has_its_two_regions_and_its_age(filled: Example) -> None:
    italy = chosen(filled.records("published_figures"), publisher="istat", period_end=FIRST, age_group="0-4")
    cell = chosen(italy, from_region="Northwest", to_region="Northeast")

    assert sorted(cell.value.to_pyarrow().to_pylist()) == [2_448, 2_448]
    assert set(cell.period_label.to_pyarrow().to_pylist()) == {"1970-1971"}


def test_korean_moves_between_provinces(filled: Example) -> None:
    korea = chosen(filled.records("published_figures"), publisher="statistics_korea")

    assert total(korea, period_end=date(2020, 12, 31)) == 7_735_491
    assert total(korea, period_end=date(1970, 12, 31)) == 4_043_595
    assert total(korea, period_end=date(1970, 12, 31), from_region="Seoul", to_region="Busan") == 11_568
    # Daegu was no province of its own in 1970.
    assert chosen(korea, period_end=date(1970, 12, 31), to_region="Daegu").count().execute() == 0
    assert korea.from_region.nunique().execute() == 17


def test_deaths_by_region_of_origin_and_region_of_death(filled: Example) -> None:
    deaths = chosen(filled.records("published_figures"), indicator="migrant_deaths")
    of_2016 = chosen(deaths, period_end=date(2016, 12, 31))

    assert [total(deaths, period_end=date(year, 12, 31)) for year in range(2014, 2019)] == [
        5_284, 6_286, 8_185, 6_572, 2_162,
    ]  # fmt: skip
    assert total(of_2016, region="North Africa", region_of_origin="Horn of Africa") == 1_054
    # Sixteen regions stand above the columns; below one of them every cell is empty.
    assert deaths.region.nunique().execute() == 15


def test_a_header_far_below_a_title_is_read_and_the_classification_agrees(shared_data: Path, tmp_path: Path) -> None:
    # UN DESA's annex: a title block, merged cells, two header rows, a code where a country belongs to a group.
    file = shared_data / FOLDER / "undesa_aggregates_correspondence_2020.xlsx"
    options = FileOptions(sheet="Annex", header_rows=(10, 11))
    with duckdb.connect() as connection:
        table = open_table(file, options, tmp_path, connection)
        columns = '"Location code", "ISO3 Alpha-code", "UN development groups / Least developed countries 941"'
        rows = connection.sql(f"""SELECT {columns} FROM {table.scan} WHERE "Location Type / Name" = 'Country/Area'""")
        places = {int(code): (iso3, least_developed) for code, iso3, least_developed in rows.fetchall()}

    assert len(places) == 235
    assert sum(mark is not None for _, mark in places.values()) == 47
    # The Channel Islands have no ISO code; the annex writes CHI.
    known = {iso3: countries.from_m49(code) for code, (iso3, _) in places.items()}
    assert {iso3: code for iso3, code in known.items() if iso3 != code} == {"CHI": "M49-830"}
