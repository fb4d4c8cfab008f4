"""The form of dates is decided from all values, and said to be ambiguous where they do not decide it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest

from durna.engine import duck
from durna.intake.proposing.columns import SAMPLE, Column
from durna.intake.proposing.date_forms import DateReading, read_dates, read_headers


@dataclass
class Reader:
    con: duckdb.DuckDBPyConnection

    def __call__(self, *cells: str, **allowed: bool) -> DateReading:
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE {SAMPLE} (d VARCHAR, row_no BIGINT)")
        self.con.executemany(f"INSERT INTO {SAMPLE} VALUES (?, ?)", [[cell, n] for n, cell in enumerate(cells)])
        values = {cell: cells.count(cell) for cell in cells}
        return read_dates(self.con, Column("d", "VARCHAR", len(cells), len(cells), len(values), values), (), **allowed)


@pytest.fixture
def read() -> Iterator[Reader]:
    con = duck.connect()
    yield Reader(con)
    con.close()


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("2021-10-31", "2021-01-02"), "iso"),
        (("31.10.2021", "02.01.2021"), "dmy"),
        (("10/31/2021", "1/2/2021"), "mdy"),
        (("2021.10.31", "2021.01.02"), "ymd"),
        (("20211031", "20210102"), "yyyymmdd"),
        (("10312021", "1022021"), "mmddyyyy"),
        (("31102021", "02012021"), "ddmmyyyy"),
        (("05/27/06 00:00:00", "12/23/06 00:00:00"), "mdy"),
    ],
)
def test_each_form_is_recognised(read: Reader, cells: tuple[str, ...], form: str) -> None:
    reading = read(*cells)
    assert (reading.forms, reading.share, reading.remarks) == ((form,), 1.0, ())


def test_one_day_above_twelve_among_many_decides(read: Reader) -> None:
    assert read(*["03/04/2021"] * 50, "25/04/2021").forms == ("dmy",)


def test_no_day_above_twelve_is_said_to_be_ambiguous(read: Reader) -> None:
    reading = read("03/04/2021", "05/06/2021")
    assert "AMBIGUOUS" in reading.remarks[0]


# 20545 days after 1960-01-01 is 2016-04-01 (1960 to 2015 are 20454 days, and 91 more reach 1 April).
# 42461 days after 1899-12-30 is the same day.
@pytest.mark.parametrize(("cell", "form"), [("20545", "sas"), ("42461", "excel"), ("20545.0", "sas")])
def test_serial_numbers_are_told_apart_by_the_years_they_give(read: Reader, cell: str, form: str) -> None:
    assert read(cell, cell, serials=True).forms == (form,)


def test_serial_numbers_are_no_dates_unless_the_name_says_so(read: Reader) -> None:
    assert read("20545", "20546").share == 0


@pytest.mark.parametrize(
    ("cells", "form"),
    [(("2019", "2020"), "year"), (("2019 Q1", "2020 Q4"), "quarter"), (("2019-05", "2020-12"), "month"),
     (("2019/20", "2020/21"), "academic")],
)  # fmt: skip
def test_periods_are_read_where_a_period_is_wanted(read: Reader, cells: tuple[str, ...], form: str) -> None:
    assert read(*cells, periods=True).forms == (form,)
    assert read(*cells).share == 0


def test_two_years_in_one_may_be_academic_or_fiscal(read: Reader) -> None:
    assert "year_ending_03" in read("2019/20", "2020/21", periods=True).remarks[0]


def test_numbers_up_to_four_may_be_quarters_or_months(read: Reader) -> None:
    assert "quarter or month" in read("2021-1", "2021-2", "2021-3", periods=True).remarks[0]
    assert read("2021-1", "2021-2", "2021-5", periods=True).remarks == ()
    assert read("2021Q1", "2021Q2", periods=True).remarks == ()


def test_a_few_quarters_stand_below_the_years(read: Reader) -> None:
    reading = read("2019", "2020", "2021", "2022", "2023-Q1", periods=True)
    assert (reading.forms, reading.share) == (("year", "quarter"), 1.0)


def test_a_frequent_word_in_place_of_a_date_becomes_a_flag(read: Reader) -> None:
    reading = read(*["2021-10-31"] * 20, *["D/S"] * 5)
    assert reading.special == {"D/S": "d_s"}


def test_two_forms_in_one_column_are_both_named(read: Reader) -> None:
    reading = read(*["20211031"] * 9, *["31.10.2021"] * 3)
    assert reading.forms == ("yyyymmdd", "dmy")
    assert reading.share == 1.0


def test_dates_typed_into_a_sheet_of_dates_are_read_in_one_form(read: Reader) -> None:
    """A sheet hands its own dates over with the year first, the others as they were typed."""
    reading = read(*["2021-10-31"] * 9, *["31.10.2021"] * 3)
    assert (reading.forms, reading.share) == (("dmy",), 1.0)


def test_counts_are_no_dates(read: Reader) -> None:
    assert read("17", "1999", "250", "3", periods=True).share < 0.8


def test_headers_that_are_years(read: Reader) -> None:
    assert read_headers(read.con, ("1991", "1992")) == ("year",)
    assert read_headers(read.con, ("Arrivals / 1991", "Arrivals / 1992")) == ("year_ending_12",)
    assert read_headers(read.con, ("Total", "1992")) == ()
