"""One language of the publication: its texts, numbers, dates, periods and names, asked in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

from durna import languages
from durna.classifications import codelists, countries, institutions, units
from durna.errors import UserError
from durna.indicators.definition import Indicator
from durna.periods import Period
from durna.publish import formats, own_names
from durna.publish.age_words import open_end
from durna.publish.own_names import OwnNames
from durna.publish.texts import Texts

LISTS_OF_DIMENSIONS = {
    "ground": ("residence_ground",), "outcome": ("asylum_outcome", "appeal_outcome"), "funding": ("study_funding",),
    "type": ("document_kind",), "housing_type": ("idp_housing",),
}  # fmt: skip


FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?: \((?P<remark>.+)\))?")
ROMAN = ("I", "II", "III", "IV")
_FROM_TO = re.compile(r"(?<=^\d)-(?=\d+$)|(?<=^\d\d)-(?=\d+$)")  # of two numbers alone: `5-9`
T = TypeVar("T")


class Language:
    def __init__(self, code: str, own: OwnNames | None = None) -> None:
        self.code = code
        self.texts = Texts(code)
        self.facts = languages.facts(code)
        self._own = own or OwnNames()
        self._phrases = self._own.phrases.get(code, {})
        self._periods: dict[tuple[Period, str, str], str] = {}
        self._days: dict[date, str] = {}

    def __call__(self, message: str, **values: Any) -> str:
        return self.texts(message, **values)

    def of(self, texts: Mapping[str, str]) -> str:
        """The text in this language, else in English, else in any: data may lack a translation, a page may not."""
        own = own_names.find(self._phrases, texts, self.code) or languages.own(texts, self.code)
        return own or self._apart(languages.text(texts, self.code))

    def said(self, text: str) -> str:
        """What a file or a delivery says in English, by a phrase book where one has it; else as it is."""
        return self.of({"en": text}) if text else ""

    def _apart(self, foreign: str) -> str:
        """Text of another language between marks that keep its own direction, where this one runs from the right."""
        return f"{FIRST_STRONG_ISOLATE}{foreign}{POP_ISOLATE}" if foreign and self.is_rtl else foreign

    def number(self, value: float, decimals: int = 0) -> str:
        return formats.number(value, self.code, decimals)

    def exact(self, value: float) -> str:
        return formats.exact(value, self.code)

    def percent(self, value: float, decimals: int = 1) -> str:
        return self("format-percent", number=self.number(value, decimals))

    @property
    def is_rtl(self) -> bool:
        return self.facts.is_rtl

    @property
    def direction(self) -> str:
        return self.facts.direction

    def listed(self, texts: Iterable[str]) -> str:
        return self.facts.list_separator.join(texts)

    def joined(self, texts: Sequence[str]) -> str:
        """As a sentence lists: `sex, age group and citizenship`."""
        if len(texts) < 2:
            return self.listed(texts)
        return self("list-and", first=self.listed(texts[:-1]), last=texts[-1])

    def divided(self, title: str, names: Iterable[str]) -> str:
        """`Work permits issued, by sex and age group`; `names` are those of the breakdowns."""
        return self("table-by", title=title, by=self.joined([self._after_by(self.uncapital(name)) for name in names]))

    def _after_by(self, name: str) -> str:
        return self.facts.after_by.get(self.facts.lower(name)) or self("table-by-name", name=name)

    def of_these(self, period: str, members: Sequence[str]) -> str:
        """What a single figure is about: `2021 (Georgia)`."""
        return f"{period} ({self.listed(members)})" if members else period

    def in_order(self, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """By name, in the order of the language's alphabet."""
        return sorted(items, key=lambda item: self.facts.sort_key(name(item)))

    def capital(self, text: str) -> str:
        return formats.capital(text, self.code)

    def uncapital(self, text: str) -> str:
        return formats.uncapital(text, self.code)

    def day(self, when: date) -> str:
        if when not in self._days:
            self._days[when] = self("format-day", **self._parts(when))
        return self._days[when]

    def days(self, first: date, last: date) -> str:
        """From one day to another, without saying twice what they share: `25–27 May 2021`."""
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return f"{self.day(first)} {formats.RANGE} {self.day(last)}"
        before = {"first": str(first.day), "last": str(last.day)}
        if first.month == last.month:
            return self("format-days", **before, **self._parts(last))
        name = formats.month(first.month, self.code)
        return self("format-days-of-year", **before, first_month=name, **self._parts(last))

    def since(self, first: date, precision: str = "day") -> str:
        """`from 1 May 2021`; of a date known by its month or year, `from May 2021`, `from 2021`."""
        return self("format-from", precision=precision, **self._open_end(first))

    def until(self, last: date, precision: str = "day") -> str:
        return self("format-until", precision=precision, **self._open_end(last))

    def _open_end(self, when: date) -> dict[str, str]:
        return {**self._parts(when), "month_name": formats.month_alone(when.month, self.code)}

    def dated(self, text: str) -> str:
        """A date as data have it, in words: `2021-05-25`, `2021-05`, `2021 (a remark)`. Anything else is only said."""
        found = _DATE.fullmatch(text)
        if found is None:
            return self.said(text)
        when = self._dated(found)
        return f"{when} ({self.said(found['remark'])})" if found["remark"] else when

    def _dated(self, found: re.Match[str]) -> str:
        year, month, day = found["year"], found["month"], found["day"]
        try:
            when = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return found[0]
        if day:
            return self.day(when)
        return self.month_of(when) if month else self.years(when.year, when.year)

    def month_of(self, when: date) -> str:
        return self("format-month", **self.month_parts(when))

    def month_parts(self, when: date) -> dict[str, str]:
        return {**self._parts(when), "month": formats.month_alone(when.month, self.code)}

    def period(self, period: Period, kind: str = "", case: str = "name") -> str:
        """A period in words; `case` is name, in (when it happened), with (compared with) or bare (in brackets)."""
        key = (period, kind, case)
        if key not in self._periods:
            self._periods[key] = self._period(period, kind, case)
        return self._periods[key]

    def short_period(self, period: Period, kind: str = "") -> str:
        """For the head of a column: `2019`, `Jan–Oct 2021`, `2017/18`, `1 Jul 2018`."""
        if kind == "academic_year":
            return academic(period)
        if period.is_year:
            return str(period.start.year)
        if period.is_twelve_months:
            return over_two(period.start.year, period.end.year)
        if period.start == period.end:
            return self("format-day-short", **self._parts(period.start, short=True))
        if period.start.year != period.end.year:
            return f"{period.start.year}{formats.RANGE}{period.end.year}"
        return self("format-months-short", months=self.months(period, short=True), year=str(period.start.year))

    def years(self, first: int, last: int) -> str:
        """Full years as a caption says them: `2013–2020`, `2013–2020-ci illər`."""
        said = str(first) if first == last else f"{first}{formats.RANGE}{last}"
        single = "yes" if first == last else "no"
        return self("period-years", year=said, ending=ordinal_ending(last), single=single)

    def months(self, period: Period, short: bool = False) -> str:
        """The days or months of a period without its year: `January–October`, `1 January – 23 December`."""
        if not period.has_whole_months:
            beside = formats.month_short_in_date if short else formats.month
            first, last = beside(period.start.month, self.code), beside(period.end.month, self.code)
            return f"{period.start.day} {first} {formats.RANGE} {period.end.day} {last}"
        return self._span(period, formats.month_short if short else formats.month_alone)

    def _span(self, period: Period, name: Callable[[int, str], str]) -> str:
        first, last = name(period.start.month, self.code), name(period.end.month, self.code)
        return first if first == last else f"{first}{formats.RANGE}{last}"

    def month_day(self, when: date) -> str:
        return f"{when.day} {formats.month(when.month, self.code)}"

    def country(self, iso3: str) -> str:
        return countries.name(iso3, self.code, self._own.countries)

    def institution(self, name: str) -> str:
        return institutions.name(name, self.code)

    def unit(self, spelling: str, value: float | None = None, decimals: int = 0) -> str:
        """A unit by its name; beside a value that is shown with so many decimals, in the form the value asks for."""
        known = units.load().get(spelling)
        return known.name(self.code, value, decimals) if known else spelling

    def source(self, name: str) -> str:
        """A source by the title of its contract; one that has none keeps its name."""
        titled = source_title(name)
        return self.of(titled) if titled else name

    def of_list(self, list_name: str, code: str) -> str:
        """A code by its name; a code or a list that is not known stands for itself."""
        found = code_list(list_name)
        return self.member_of(found, code) if found else code

    def member_of(self, found: codelists.CodeList, code: str) -> str:
        return self.country(code) if found.id == "country" else found.name(code, self.code)

    def dimension(self, name: str, indicator: Indicator | None = None) -> str:
        titled = field_title(name, indicator.sources if indicator else ())
        if f"dimension-{name}" in self.texts:
            return self(f"dimension-{name}")
        return self.of(titled) if titled else self.capital(name.replace("_", " "))

    def member(self, dimension: str, code: str, indicator: Indicator | None = None) -> str:
        """A value of a breakdown: a country, a month, a code of the list that the sources name for it."""
        named = self._member(dimension, code, indicator)
        # From right to left a dash would turn two numbers round, and a hyphen does not.
        return named if self.is_rtl else _FROM_TO.sub(formats.RANGE, named)

    def _member(self, dimension: str, code: str, indicator: Indicator | None) -> str:
        if dimension in ("month", "quarter") and code.isdigit():
            return self._part_of_year(dimension, int(code))
        if f"member-{code}" in self.texts and not code.isupper():
            return self(f"member-{code}")
        for name in lists_of(dimension, indicator.sources if indicator else ()):
            found = code_list(name)
            if found and code in found:
                return self.member_of(found, code)
        named = self._of_the_program(dimension, code, indicator) or self._ages(dimension, code) or self._named(code)
        return self.capital(named.replace("_", " ")) if named == code and not code.isupper() else named

    def _named(self, code: str) -> str:
        return self.country(code) if code.isupper() else self._phrases.get(code, code)

    def _ages(self, dimension: str, code: str) -> str:
        """Ages that a publisher writes with words, `Under 18`, `70+`, in words of the language."""
        known = open_end(code) if "age" in dimension.split("_") else None
        return self.capital(self(f"ages-{known[0]}", age=str(known[1]), count=known[1])) if known else ""

    def _of_the_program(self, dimension: str, code: str, indicator: Indicator | None) -> str:
        """A source or a field by its title, where figures are about the records themselves."""
        if dimension == "source":
            return self.source(code)
        titled = field_title(code, indicator.sources if indicator else ()) if dimension == "variable" else None
        return self.of(titled) if titled else ""

    def _part_of_year(self, dimension: str, number: int) -> str:
        if dimension == "month" and 1 <= number <= 12:
            return self.capital(formats.month_alone(number, self.code))
        return self(
            "format-quarter", number=str(number), roman=ROMAN[number - 1] if number <= len(ROMAN) else str(number)
        )

    def _period(self, period: Period, kind: str, case: str) -> str:
        if kind == "academic_year":
            return self("period-academic", case=case, years=academic(period), ending=ordinal_ending(period.end.year))
        if period.start == period.end:
            return self("period-date", case=case, **self._parts(period.start))
        if period.is_twelve_months and not period.is_year:
            return self._year_of_another_calendar(period, case)
        if period.start.year != period.end.year:
            return self._over_years(period, case)
        year = {"year": str(period.start.year), "ending": ordinal_ending(period.start.year)}
        if period.is_year:
            return self("period-year", case=case, **year)
        shape = "period-months" if period.has_whole_months else "period-days"
        single = "yes" if period.months == 1 else "no"
        said = {"months": self.months(period), "months_in": self._span(period, formats.month_in)}
        return self(shape, case=case, single=single, **said, **year)

    def _over_years(self, period: Period, case: str) -> str:
        """`2014–2019`; where it does not begin and end with a year, from month to month or from day to day."""
        first, last = period.start.year, period.end.year
        if period == Period(date(first, 1, 1), date(last, 12, 31)):
            # From right to left a dash would turn the years round, and a hyphen does not.
            years = f"{first}{'-' if self.is_rtl else formats.RANGE}{last}"
            return self("period-whole-years", case=case, year=years, ending=ordinal_ending(last))
        said = self.month_of if period.has_whole_months else self.day
        return self("period-span", case=case, start=said(period.start), end=said(period.end))

    def _year_of_another_calendar(self, period: Period, case: str) -> str:
        """`2019/20 (July–June)`."""
        return self(
            "period-other-year", case=case, year=over_two(period.start.year, period.end.year),
            months=self.months(period), ending=ordinal_ending(period.end.year),
        )  # fmt: skip

    def _parts(self, when: date, short: bool = False) -> dict[str, str]:
        month = formats.month_short_in_date if short else formats.month
        return {
            "day": str(when.day), "month": month(when.month, self.code), "year": str(when.year),
            "ending": ordinal_ending(when.year),
        }  # fmt: skip


