"""Files whose rows hold several records: what is proposed for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from durna.engine import duck
from durna.intake.proposing.columns import Column, take_sample
from durna.intake.proposing.wide import find_spread
from durna.intake.reading import open_table
from durna.sources import contract as contracts
from durna.sources.mapping import FileOptions


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duck.connect(scratch=tmp_path)
    yield connection
    connection.close()


def columns(con: duckdb.DuckDBPyConnection, folder: Path, text: str) -> tuple[Column, ...]:
    file = folder / "file.csv"
    file.write_text(text, encoding="utf-8")
    return take_sample(con, open_table(file, FileOptions(), folder / "scratch", con))


def test_columns_of_a_direction_and_a_group_become_events_without_their_totals(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    text = "date,control_point,arrive_resident,arrive_others,arrive_total,"
    text += "departure_resident,departure_others,departure_total\n"
    text += "2020-01-25,Airport,5,3,8,4,1,5\n2020-01-26,Airport,6,2,8,3,2,5\n"
    spread = find_spread(con, contracts.load("ssc_border_tourism"), columns(con, tmp_path, text))
    assert spread is not None
    assert list(spread.events) == ["arrive_resident", "arrive_others", "departure_resident", "departure_others"]
    assert spread.left_out == ("arrive_total", "departure_total")
    assert spread.events["departure_others"]["traveller_group"].constant == "others"


def test_columns_named_after_codes_become_rows(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = "year,coa_iso,refugees,asylum_seekers,idps\n2020,AZE,1572,48,653921\n2019,AZE,1109,195,651458\n"
    spread = find_spread(con, contracts.load("mirror_unhcr"), columns(con, tmp_path, text))
    assert spread is not None
    assert spread.unpivot is not None
    assert spread.unpivot.columns == ("refugees", "asylum_seekers", "idps")
    assert spread.fields["series"].codes == {name: name for name in spread.unpivot.columns}


def test_next_year_s_column_will_be_read_too(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = "region,Arrivals 2018,Arrivals 2019,Arrivals 2020\nNorth,1,2,3\nSouth,4,5,6\n"
    spread = find_spread(con, contracts.load("ssc_permanent_migration"), columns(con, tmp_path, text))
    assert spread is not None
    assert spread.unpivot is not None
    assert spread.unpivot.columns == "[0-9]{4}"
    assert spread.fields["period"].forms == ("year_ending_12",)


def test_a_long_table_is_left_as_it_is(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = "year,direction,count\n2019,in,5\n2019,out,6\n"
    assert find_spread(con, contracts.load("ssc_permanent_migration"), columns(con, tmp_path, text)) is None


def test_records_of_persons_are_never_unpivoted(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = "permit number,2018,2019,2020\nP1,1,0,0\nP2,0,1,0\n"
    assert find_spread(con, contracts.load("sms_work_permit"), columns(con, tmp_path, text)) is None


BOTH = "Stock (both sexes) / {0},Stock (male) / {0},Stock (female) / {0}"


def test_years_under_women_men_and_both_are_told_apart(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    head = ",".join(BOTH.format(year) for year in (2015, 2020))
    spread = find_spread(con, contracts.load("mirror_undesa"), columns(con, tmp_path, f"area,{head}\nA,9,5,4,12,6,6\n"))
    assert spread is not None
    assert spread.fields["period"].column == "year"
    assert spread.fields["sex"].codes == {
        "Stock (both sexes)": None,
        "Stock (male)": "male",
        "Stock (female)": "female",
    }


def test_years_under_headings_that_nobody_knows_are_not_added_up(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    head = "area,2019 Old series,2020 Old series,2019 New series,2020 New series"
    spread = find_spread(con, contracts.load("mirror_undesa"), columns(con, tmp_path, f"{head}\nA,9,5,4,12\n"))
    assert spread is not None
    assert spread.columns == ("2019 Old series", "2020 Old series")
    assert spread.unpivot is not None
    assert isinstance(spread.unpivot.columns, str)
    assert "New" not in spread.unpivot.columns
    assert "AMBIGUOUS" in spread.remarks[-1]
    assert "New series" in spread.remarks[-1]
