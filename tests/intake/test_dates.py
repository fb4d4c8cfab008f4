"""Every form of a date, by the engine, against Python's own calendar."""

import calendar
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from durna.errors import UserError
from durna.intake import dates

no_hurry = settings(deadline=None, max_examples=50)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@cache
def engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def computed(expression: str, text: str | None) -> Any:
    row = engine().execute(f"SELECT {expression} FROM (SELECT $cell::VARCHAR AS cell)", {"cell": text}).fetchone()
    assert row is not None
    return row[0]


def read(text: str | None, *forms: str) -> date | None:
    found: date | None = computed(dates.date("cell", forms), text)
    return found


def period(text: str, *forms: str) -> tuple[date | None, date | None]:
    start, end = dates.period("cell", forms)
    return computed(start, text), computed(end, text)


WRITTEN = {
    "iso": ["{0:%Y-%m-%d}", "{0:%Y-%m-%d} 13:45", "{0:%Y-%m-%d}T13:45:59", "{0:%Y-%m-%d}T23:59:59.999"],
    "dmy": ["{0:%d.%m.%Y}", "{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0.day}.{0.month}.{0.year}", "{0:%d.%m.%Y} 23:59",
            "{0:%d %B %Y}", "{0:%d-%b-%Y}", "{0:%d %b %Y}", "{0:%Y-%m-%d}", "{0:%Y-%m-%d}T13:45:59"],
    "mdy": ["{0:%m/%d/%Y}", "{0.month}/{0.day}/{0.year}", "{0:%m-%d-%Y}", "{0:%B %d, %Y}", "{0:%m/%d/%Y} 11:59:59 PM",
            "{0:%Y-%m-%d}"],
    "ymd": ["{0:%Y/%m/%d}", "{0:%Y.%m.%d}", "{0:%Y-%m-%d}"],
    "mmddyyyy": ["{0:%m%d%Y}", "{0:%m%d%Y}.0"],
    "ddmmyyyy": ["{0:%d%m%Y}"],
    "yyyymmdd": ["{0:%Y%m%d}", "{0:%Y%m%d}.0"],
}  # fmt: skip


@no_hurry
@given(day=days)
@example(day=date(2020, 2, 29))
@example(day=date(2000, 2, 29))
@example(day=date(1999, 12, 31))
def test_every_way_of_writing_a_day_is_that_day(day: date) -> None:
    for form, patterns in WRITTEN.items():
        for pattern in patterns:
            assert read(pattern.format(day), form) == day, (form, pattern)


@no_hurry
@given(day=days)
def test_a_lost_leading_zero_is_put_back(day: date) -> None:
    """A spreadsheet takes 01052020 for the number 1052020."""
    assert read(str(int(f"{day:%m%d%Y}")), "mmddyyyy") == day
    assert read(str(int(f"{day:%d%m%Y}")), "ddmmyyyy") == day


@no_hurry
@given(day=days)
def test_serial_days_of_excel_and_sas_are_counted_from_their_beginnings(day: date) -> None:
    excel = (day - date(1899, 12, 30)).days
    sas = (day - date(1960, 1, 1)).days

    assert read(str(excel), "excel") == day
    assert read(f"{sas}.0", "sas") == day


