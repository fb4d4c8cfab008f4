"""Periods, names and breakdowns in words."""

from datetime import date

import pytest

from durna.indicators.definition import catalogue
from durna.periods import Period, parse
from durna.publish.language import Language, ordinal_ending
from durna.publish.own_names import OwnNames

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
        ("2014..2019", "name", "2014–2019", "2014–2019-cu illər"),
        ("2014..2019", "in", "in 2014–2019", "2014–2019-cu illərdə"),
        ("2020-08..2021-10", "name", "August 2020 – October 2021",
         "2020-ci ilin avqust ayı – 2021-ci ilin oktyabr ayı"),
        ("2014-01-02..2019-11-30", "name", "2 January 2014 – 30 November 2019",
         "2 yanvar 2014-cü il – 30 noyabr 2019-cu il"),
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


@pytest.mark.parametrize(
    ("first", "last", "english", "azerbaijani", "russian"),
    [
        (date(2021, 5, 25), date(2021, 5, 27), "25–27 May 2021", "25–27 may 2021-ci il", "25–27 мая 2021 года"),
        (date(2022, 9, 29), date(2022, 10, 2), "29 September – 2 October 2022", "29 sentyabr – 2 oktyabr 2022-ci il",
         "29 сентября – 2 октября 2022 года"),
        (date(2019, 12, 1), date(2020, 1, 2), "1 December 2019 – 2 January 2020",
         "1 dekabr 2019-cu il – 2 yanvar 2020-ci il", "1 декабря 2019 года – 2 января 2020 года"),
        (date(2021, 5, 25), date(2021, 5, 25), "25 May 2021", "25 may 2021-ci il", "25 мая 2021 года"),
    ],
)  # fmt: skip
def test_days_say_once_what_they_share(first: date, last: date, english: str, azerbaijani: str, russian: str) -> None:
    assert [language.days(first, last) for language in (EN, AZ, RU)] == [english, azerbaijani, russian]
    assert AR.days(date(2021, 5, 25), date(2021, 5, 27)).startswith("25-27 ")


@pytest.mark.parametrize(
    ("precision", "azerbaijani", "russian"),
    [
        ("day", ("14 iyul 2018-ci ildən", "14 iyul 2018-ci ilədək"), ("с 14 июля 2018 года", "по 14 июля 2018 года")),
        ("month", ("2018-ci ilin iyul ayından", "2018-ci ilin iyul ayınadək"),
         ("с июля 2018 года", "по июль 2018 года")),
        ("year", ("2018-ci ildən", "2018-ci ilədək"), ("с 2018 года", "по 2018 год")),
    ],
)  # fmt: skip
def test_an_open_end_is_said_in_words(precision: str, azerbaijani: tuple[str, str], russian: tuple[str, str]) -> None:
    when = date(2018, 7, 14)
    assert (AZ.since(when, precision), AZ.until(when, precision)) == azerbaijani
    assert (RU.since(when, precision), RU.until(when, precision)) == russian


def test_a_breakdown_stands_in_the_case_that_its_language_asks_for() -> None:
    names = ("sex", "age_group", "citizenship")
    said = [each.divided("A", [each.dimension(name) for name in names]) for each in (EN, AZ, RU)]
    assert said == [
        "A, by sex, age group and citizenship", "A, cinsi, yaş qrupları və vətəndaşlığı üzrə",
        "A, по полу, возрастным группам и гражданству",
    ]  # fmt: skip
    assert RU.divided("A", ["Оттенок"]) == "A, по признаку «оттенок»"


def test_the_dative_is_known_of_every_russian_breakdown_that_is_no_question() -> None:
    """What is yes or no, and what has two names in one, is quoted."""
    quoted = {
        name
        for indicator in catalogue().values()
        for name in indicator.breakdowns
        if "признаку «" in RU.divided("A", [RU.dimension(name, indicator)])
    }
    assert quoted == {
        "born_to_idp", "minor", "permit_or_exemption", "principal_or_dependant", "unaccompanied_minor",
    }  # fmt: skip


def test_ages_with_an_open_end_are_words_and_others_stay() -> None:
    ages = ("Under 18", "18-29", "21+", "65 and over")
    assert [RU.member("age_group", each) for each in ages] == [
        "До 18 лет", "18–29", "21 год и старше", "65 лет и старше"
    ]  # fmt: skip
    assert [AZ.member("age_group", each) for each in ages] == ["18 yaşadək", "18–29", "21 və yuxarı", "65 və yuxarı"]
    assert RU.member("district", "Under 18") == "Under 18"


def test_a_date_of_a_data_file_is_said_as_any_other() -> None:
    own = Language("az", OwnNames(phrases={"az": {"month inferred": "ay ehtimal olunur"}}))
    assert own.dated("2014-01-23") == "23 yanvar 2014-cü il"
    assert own.dated("2022-02 (month inferred)") == "2022-ci ilin fevral ayı (ay ehtimal olunur)"
    assert own.dated("2019") == "2019-cu il"
    assert own.dated("spring 2019") == "spring 2019"
    assert own.dated("2019-13-40") == "2019-13-40"


def test_a_value_in_words_of_the_publisher_is_translated_by_the_workspace() -> None:
    own = Language("ru", OwnNames(phrases={"ru": {"Airport": "Аэропорт"}}))
    assert own.member("border_point", "Airport") == "Аэропорт"
