"""Periods as SDMX writes time."""

from datetime import date

import pytest

from durna.periods import Period, parse
from durna.publish.sdmx.times import frequency, time_period
from tests.publish.conftest import figure

ACADEMIC = Period(date(2017, 9, 1), date(2018, 8, 31))
CUT = Period(date(2017, 1, 1), date(2017, 12, 23))


@pytest.mark.parametrize(
    ("period", "kind", "time", "freq"),
    [
        (parse("2019"), "calendar_year", "2019", "A"),
        (parse("2021-01..2021-10"), "part_year", "2021-01-01/P10M", "_O"),
        (parse("2017-01..2017-03"), "part_year", "2017-Q1", "Q"),
        (parse("2017-02..2017-04"), "part_year", "2017-02-01/P3M", "_O"),
        (parse("2017-10..2017-12"), "part_year", "2017-Q4", "Q"),
        (parse("2019-05"), "part_year", "2019-05", "M"),
        (parse("2013..2020"), "", "2013-01-01/P8Y", "_O"),
        (ACADEMIC, "academic_year", "2017-09-01/P1Y", "A"),
        (parse("2015-07..2016-06"), "fiscal_year", "2015-07-01/P1Y", "A"),
        (parse("2015-04-06..2016-04-05"), "fiscal_year", "2015-04-06/P1Y", "A"),
        # 1 January to 23 December is 365 days less the 8 after it.
        (CUT, "year_cut_short", "2017-01-01/P357D", "A"),
        (CUT, "part_year", "2017-01-01/P357D", "_O"),
        # An academic year that is the calendar year stays apart from the year.
        (parse("2019"), "academic_year", "2019-01-01/P1Y", "A"),
        (parse("2018-07-01"), "date", "2018-07-01", "D"),
    ],
)
def test_a_period_is_written_as_what_it_is(period: Period, kind: str, time: str, freq: str) -> None:
    shown = figure("entries", period, 1.0, period_kind=kind)
    assert time_period(shown) == time
    assert frequency(shown, is_stock=False) == freq


def test_what_is_so_on_a_day_has_no_frequency() -> None:
    assert frequency(figure("stock", "2018-07-01", 1.0), is_stock=True) == "_Z"
