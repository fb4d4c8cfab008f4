"""Breakdowns: which ones a source can give, and the column each of them is read from.

A code nobody could map stays as it is; a record that does not say is `unknown`. Ages are completed years on the day of
the event, found by comparing dates: engines disagree on differences in years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import ibis
import ibis.expr.types as ir

from durna.errors import Refused
from durna.indicators import validity
from durna.sources.contract import Contract, Field

UNKNOWN = "unknown"
EVERY_BREAKDOWN = "*"
AGE_COLUMNS = ("age", "birth_date", "birth_year")
DURATION = "duration"
OLDEST_GROUP = 85
_OLDEST_AGE = 130
_GROUP_YEARS = 5
_MONTHS = [(month, str(month)) for month in range(1, 13)]
_KEY_ENDINGS = ("_no", "_id")
_NOT_BREAKDOWNS = ("note", "address", "birth_year", "age")


def of_records(contract: Contract, named: Mapping[str, str]) -> tuple[str, ...]:
    """What a record source can be broken down by: its codes, texts and whole numbers that identify no row."""
    own = [field.name for field in contract.fields.values() if _can_tell_apart(field, contract)]
    if any(column in contract.fields for column in AGE_COLUMNS):
        own.append("age_group")
    if validity.says_length(contract.fields):
        own.append(DURATION)
    own += [name for name, column in named.items() if column in contract.fields]
    return tuple(sorted({*own, "month"}))


def _can_tell_apart(field: Field, contract: Contract) -> bool:
    if field.identifies_person or field.name in contract.natural_key or field.name in _NOT_BREAKDOWNS:
        return False
    return field.type in ("code", "text", "boolean", "integer") and not field.name.endswith(_KEY_ENDINGS)


def of_table(contract: Contract) -> tuple[str, ...]:
    """The dimensions of a table source: its key without what every table source has."""
    every_table = ("series", "geography", "publisher", "vintage", contract.dated_by)
    return tuple(name for name in contract.natural_key if name not in every_table)


def column(table: ir.Table, name: str, named: Mapping[str, str], when: ir.DateValue, is_stock: bool) -> ir.StringValue:
    """The code of each record in one breakdown, `unknown` where the record does not say."""
    if name == "month":
        return when.month().cases(*_MONTHS, else_=ibis.null("string"))
    if name == "age_group":
        return age_group(age(table, when, is_stock))
    if name == DURATION and DURATION not in table.columns:
        return validity.band(table, UNKNOWN)
    value = table[named.get(name, name)]
    if isinstance(value, ir.BooleanValue):
        # Spelt out: engines write true in different letters.
        return ibis.cases((value.isnull(), UNKNOWN), (value, "true"), else_="false")
    return value.cast("string").fill_null(UNKNOWN)


def age(table: ir.Table, when: ir.DateValue, is_stock: bool) -> ir.IntegerValue:
    stated, born, year = (table[name] if name in table.columns else None for name in AGE_COLUMNS)
    by_date = None if born is None else completed_years(born, when)
    by_year = None if year is None else (when.year() - year)
    # The age on a permit is that of the day it was decided; at a reference date years later it is the last resort.
    order = (by_date, by_year, stated) if is_stock else (stated, by_date, by_year)
    known = [value.cast("int64") for value in order if value is not None]
    return ibis.coalesce(*known)


def is_age_from_year(table: ir.Table, when: ir.DateValue, is_stock: bool) -> ir.BooleanValue:
    """Whether the age is a difference of years only, up to one too high."""
    better = ("birth_date",) if is_stock else ("age", "birth_date")
    found = ibis.literal("birth_year" in table.columns)
    if "birth_year" in table.columns:
        found = table["birth_year"].notnull()
    for name in better:
        if name in table.columns:
            found = found & table[name].isnull()
    return found


def completed_years(born: ir.DateValue, when: ir.DateValue) -> ir.IntegerValue:
    born, when = born.cast("date"), when.cast("date")
    before_birthday = (when.month() * 100 + when.day()) < (born.month() * 100 + born.day())
    return when.year() - born.year() - before_birthday.ifelse(1, 0)


def age_group(years: ir.IntegerValue) -> ir.StringValue:
    """The names are given and not put together: for ten million rows that takes a third of the time."""
    nth = ibis.least(years // _GROUP_YEARS, OLDEST_GROUP // _GROUP_YEARS)
    is_age = (years >= 0) & (years <= _OLDEST_AGE)
    named = [
        (first // _GROUP_YEARS, f"{first}-{first + _GROUP_YEARS - 1}") for first in range(0, OLDEST_GROUP, _GROUP_YEARS)
    ]
    last = (OLDEST_GROUP // _GROUP_YEARS, f"{OLDEST_GROUP}+")
    return ibis.ifelse(is_age, nth, ibis.null("int64")).cases(*named, last, else_=UNKNOWN)


def tell_apart(codes: Iterable[str]) -> frozenset[str] | None:
    """The age groups among `codes` that may be added up: all of them, or the five-year ones where broad ones overlap.

    None where neither adds up without counting somebody twice.
    """
    groups = {code: _ages(code) for code in codes}
    if _are_apart(ages for ages in groups.values() if ages):
        return frozenset(groups)
    narrow = {code: ages for code, ages in groups.items() if ages is None or _is_narrow(ages)}
    spans = sorted(ages for ages in narrow.values() if ages)
    is_whole = bool(spans) and spans[0][0] == 0 and spans[-1][1] >= _OLDEST_AGE and _are_apart(spans)
    has_no_hole = all(one[1] + 1 == other[0] for one, other in pairwise(spans))
    return frozenset(narrow) if is_whole and has_no_hole else None


def _ages(code: str) -> tuple[int, int] | None:
    first, dash, last = code.partition("-")
    if dash and first.isdigit() and last.isdigit():
        return int(first), int(last)
    if code.endswith("+") and code[:-1].isdigit():
        return int(code[:-1]), _OLDEST_AGE
    return None


def _is_narrow(ages: tuple[int, int]) -> bool:
    return ages[1] - ages[0] < _GROUP_YEARS or (ages[1] >= _OLDEST_AGE and ages[0] >= OLDEST_GROUP)


def _are_apart(spans: Iterable[tuple[int, int]]) -> bool:
    return all(one[1] < other[0] for one, other in pairwise(sorted(spans)))


def refuse(indicator: str, asked: Iterable[str], possible: Iterable[str]) -> Refused:
    return Refused(
        found=f"{indicator} cannot be given by {', '.join(asked)}: its sources do not say.",
        expected=f"Breakdowns that the delivered sources have: {', '.join(sorted(possible)) or 'none'}.",
        do="Ask for one of these, or deliver a source that tells them apart.",
    )