def academic(period: Period) -> str:
    return over_two(period.start.year, period.end.year)


def over_two(first: int, last: int) -> str:
    """A year that begins in one calendar year and ends in the next: `2019/20`."""
    return f"{first}/{last % 100:02d}"


def ordinal_ending(year: int) -> str:
    """The last spoken numeral of a year (2013: n3, 2020: n20, 2000: n1000), by which some languages inflect it."""
    for size in (10, 100, 1000):
        if year % size:
            return "n" + str(year % size if size == 10 else year % size // (size // 10) * (size // 10))
    return "n1000"


@cache
def code_list(name: str) -> codelists.CodeList | None:
    try:
        return codelists.load(name)
    except UserError:
        return None


@cache
def lists_of(dimension: str, sources: tuple[str, ...]) -> tuple[str, ...]:
    """The code lists in which the values of a breakdown may stand, the contracts' own word first."""
    from durna.sources import contract

    named = [
        field.codes
        for source in (*sources, "published_figures")
        if source in contract.sources()
        for name, field in contract.load(source).fields.items()
        if name == dimension and field.codes
    ]
    return tuple(dict.fromkeys((*named, *LISTS_OF_DIMENSIONS.get(dimension, (dimension,)))))


@cache
def source_title(source: str) -> Mapping[str, str] | None:
    from durna.sources import contract

    return contract.load(source).title if source in contract.sources() else None


@cache
def field_title(dimension: str, sources: tuple[str, ...]) -> Mapping[str, str] | None:
    from durna.sources import contract

    for source in (*sources, "published_figures"):
        if source in contract.sources():
            field = contract.load(source).fields.get(dimension)
            if field:
                return field.title
    return None
