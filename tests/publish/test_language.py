"""Periods, names and breakdowns in words."""

from datetime import date

import pytest

from durna.periods import Period, parse
from durna.publish.language import Language, ordinal_ending

EN, AZ = Language("en"), Language("az")


@pytest.mark.parametrize(
    ("period", "case", "english", "azerbaijani"),
    [
        ("2019", "name", "2019", "2019-cu il"),
        ("2019", "in", "in 2019", "2019-cu ildə"),
        ("2018", "with", "2018", "2018-ci illə"),
        ("2021-01..2021-10", "name", "January–October 2021", "2021-ci ilin yanvar–oktyabr ayları"),
        ("2017-01", "in", "in January 2017", "2017-ci ilin yanvar ayında"),
        ("2018-07-01", "in", "on 1 July 2018", "1 iyul 2018-ci il tarixinə"),
        ("2017-01-01..2017-12-23", "name", "1 January – 23 December 2017", "2017-ci ilin 1 yanvar – 23 dekabr dövrü"),
        ("2014..2019", "name", "1 January 2014 – 31 December 2019",
         "1 yanvar 2014-cü il – 31 dekabr 2019-cu il"),
    ],
)  # fmt: skip
def test_periods_in_words(period: str, case: str, english: str, azerbaijani: str) -> None:
    assert EN.period(parse(period), case=case) == english
    assert AZ.period(parse(period), case=case) == azerbaijani


def test_heads_of_columns_are_short() -> None:
    assert EN.short_period(parse("2021-01..2021-10")) == "Jan–Oct 2021"
    assert EN.short_period(Period(date(2017, 9, 1), date(2018, 8, 31)), "academic_year") == "2017/18"


@pytest.mark.parametrize(
    ("year", "ordinal"),
    [(2013, "2013-cü"), (2016, "2016-cı"), (2009, "2009-cu"), (2010, "2010-cu"), (2020, "2020-ci"), (2000, "2000-ci"),
     (1990, "1990-cı"), (1900, "1900-cü"), (2021, "2021-ci")],
)  # fmt: skip
def test_the_ending_of_a_year_follows_its_last_numeral(year: int, ordinal: str) -> None:
    assert AZ("year-ordinal", year=str(year), ending=ordinal_ending(year)) == ordinal


def test_members_of_breakdowns_have_names() -> None:
    assert EN.member("citizenship", "GEO") == "Georgia"
    assert AZ.member("sex", "male") != "male"
    assert EN.member("month", "10") == "October"
    assert EN.member("citizenship", "other") == "Other"
    assert AZ.member("month", "2") == "Fevral"


def test_a_code_nobody_knows_stands_for_itself() -> None:
    assert EN.member("outcome", "sent_elsewhere") == "Sent elsewhere"
    assert EN.unit("furlongs") == "furlongs"
