"""Dates as offices write them, as SQL over a column's text. Whatever is not a date gives null, never an error."""

from __future__ import annotations

from durna.engine import sql
from durna.errors import UserError
from durna.sources.mapping import DATE_FORMS

_TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
_DAY_FIRST = ("%d.%m.{y}", "%d/%m/{y}", "%d-%m-{y}", "%d %B {y}", "%d-%b-{y}", "%d %b {y}")
_MONTH_FIRST = ("%m/%d/{y}", "%m-%d-{y}", "%m.%d.{y}", "%B %d, {y}", "%b %d, {y}")
_YEAR_FIRST = ("{y}-%m-%d", "{y}/%m/%d", "{y}.%m.%d")
_DIGITS = {"mmddyyyy": "%m%d%Y", "ddmmyyyy": "%d%m%Y", "yyyymmdd": "%Y%m%d"}
# Serial numbers count days: Excel's from 30 December 1899 (its 1900 was a leap year), SAS's from 1 January 1960.
_SERIALS = {"excel": "1899-12-30", "sas": "1960-01-01"}


def moment(text: str, forms: tuple[str, ...]) -> str:
    """SQL for the timestamp that `text` (SQL of a text) says in the first form that fits."""
    tried = [_moment(text, form) for form in forms or ("iso",)]
    return tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"


def date(text: str, forms: tuple[str, ...], kind: str = "VARCHAR") -> str:
    """SQL for the date in a column; `kind` is the column's DuckDB type: a date column is taken as it is."""
    if kind in ("DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"):
        return f"CAST({text} AS DATE)"
    tried = [_date(text, form) for form in forms or ("iso",)]
    return tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"


def period(text: str, forms: tuple[str, ...]) -> tuple[str, str]:
    """SQL for the first and the last day of the period in a column."""
    bounds = [_period(text, form) for form in forms or ("iso",)]
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
    if len(bounds) == 1:
        return starts[0], ends[0]
    return f"coalesce({', '.join(starts)})", f"coalesce({', '.join(ends)})"


def _date(text: str, form: str) -> str:
    if form in _SERIALS:
        # Serials beyond five digits are no dates of this field, and would overflow the engine's own.
        days = f"TRY_CAST(TRY_CAST({text} AS DOUBLE) AS INTEGER)"
        return f"CASE WHEN {days} BETWEEN -99999 AND 99999 THEN DATE '{_SERIALS[form]}' + {days} END"
    if form in _DIGITS:
        digits = f"regexp_replace({text}, '\\.0+$', '')"
        return f"CAST(try_strptime(lpad({digits}, 8, '0'), '{_DIGITS[form]}') AS DATE)"
    if form in ("year", "quarter", "month", "academic"):
        return _period(text, form)[0]
    return f"CAST({_moment(text, form)} AS DATE)"


def _moment(text: str, form: str) -> str:
    if form == "iso":
        return f"TRY_CAST({text} AS TIMESTAMP)"
    orders = {"dmy": _DAY_FIRST, "mdy": _MONTH_FIRST, "ymd": _YEAR_FIRST}
    if form in orders:
        # With a two-digit year strptime's %Y would read the year 16: the count of digits decides.
        return (
            f"CASE WHEN regexp_matches({text}, '[0-9]{{4}}') THEN {_strptime(text, orders[form], '%Y')} "
            f"ELSE {_strptime(text, orders[form], '%y')} END"
        )
    if "%" not in form:
        raise UserError(
            found=f"The date form '{form}' is not known.",
            expected=f"One of {', '.join(DATE_FORMS)}, or a pattern with % signs.",
            do="Correct the form in the mapping.",
        )
    return f"try_strptime({text}, {sql.text(form)})"


def _strptime(text: str, patterns: tuple[str, ...], year: str) -> str:
    spelled = [sql.text(pattern.format(y=year) + time) for pattern in patterns for time in _TIMES]
    return f"try_strptime({text}, [{', '.join(spelled)}])"


def _period(text: str, form: str) -> tuple[str, str]:
    if form == "year":
        number = f"TRY_CAST(TRY_CAST({text} AS DOUBLE) AS INTEGER)"
        fits = f"{number} BETWEEN 1000 AND 2999"
        return f"CASE WHEN {fits} THEN make_date({number}, 1, 1) END", f"CASE WHEN {fits} THEN make_date({number}, 12, 31) END"
    if form == "quarter":
        return _calendar(text, "([0-9]{4})\\D*Q?\\s*([1-4])$", "(TRY_CAST({b} AS INTEGER) - 1) * 3 + 1", 3)
    if form == "month":
        return _calendar(text, "([0-9]{4})\\D?([0-9]{1,2})$", "TRY_CAST({b} AS INTEGER)", 1)
    if form == "academic":
        first = f"TRY_CAST(regexp_extract({text}, '^([0-9]{{4}})', 1) AS INTEGER)"
        return f"make_date({first}, 9, 1)", f"make_date({first} + 1, 8, 31)"
    day = _date(text, form)
    return day, day


def _calendar(text: str, pattern: str, month: str, length: int) -> tuple[str, str]:
    year = f"TRY_CAST(regexp_extract({text}, '{pattern}', 1) AS INTEGER)"
    of_year = month.format(b=f"regexp_extract({text}, '{pattern}', 2)")
    fits = f"regexp_matches({text}, '{pattern}') AND {of_year} BETWEEN 1 AND 12"
    start = f"CASE WHEN {fits} THEN make_date({year}, {of_year}, 1) END"
    return start, f"CAST({start} + INTERVAL {length} MONTH - INTERVAL 1 DAY AS DATE)"
