"""In which form a column writes its dates, decided from all its sampled values with the expressions intake uses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from durna.engine import sql
from durna.intake import dates
from durna.intake.proposing.columns import Column, values_of

_DAYS = ("iso", "dmy", "mdy", "ymd", "yyyymmdd", "ddmmyyyy", "mmddyyyy")
_SERIALS = ("excel", "sas")
_PERIODS = ("year", "quarter", "month", "academic")
_LOOKS_LIKE_DATE = re.compile(r"\d{4,8}(\.0+)?|.*\d{1,4}\W+\w{1,9}\W+\d{1,4}.*|\d{4}\W?\w{1,4}")
_LOOKS_LIKE = {
    "year": re.compile(r"[12]\d{3}(\.0+)?"),
    "quarter": re.compile(r"\d{4}\D*Q?\s*[1-4]"),
    "month": re.compile(r"\d{4}\D?\d{1,2}"),
    "academic": re.compile(r"\d{4}\D\d{2,4}"),
    **{form: re.compile(r"\d{7,8}(\.0+)?") for form in ("yyyymmdd", "ddmmyyyy", "mmddyyyy")},
    **{form: re.compile(r"-?\d{1,5}(\.0+)?") for form in _SERIALS},
}
_EARLIEST, _LATEST = date(1880, 1, 1), date(2120, 1, 1)
# Serial numbers of days that people now alive record; Excel's and SAS's do not overlap between these two days.
_SERIAL_EARLIEST, _SERIAL_LATEST = date(1990, 1, 1), date(2044, 12, 31)
TWO_YEARS = (
    "AMBIGUOUS: 2017/18 is taken for an academic year, from September. Of a fiscal year write its last month: "
    "`year_ending_03` to March, `year_ending_06` to June."
)
_FEW = 3
_OFTEN = 5


@dataclass(frozen=True)
class DateReading:
    """How a column is read as dates, and how much of it."""

    forms: tuple[str, ...]
    share: float
    remarks: tuple[str, ...] = ()
    special: Mapping[str, str] = field(default_factory=dict)


def read_dates(
    con: duckdb.DuckDBPyConnection,
    column: Column,
    missing: tuple[str, ...],
    *,
    periods: bool = False,
    serials: bool = False,
    of_birth: bool = False,
) -> DateReading:
    """The best reading of a column; share 0 where it holds no dates.

    `periods` allows years, quarters and months; `serials` allows day numbers, which only a name can tell from counts.
    """
    if column.is_native_date:
        return DateReading((), 1.0)
    if not column.values:
        return DateReading((), 0.0)
    forms = (*_DAYS, *(_PERIODS if periods else ()), *(_SERIALS if serials else ()))
    found = _shares(con, column, missing, [form for form in forms if _is_possible(form, column)], of_birth)
    found = {form: share for form, share in found.items() if share > 0}
    if not found:
        return DateReading((), 0.0)
    best = max(found, key=lambda form: (round(found[form], 4), -forms.index(form)))
    reading = DateReading((best,), found[best], _ambiguity(best, found, of_birth))
    return _with_rest(con, column, missing, reading, [form for form in found if form != best])


def read_headers(con: duckdb.DuckDBPyConnection, headers: Sequence[str]) -> tuple[str, ...]:
    """The form in which the headers of columns are periods; none where they are not.

    A calendar year is also the year that ends in December, a form that finds its year within other text.
    """
    for form in (*_PERIODS, "iso", "dmy", "mdy", "year_ending_12"):
        start, _ = dates.period("v", (form,))
        rows = ", ".join(f"({sql.text(header)})" for header in headers)
        row = con.execute(
            f"SELECT bool_and(coalesce({_plausible(start)}, false)) FROM (VALUES {rows}) AS headers(v)"
        ).fetchone()
        if row and row[0]:
            return (form,)
    return ()


def _shares(
    con: duckdb.DuckDBPyConnection, column: Column, missing: tuple[str, ...], forms: list[str], of_birth: bool
) -> dict[str, float]:
    if not forms:
        return {}
    counted = ", ".join(
        f"coalesce(sum(n) FILTER ({_plausible(_day(form), form in _SERIALS and not of_birth)}), 0)" for form in forms
    )
    row = con.execute(f"SELECT sum(n), {counted} FROM {values_of(column, missing)}").fetchone()
    assert row is not None
    return {form: float(count) / float(row[0]) for form, count in zip(forms, row[1:], strict=True)}


def _day(form: str) -> str:
    return dates.period("v", (form,))[0] if form in _PERIODS else dates.date("v", (form,))


def _plausible(day: str, narrow: bool = False) -> str:
    first, last = (_SERIAL_EARLIEST, _SERIAL_LATEST) if narrow else (_EARLIEST, _LATEST)
    return f"({day}) BETWEEN DATE '{first}' AND DATE '{last}'"


def _is_possible(form: str, column: Column) -> bool:
    """A third of the values look like it: spares the engine the rest, and year 1 from being read out of a count."""
    shape = _LOOKS_LIKE.get(form, _LOOKS_LIKE_DATE)
    return column.share({text for text in column.values if shape.fullmatch(text)}) > 0.3


def _ambiguity(best: str, found: Mapping[str, float], of_birth: bool) -> tuple[str, ...]:
    if best == "academic":
        return (TWO_YEARS,)
    if best == "quarter" and found.get("month", 0.0) >= found[best]:
        return ("AMBIGUOUS: quarter or month, no number is above 4. Look at the file's title.",)
    pairs = [("dmy", "mdy"), ("ddmmyyyy", "mmddyyyy")] + ([("excel", "sas")] if of_birth else [])
    for pair in pairs:
        other = pair[1] if best == pair[0] else pair[0]
        if best in pair and found.get(other, 0.0) >= found[best]:
            why = "no day is above 12" if best not in _SERIALS else "both give plausible dates of birth"
            return (f"AMBIGUOUS: {best} or {other}, {why}. Ask the sender.",)
    return ()


def _with_rest(
    con: duckdb.DuckDBPyConnection, column: Column, missing: tuple[str, ...], reading: DateReading, others: list[str]
) -> DateReading:
    """What the best form leaves: a second form for a good part of it, words that are no dates, or a remark."""
    first = dates.period("v", reading.forms)[0] if reading.forms[0] in _PERIODS else dates.date("v", reading.forms)
    rest = con.execute(
        f"SELECT v, n FROM {values_of(column, missing)} WHERE ({_plausible(first)}) IS NOT TRUE ORDER BY n DESC, v"
    ).fetchall()
    left = {str(text): int(count) for text, count in rest}
    if not left:
        return reading
    forms, share, remarks = reading.forms, reading.share, reading.remarks
    # Years stand beside quarters and months, however few; days beside other days.
    is_period = forms[0] in _PERIODS
    rest_of_kind = [form for form in (_PERIODS if is_period else others) if form not in (*forms, *_SERIALS)]
    more = _second_form(con, left, [form for form in rest_of_kind if is_period or form not in _PERIODS])
    if more and not remarks:
        forms = (*forms, more)
        remarks = (f"Two forms of date stand in this column: {forms[0]} and {more}.",)
        both = dates.date("v", forms)
        row = con.execute(
            f"SELECT sum(n) FILTER ({_plausible(both)}) / sum(n) FROM {values_of(column, missing)}"
        ).fetchone()
        share = float(row[0]) if row and row[0] else share
    special = _words(left)
    if share < 0.999 and not special:
        remarks = (*remarks, f"{1 - share:.1%} of the cells are no date in this form.")
    return DateReading(forms, share, remarks, special)


def _second_form(con: duckdb.DuckDBPyConnection, left: Mapping[str, int], others: list[str]) -> str | None:
    rows = ", ".join(f"({sql.text(text)}, {count})" for text, count in list(left.items())[:500])
    for form in others:
        day = dates.date("v", (form,))
        query = f"SELECT sum(n) FILTER ({_plausible(day)}) / sum(n) FROM (VALUES {rows}) AS rest(v, n)"
        row = con.execute(query).fetchone()
        if row and row[0] and row[0] > 0.5:
            return form
    return None


def _words(left: Mapping[str, int]) -> dict[str, str]:
    """Words that stand instead of a date: without digits, often, and few; a name would be neither."""
    words = {text: count for text, count in left.items() if count >= _OFTEN and not re.search(r"\d", text)}
    few = len(words) <= _FEW and all(len(text) <= 20 for text in words)
    return {text: flag_name(text) for text in words} if few else {}


def flag_name(word: str) -> str:
    plain = re.sub(r"\W+", "_", word.casefold()).strip("_")
    return plain or "no_date"
