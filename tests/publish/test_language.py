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


RU, AR = Language("ru"), Language("ar")


@pytest.mark.parametrize(
    ("period", "case", "russian", "arabic"),
    [
        ("2019", "name", "2019 год", "عام 2019"),
        ("2019", "in", "в 2019 году", "في عام 2019"),
        ("2019", "with", "с 2019 годом", "بعام 2019"),
        # Genitive beside a day, prepositional after "в", nominative alone.
        ("2018-05-01", "name", "1 мая 2018 года", "1 مايو 2018"),
        ("2021-01..2021-10", "in", "в январе–октябре 2021 года", "في يناير–أكتوبر 2021"),
        ("2021-01..2021-10", "name", "январь–октябрь 2021 года", "يناير–أكتوبر 2021"),
        ("2017-08", "in", "в августе 2017 года", "في أغسطس 2017"),
        ("2017-01-01..2017-12-23", "name", "1 января – 23 декабря 2017 года", "1 يناير – 23 ديسمبر 2017"),
    ],
)  # fmt: skip
def test_periods_in_russian_and_arabic(period: str, case: str, russian: str, arabic: str) -> None:
    assert RU.period(parse(period), case=case) == russian
    assert AR.period(parse(period), case=case) == arabic


def test_months_are_those_of_the_language_whatever_was_asked_before() -> None:
    assert AZ.months(parse("2021-01")) == "yanvar"
    assert AR.months(parse("2021-01")) == "يناير"


def test_russian_heads_of_columns_have_months_in_the_nominative() -> None:
    assert RU.short_period(parse("2021-01..2021-05")) == "янв–май 2021"
    assert RU.short_period(parse("2018-05-01")) == "1 мая 2018"


def test_a_negative_number_keeps_its_sign_in_front_in_a_text_from_the_right() -> None:
    # The left-to-right mark before the sign, as CLDR has it for Arabic.
    assert AR.number(-5) == "\u200e\u22125"
    assert RU.number(-1234.5, 1) == "\u22121\u202f234,5"


def test_a_unit_beside_a_number_follows_it() -> None:
    assert [RU.unit("entries", value) for value in (1, 2, 5)] == ["въезд", "въезда", "въездов"]
    assert RU.unit("percentage points", 12.5, 1) == "процентного пункта"
    assert RU.unit("entries") == "въездов"


def test_lists_have_the_sign_of_the_language() -> None:
    assert [each.listed(["a", "b"]) for each in (EN, AR)] == ["a, b", "a، b"]


def test_countries_stand_in_the_order_of_the_language() -> None:
    # q stands between k and l.
    codes = ["IRN", "ISR", "AFG", "FRA", "IRQ"]
    assert [AZ.country(code) for code in AZ.in_order(codes, AZ.country)] == [
        "Əfqanıstan", "Fransa", "İraq", "İran", "İsrail",
    ]  # fmt: skip


def test_text_of_another_language_keeps_its_own_direction_inside_arabic() -> None:
    assert AR.of({"en": "3,233 minus 1,711"}) == "\u20683,233 minus 1,711\u2069"
    assert AR.of({"en": "Sex"}) == "الجنس"
    assert RU.of({"en": "no translation"}) == "no translation"


def test_sources_fields_and_services_have_their_names() -> None:
    assert EN.member("source", "sms_work_permit") == "Individual work permits"
    assert RU.member("source", "sms_work_permit") == "Индивидуальные разрешения на работу"
    assert RU.member("service_type", "stay_extension") == "Продление срока временного пребывания"
    assert RU.member("housing_type", "dormitory") == "Общежитие"
    assert RU.member("outcome", "decision_upheld") == "Решение оставлено в силе"
