"""Real files of many publishers open without a word of explanation, or with the few their README calls for."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from durna.intake.reading import Table, open_table
from durna.sources.mapping import FileOptions

ICE = "us-ice-enforcement-fy2016-fy2018"
SEATTLE = "us-ice-seattle-2012-2019/ice-seattle-aor-2012-2019.xlsx"
VISAS = "us-h2-work-visa-certifications"
UK = "uk-home-office-immigration"

# Rows and columns as the README beside each file states them.
STATED = [
    (f"{ICE}/EROArrests_FY2016.csv.gz", None, 110_104, 9),
    (f"{ICE}/EROArrests_FY2018.csv.gz", None, 158_581, 9),
    (f"{ICE}/EROEncounters_FY2016.csv.gz", None, 368_645, 8),
    (f"{ICE}/ICERemovals_FY2016.csv.gz", None, 240_255, 10),
    (f"{ICE}/ICERemovals_FY2018.csv.gz", None, 256_085, 10),
    (f"{VISAS}/H-2B_FY2000.csv.gz", None, 4_914, 27),
    (f"{VISAS}/H2a_FY2006.csv.gz", None, 7_469, 16),
    (f"{VISAS}/H-2B_FY2012.xlsx", None, 4_211, 28),
    (f"{VISAS}/H2A_FY2013.xls", None, 8_385, 26),
    (f"{VISAS}/H-2B_FY14_Q4.xlsx", None, 5_467, 26),
    (f"{VISAS}/H-2B_Disclosure_Data_FY16.xlsx", None, 7_209, 53),
    (SEATTLE, "Arrests", 32_549, 8),
    (SEATTLE, "Book Ins", 36_811, 7),
    (SEATTLE, "Expedited Removals", 6_529, 7),
    (SEATTLE, "Other Removals", 20_384, 7),
    ("nz-plt-migration-1997-2016/rc13_pltmig_9716.zip", None, 284_240, 8),
    (f"{UK}/applications.parquet", None, 75_785, 11),
    (f"{UK}/decisions_resettlement.parquet", None, 125_009, 14),
    (f"{UK}/returns.parquet", None, 240_074, 11),
    (f"{UK}/people_entering_detention.parquet", None, 73_718, 9),
    (f"{UK}/awaiting_decision.csv.gz", None, 35_092, 7),
    (f"{UK}/irregular_migration.csv.gz", None, 10_816, 9),
    (f"{UK}/family_reunion.csv.gz", None, 8_628, 8),
]


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


def read(path: Path, scratch: Path, connection: duckdb.DuckDBPyConnection, **options: Any) -> Table:
    table = open_table(path, FileOptions(**options), scratch, connection)
    numbers = connection.execute(f"SELECT count(*), count(DISTINCT row_no) FROM {table.scan}").fetchone()
    assert numbers == (table.rows, table.rows)
    return table


@pytest.mark.parametrize(("file", "sheet", "rows", "columns"), STATED)
def test_rows_and_columns_are_those_the_publisher_states(
    shared_data, tmp_path, connection, file, sheet, rows, columns
) -> None:
    table = read(shared_data / file, tmp_path, connection, sheet=sheet)
    assert (table.rows, len(table.columns), table.malformed) == (rows, columns, ())


def test_banner_lines_are_stepped_over(shared_data, tmp_path, connection) -> None:
    table = read(shared_data / ICE / "ICERemovals_FY2018.csv.gz", tmp_path, connection)
    assert table.found["header_rows"] == (6,)
    assert table.found["delimiter"] == "|"
    first = connection.execute(f'SELECT "Citizenship", row_no FROM {table.scan} ORDER BY row_no LIMIT 1').fetchone()
    assert first == ("EL SALVADOR", 7)


def test_the_seattle_workbook_has_its_header_on_row_seven(shared_data, tmp_path, connection) -> None:
    table = read(shared_data / SEATTLE, tmp_path, connection, sheet="Arrests")
    assert table.found["header_rows"] == (7,)


def test_the_zip_adds_up_to_the_published_record(shared_data, tmp_path, connection) -> None:
    """Year to June 2016: 125,055 arrivals, 55,965 departures."""
    table = read(shared_data / "nz-plt-migration-1997-2016/rc13_pltmig_9716.zip", tmp_path, connection)
    query = f"SELECT direction, sum(count::INTEGER) FROM {table.scan} WHERE year = '2016' GROUP BY direction"
    assert dict(connection.execute(query).fetchall()) == {"Arrivals": 125_055, "Departures": 55_965}


def test_the_infoshare_export_is_filled_down_to_its_footnotes(shared_data, tmp_path, connection) -> None:
    """2,437 lines: 3 of header, 2,400 of data (2 sexes x 75 areas x 16 ages), 34 of footnotes, 9 of them blank."""
    table = read(
        shared_data / "nz-plt-migration-1997-2016/ITM340204_arrivals.csv", tmp_path, connection,
        header_rows=(2, 3), fill_down=("column_1", "column_2"), ends_before="^Table information",
    )  # fmt: skip
    assert table.columns[:4] == ("column_1", "column_2", "column_3", "Arrivals / 1991")
    assert (table.rows, table.found["footer_rows"], table.found["empty_rows"]) == (2_400, 25, 9)
    query = f"SELECT count(DISTINCT column_2), count(*) FILTER (column_1 IS NULL) FROM {table.scan}"
    assert connection.execute(query).fetchone() == (75, 0)


def test_two_header_rows_of_kosis_become_one(shared_data, tmp_path, connection) -> None:
    path = shared_data / "messy-spreadsheets/kosis_internal_migrants_province_1970-2020.xlsx"
    table = read(path, tmp_path, connection, header_rows=(1, 2), missing=("-",))
    assert (table.rows, len(table.columns)) == (289, 53)
    assert table.columns[2].startswith("Y1970 1970 / T70 Migrants")
    daegu = f'SELECT "{table.columns[2]}" FROM {table.scan} WHERE row_no = 5'
    assert connection.execute(daegu).fetchone() == (None,)


def test_a_region_named_once_reaches_over_its_years(shared_data, tmp_path, connection) -> None:
    path = shared_data / "messy-spreadsheets/iom_mmp_deaths_by_origin_region_2014-2018.xlsx"
    table = read(path, tmp_path, connection, header_rows=(2, 3))
    assert table.columns[:3] == ("origin", "North Africa / 2014", "North Africa / 2015")
    assert len(table.columns) == 81


def test_three_header_rows_of_an_old_workbook(shared_data, tmp_path, connection) -> None:
    path = shared_data / "messy-spreadsheets/italy_migration_age_1970-2000.xls"
    table = read(path, tmp_path, connection, header_rows=(1, 2, 3), fill_down=("Origin",))
    assert table.columns[2] == "1970-1971 / Region of Destination / Northwest"
    query = f'SELECT "Origin", "{table.columns[3]}" FROM {table.scan} WHERE "Age" = \'5-9\' ORDER BY row_no LIMIT 1'
    assert connection.execute(query).fetchone() == ("Northwest", "2320")