@pytest.mark.parametrize(
    ("serial", "form", "expected"),
    [
        # Microsoft: 1 January 2008 is serial number 39448; SAS: 1 January 1960 is 0, 1 January 2000 is 14610.
        ("39448", "excel", date(2008, 1, 1)),
        ("0", "sas", date(1960, 1, 1)),
        ("14610", "sas", date(2000, 1, 1)),
        ("-1", "sas", date(1959, 12, 31)),
        ("39448.25", "excel", date(2008, 1, 1)),  # six in the morning
        ("39448.75", "excel", date(2008, 1, 1)),  # six in the evening of the same day
        ("39448.999", "excel", date(2008, 1, 1)),
        ("14610.5", "sas", date(2000, 1, 1)),
        ("999999", "sas", None),
        ("1e9", "excel", None),
        ("inf", "excel", None),
        ("nan", "sas", None),
        ("", "excel", None),
    ],
)
def test_a_serial_number_is_a_day_and_its_fraction_the_time_of_that_day(
    serial: str, form: str, expected: date | None
) -> None:
    assert read(serial, form) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("05.01.16", "dmy", date(2016, 1, 5)),
        ("1/5/16", "mdy", date(2016, 1, 5)),
        ("05.01.99", "dmy", date(1999, 1, 5)),
        ("05-JAN-16", "dmy", date(2016, 1, 5)),
        ("16-01-05", "ymd", date(2016, 1, 5)),
        # POSIX: 69 to 99 are of the twentieth century, 00 to 68 of the twenty-first.
        ("01.01.69", "dmy", date(1969, 1, 1)),
        ("01.01.68", "dmy", date(2068, 1, 1)),
    ],
)
def test_a_year_of_two_digits_has_its_century(text: str, form: str, expected: date) -> None:
    assert read(text, form) == expected


IMPOSSIBLE = [
    ("2020-02-30", "iso"), ("2019-02-29", "iso"), ("1900-02-29", "iso"), ("2020-13-01", "iso"), ("2020-00-10", "iso"),
    ("31.02.2020", "dmy"), ("29.02.2019", "dmy"), ("02/30/2020", "mdy"), ("13/13/2020", "mdy"), ("13/01/2020", "mdy"),
    ("02302020", "mmddyyyy"), ("00012020", "mmddyyyy"), ("52020", "mmddyyyy"), ("32122020", "ddmmyyyy"),
    ("20201301", "yyyymmdd"), ("infinity", "iso"), ("-infinity", "iso"), ("epoch", "iso"), ("0044-03-15 (BC)", "iso"),
    ("99999-01-01", "iso"), ("yesterday", "iso"), ("12", "iso"), ("2020", "dmy"), ("1.2", "dmy"), ("-", "iso"),
    ("2020-01-05 and later", "iso"), ("05.01.2020-07.01.2020", "dmy"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "form"), IMPOSSIBLE)
def test_what_is_not_a_day_is_none(text: str, form: str) -> None:
    assert read(text, form) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("101520201", "mmddyyyy"),  # nine digits
        ("10152020123", "mmddyyyy"),
        ("311220201", "ddmmyyyy"),
        ("202012311", "yyyymmdd"),
        ("2020123", "yyyymmdd"),  # seven digits: which of month and day lost its zero?
        ("201231", "yyyymmdd"),
    ],
)
def test_digits_too_many_or_too_few_are_no_day(text: str, form: str) -> None:
    assert read(text, form) is None


@no_hurry
@given(text=st.text(max_size=20))
@example("2020-02-29")
@example("%Y-%m-%d")
@example("1e400")
def test_no_text_breaks_a_form(text: str) -> None:
    if "\0" in text:
        return
    for form in dates.DATE_FORMS:
        try:
            read(text, form)
            period(text, form)
        except duckdb.Error as error:
            raise AssertionError(form) from error


@no_hurry
@given(text=st.from_regex(r"[0-9]{1,12}(\.[0-9]{1,3})?", fullmatch=True))
@example("9999999999999999999999")
@example("2999")
@example("9999-13")
def test_no_number_breaks_a_form(text: str) -> None:
    for form in dates.DATE_FORMS:
        try:
            read(text, form)
            period(text, form)
        except duckdb.Error as error:
            raise AssertionError(form) from error


def test_the_first_form_that_fits_is_taken() -> None:
    assert read("05.01.2020", "iso", "dmy") == date(2020, 1, 5)
    assert read("2020-01-05", "dmy", "iso") == date(2020, 1, 5)
    assert read("43835", "dmy", "excel") == date(2020, 1, 5)  # 43831 is 1 January 2020
    assert read("soon", "dmy", "excel", "iso") is None


