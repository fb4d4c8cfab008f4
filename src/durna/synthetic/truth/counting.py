"""Counting the rows of true registers: how many, how many persons, how long, how much.

A row is seen in a period, by the day on which something happened, or on a day, on which something holds. The groups of
all breakdowns are counted in one pass, with the day of the last record among the rows: the value was not known before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from durna.periods import Period
from durna.periods import day as one_day
from durna.sources.contract import load
from durna.synthetic.truth.answers import Answer, Answers, Place
from durna.synthetic.truth.books import Books, literal

ROWS, THINGS, MEDIAN, SUM = "count(*)", "count(DISTINCT thing)", "median(thing)", "sum(thing)"
THOSE, PERCENT = "count(*) FILTER (WHERE thing)", "100 * avg(CASE WHEN thing THEN 1 ELSE 0 END)"
AGES = ("age", "birth_date", "birth_year")
FIVE_YEARS, OLDEST, OLDEST_POSSIBLE = 5, 85, 130


@dataclass(frozen=True)
class Seen:
    """Rows of one register, in SQL over its columns.

    `on` is the day of an event; or `holds` is the condition under which a row holds on `day`, the last (`at_start`: the
    first) of the period. `thing` is what is counted apart, measured or summed; `known` is the day of the record.
    """

    register: str
    on: str = ""
    holds: str = ""
    where: str = "TRUE"
    thing: str = "true_person"
    known: str = ""
    named: Mapping[str, str] = field(default_factory=dict, hash=False)
    at_start: bool = False

    def also(self, where: str) -> Seen:
        return replace(self, where=f"({self.where}) AND ({where})")

    def apart_by(self, thing: str) -> Seen:
        return replace(self, thing=thing)

    def recorded(self, known: str) -> Seen:
        return replace(self, known=known)

    def reading(self, **named: str) -> Seen:
        """The breakdowns that other columns stand for."""
        return replace(self, named=named)


@dataclass(frozen=True)
class Count:
    """Rows of one or of several registers together; `dimension` tells the registers apart by `labels`."""

    seen: tuple[Seen, ...]
    how: str = ROWS
    dimension: str = ""
    labels: tuple[str, ...] = ()

    @property
    def is_stock(self) -> bool:
        return bool(self.seen[0].holds)

    @property
    def counts_records(self) -> bool:
        return True

    def is_known(self, books: Books) -> bool:
        return any(one.register in books.columns for one in self.seen)

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in wanted if self._can_give(name, books))

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        missing = [name for name in by if (self, name) not in books.answered]
        if missing or (self, "") not in books.answered:
            fresh = self._counted(books, missing)
            for name in ("", *missing):
                of_name = {place: a for place, a in fresh.items() if _name(place) == name}
                books.answered[self, name] = of_name
        return {place: answer for name in ("", *by) for place, answer in books.answered[self, name].items()}

    def _counted(self, books: Books, by: Sequence[str]) -> Answers:
        found: Answers = self._noughts(books)
        for number, value, settled, *codes in books.rows(_statement(self, books, by)):
            group = tuple((name, code) for name, code in zip(by, codes, strict=True) if code is not None)
            bucket = books.buckets[number]
            # Rows without a file number cannot be told apart: of their group nothing is known.
            is_nothing = value is None or (self.how == THINGS and not value)
            if not is_nothing and self._has(books, bucket):
                found[Place(bucket, group)] = self._answer(books, bucket, float(value), settled)
        return found

    def _can_give(self, name: str, books: Books) -> bool:
        if name == self.dimension:
            return True
        known = [one for one in self.seen if one.register in books.columns]
        return all(_expression(name, one, books) is not None for one in known)

    def _noughts(self, books: Books) -> Answers:
        """A register in which nothing is found says nought; a median, a sum or a part of nothing says nothing."""
        if self.how not in (ROWS, THINGS, THOSE):
            return {}
        return {Place(b): self._answer(books, b, 0.0, None) for b in books.buckets if self._has(books, b)}

    def _has(self, books: Books, bucket: Period) -> bool:
        return not self.seen[0].at_start or books.asked[bucket].start == bucket.start

    def _answer(self, books: Books, bucket: Period, value: float, settled: date | None) -> Answer:
        asked = books.asked[bucket]
        if not self.is_stock:
            return Answer(value, asked, settled)
        return Answer(value, one_day(asked.start if self.seen[0].at_start else asked.end), settled, True)


def rows(*seen: Seen, dimension: str = "", labels: Sequence[str] = ()) -> Count:
    # Not every register is about persons.
    return Count(tuple(one.apart_by("1") for one in seen), ROWS, dimension, tuple(labels))


def things(*seen: Seen, dimension: str = "", labels: Sequence[str] = ()) -> Count:
    """Distinct things; distinct persons unless the rows say otherwise."""
    return Count(seen, THINGS, dimension, tuple(labels))


def days_between(start: str, end: str, *seen: Seen, dimension: str = "", labels: Sequence[str] = ()) -> Count:
    """The median number of days of the rows that end in the period, and not before they start."""
    spans = tuple(replace(one.also(f"{end} >= {start}"), thing=f"date_diff('day', {start}, {end})") for one in seen)
    return Count(spans, MEDIAN, dimension, tuple(labels))


def total(column: str, *seen: Seen, dimension: str = "", labels: Sequence[str] = ()) -> Count:
    return Count(tuple(replace(one, thing=column) for one in seen), SUM, dimension, tuple(labels))


def percent(seen: Seen) -> Count:
    """The part of the rows of which `thing` is true."""
    return Count((seen,), PERCENT)


def _name(place: Place) -> str:
    return place.dimensions[0][0] if place.dimensions else ""


def _statement(count: Count, books: Books, by: Sequence[str]) -> str:
    parts = [
        _rows(one, books, by, {count.dimension: label})
        for one, label in zip(count.seen, count.labels or [""] * len(count.seen), strict=True)
        if one.register in books.columns
    ]
    names = [f'"by_{name}"' for name in by]
    sets = ", ".join(["(bucket)", *(f"(bucket, {name})" for name in names)])
    chosen = ", ".join(["bucket", f"{count.how} AS value", "max(known) AS settled", *names])
    return f"SELECT {chosen} FROM ({' UNION ALL '.join(parts)}) GROUP BY GROUPING SETS ({sets})"


def _rows(seen: Seen, books: Books, by: Sequence[str], labels: Mapping[str, str]) -> str:
    known = seen.known or load(seen.register).fields[load(seen.register).dated_by].columns[0]
    groups = [f'{_group(name, seen, books, labels)} AS "by_{name}"' for name in by]
    chosen = ", ".join([f"CAST({known} AS DATE) AS known", *groups])
    whole = books.whole
    if seen.holds:
        days = ", ".join(f"({n}, {literal(_reference(seen, books, n))})" for n in range(len(books.buckets)))
        source = f"{seen.register}, (VALUES {days}) AS dates(bucket, day) WHERE ({seen.holds}) AND ({seen.where})"
        return f"SELECT bucket, {seen.thing} AS thing, {chosen} FROM {source}"
    # What is counted may look at the rows before the period: it is found before the period is cut out.
    dated = f"SELECT *, CAST({seen.on} AS DATE) AS day, {seen.thing} AS thing FROM {seen.register} WHERE {seen.where}"
    inside = f"day BETWEEN {literal(whole.start)} AND {literal(whole.end)}"
    return f"SELECT {books.number('day')} AS bucket, thing, {chosen} FROM ({dated}) WHERE {inside}"


def _reference(seen: Seen, books: Books, number: int) -> date:
    asked = books.asked[books.buckets[number]]
    return asked.start if seen.at_start else asked.end


def _group(name: str, seen: Seen, books: Books, labels: Mapping[str, str]) -> str:
    if name in labels:
        return f"'{labels[name]}'"
    return f"coalesce(CAST({_expression(name, seen, books)} AS VARCHAR), 'unknown')"


def _expression(name: str, seen: Seen, books: Books) -> str | None:
    """SQL for the code of a row in a breakdown; None where the register does not say."""
    columns = books.columns[seen.register]
    if name == "month":
        return None if seen.holds else "month(day)"
    if name == "age_group":
        return age_group([column for column in AGES if column in columns], is_stock=bool(seen.holds))
    if name == "duration":
        return length_of_validity(columns)
    column = seen.named.get(name, name)
    return f'"{column}"' if column in columns else None


def length_of_validity(columns: Collection[str]) -> str | None:
    """SQL for the band of a permit's length: as stated in months, else counted from its first day past its last."""
    if not {"valid_from", "valid_to"} <= set(columns):
        return None
    stated = "months" if "months" in columns else "NULL"
    reached = "valid_from + INTERVAL {0} MONTH <= valid_to + INTERVAL 1 DAY"
    bands = ((12, "M_GE12"), (6, "M6-11"), (3, "M3-5"))
    longer = " ".join(
        f"WHEN coalesce({stated} >= {months}, {reached.format(months)}) THEN '{band}'" for months, band in bands
    )
    return f"CASE {longer} WHEN coalesce({stated} >= 0, valid_from <= valid_to) THEN 'M_LT3' END"


def age_group(known: Sequence[str], is_stock: bool) -> str | None:
    """SQL for the five-year group of the age on `day`: as stated on the record of an event, else by birth."""
    years = {"age": "age", "birth_date": completed_years("birth_date", "day"), "birth_year": "year(day) - birth_year"}
    order = ("birth_date", "birth_year", "age") if is_stock else AGES
    found = [years[name] for name in order if name in known]
    if not found:
        return None
    age = f"coalesce({', '.join(found)})"
    first = f"({age}) // {FIVE_YEARS} * {FIVE_YEARS}"
    return (
        f"CASE WHEN {age} BETWEEN {OLDEST} AND {OLDEST_POSSIBLE} THEN '{OLDEST}+' "
        f"WHEN {age} BETWEEN 0 AND {OLDEST} THEN {first} || '-' || ({first} + {FIVE_YEARS - 1}) END"
    )


def completed_years(born: str, day: str) -> str:
    """Whoever was born on 29 February completes a year on 1 March."""
    month_and_day = "month({0}) * 100 + day({0})"
    is_before = f"({month_and_day.format(day)} < {month_and_day.format(born)})"
    return f"(year({day}) - year({born}) - CAST({is_before} AS INTEGER))"