def test_a_pattern_of_ones_own_is_understood() -> None:
    assert read("5 I 2020", "%d I %Y") == date(2020, 1, 5)
    assert read("2020|01|05", "%Y|%m|%d") == date(2020, 1, 5)


@pytest.mark.parametrize("form", ["dym", "ISO", "", "date"])
def test_an_unknown_form_is_a_users_error(form: str) -> None:
    with pytest.raises(UserError, match="date form"):
        dates.date("cell", (form,))


@pytest.mark.parametrize("form", ["%Q", "%d.%m.%Y %", "%"])
def test_a_pattern_that_means_nothing_is_a_users_error(form: str) -> None:
    with pytest.raises(UserError):
        read("2020-01-05", form)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-05 13:45", datetime(2020, 1, 5, 13, 45)),
        ("2020-01-05T13:45:59", datetime(2020, 1, 5, 13, 45, 59)),
        ("2020-01-05", datetime(2020, 1, 5)),
        ("2020-01-01T02:00:00+04:00", datetime(2020, 1, 1, 2)),  # as the clock of the checkpoint showed it
    ],
)
def test_a_moment_is_read_as_the_clock_showed_it(text: str, expected: datetime) -> None:
    assert computed(dates.moment("cell", ()), text) == expected


@pytest.mark.parametrize("form", ["excel", "sas", "mmddyyyy", "yyyymmdd", "dmy", "year"])
def test_a_moment_may_be_written_in_every_form_of_a_day(form: str) -> None:
    assert dates.moment("cell", (form,))


@pytest.mark.parametrize(
    ("text", "form", "start", "end"),
    [
        ("2019", "year", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019.0", "year", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019Q2", "quarter", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019 Q4", "quarter", date(2019, 10, 1), date(2019, 12, 31)),
        ("2019-1", "quarter", date(2019, 1, 1), date(2019, 3, 31)),
        ("2020-02", "month", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019M12", "month", date(2019, 12, 1), date(2019, 12, 31)),
        ("201907", "month", date(2019, 7, 1), date(2019, 7, 31)),
        ("2020/2021", "academic", date(2020, 9, 1), date(2021, 8, 31)),
        ("2020-21", "academic", date(2020, 9, 1), date(2021, 8, 31)),
        ("2020/21", "year_ending_03", date(2020, 4, 1), date(2021, 3, 31)),
        ("FY 2020-2021", "year_ending_06", date(2020, 7, 1), date(2021, 6, 30)),
        ("2020-01-05", "iso", date(2020, 1, 5), date(2020, 1, 5)),
    ],
)
def test_a_period_has_a_true_first_and_last_day(text: str, form: str, start: date, end: date) -> None:
    assert period(text, form) == (start, end)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2019Q5", "quarter"), ("2019Q0", "quarter"), ("2019-13", "month"), ("2019-00", "month"), ("19", "year"),
        ("2019.6", "year"), ("20199", "year"), ("2019-01", "year"), ("x2019", "year"), ("total", "month"),
        ("12019-01", "month"), ("note 12019Q1", "quarter"), ("2020/2025", "academic"), ("20201", "academic"),
        ("2020/21", "year_ending_12"), ("2020/22", "year_ending_03"), ("2020 to date", "year_ending_03"),
        ("2021Q1", "month"),
    ],
)  # fmt: skip
def test_what_is_not_a_period_is_none(text: str, form: str) -> None:
    assert period(text, form) == (None, None)


@no_hurry
@given(st.dates(date(1900, 1, 1), date(2099, 12, 1)))
def test_every_month_ends_where_the_calendar_says(day: date) -> None:
    last = calendar.monthrange(day.year, day.month)[1]

    assert period(f"{day:%Y-%m}", "month") == (day.replace(day=1), day.replace(day=last))
    quarter = (day.month - 1) // 3
    after = date(day.year + quarter // 3, (quarter * 3 + 3) % 12 + 1, 1)
    assert period(f"{day.year}Q{quarter + 1}", "quarter")[1] == after - timedelta(days=1)
