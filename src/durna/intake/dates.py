"""Dates as offices write them, as SQL over a column's text. Whatever is not a date gives null, never an error."""

from __future__ import annotations

from durna.engine import sql
from durna.errors import UserError
from durna.sources.mapping import DATE_FORMS, YEAR_ENDING, is_date_form

_TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
_ORDERS = {
    "dmy": ("%d.%m.{y}", "%d/%m/{y}", "%d-%m-{y}", "%d %B {y}", "%d-%b-{y}", "%d %b {y}"),
    "mdy": ("%m/%d/{y}", "%m-%d-{y}", "%m.%d.{y}", "%B %d, {y}", "%b %d, {y}"),
    "ymd": ("{y}-%m-%d", "{y}/%m/%d", "{y}.%m.%d"),
}
_DIGITS = {"mmddyyyy": "%m%d%Y", "ddmmyyyy": "%d%m%Y", "yyyymmdd": "%Y%m%d"}
# Serial numbers count days: Excel's from 30 December 1899 (its 1900 was a leap year), SAS's from 1 January 1960.
_SERIALS = {"excel": "1899-12-30", "sas": "1960-01-01"}
_PERIODS = ("year", "quarter", "month", "academic")
TIMESTAMPS = ("DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S")


def moment(text: str, forms: tuple[str, ...], kind: str = "VARCHAR") -> str:
    """SQL for the timestamp in a column; `kind` is the column's DuckDB type: a timestamp is taken as it is."""
    if kind in TIMESTAMPS:
        return f"CAST({text} AS TIMESTAMP)"
    return _first([_moment(text, form) for form in forms or ("iso",)])


def date(text: str, forms: tuple[str, ...], kind: str = "VARCHAR") -> str:
    """SQL for the date in a column."""
    if kind in TIMESTAMPS:
        return f"CAST({text} AS DATE)"
    return _first([_date(text, form) for form in forms or ("iso",)])


def period(text: str, forms: tuple[str, ...], kind: str = "VARCHAR") -> tuple[str, str]:
    """SQL for the first and the last day of the period in a column."""
    if kind in TIMESTAMPS:
        return f"CAST({text} AS DATE)", f"CAST({text} AS DATE)"
    bounds = [_period(text, form) for form in forms or ("iso",)]
    return _first([start for start, _ in bounds]), _first([end for _, end in bounds])


def _first(tried: list[str]) -> str:
    return tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"


def _date(text: str, form: str) -> str:
    if form in _SERIALS:
        days = f"floor({_serial(text)})"
        return f"CASE WHEN {days} IS NOT NULL THEN DATE '{_SERIALS[form]}' + CAST({days} AS INTEGER) END"
    if form in _PERIODS or form.startswith(YEAR_ENDING):
        return _period(text, form)[0]
    return f"CAST({_moment(text, form)} AS DATE)"


def _moment(text: str, form: str) -> str:
    if not is_date_form(form):
        raise _unknown(form)
    if form == "iso":
        return _iso(text)
    if form in _SERIALS:
        seconds = f"to_microseconds(CAST({_serial(text)} * 86400000000 AS BIGINT))"
        return f"CASE WHEN {_serial(text)} IS NOT NULL THEN TIMESTAMP '{_SERIALS[form]}' + {seconds} END"
    if form in _DIGITS:
        return _digits(text, form)
    if form in _ORDERS:
        # With a two-digit year strptime's %Y would read the year 16: the count of digits decides.
        written = (
            f"CASE WHEN regexp_matches({text}, '[0-9]{{4}}') THEN {_strptime(text, _ORDERS[form], '%Y')} "
            f"ELSE {_strptime(text, _ORDERS[form], '%y')} END"
        )
        # A sheet in which some dates are typed as text gives the others in the order that nobody can mistake.
        return f"coalesce({written}, CASE WHEN regexp_matches({text}, '^[0-9]{{4}}-[0-9]{{2}}-') THEN {_iso(text)} END)"
    if form in _PERIODS or form.startswith(YEAR_ENDING):
        return f"CAST({_period(text, form)[0]} AS TIMESTAMP)"
    return f"try_strptime({text}, {sql.text(form)})"


def _iso(text: str) -> str:
    """The engine would also take `epoch`, `infinity` and years before ours or beyond 9999."""
    read = f"TRY_CAST({text} AS TIMESTAMP)"
    in_our_era = f"{read} >= TIMESTAMP '0001-01-01' AND {read} < TIMESTAMP '10000-01-01'"
    is_a_date = f"ascii({text}) BETWEEN 48 AND 57 AND NOT suffix({text}, ')')"
    return f"CASE WHEN {is_a_date} AND {in_our_era} THEN {read} END"


def _serial(text: str) -> str:
    """Serials beyond five digits are no days of any register, and would overflow the engine's own."""
    number = f"TRY_CAST({text} AS DOUBLE)"
    return f"CASE WHEN {number} BETWEEN -99999 AND 99999 THEN {number} END"


def _digits(text: str, form: str) -> str:
    """A spreadsheet takes 01052020 for a number and loses its leading zero; a year never starts with one."""
    digits = f"regexp_replace(CAST({text} AS VARCHAR), '\\.0+$', '')"
    lengths = "(8)" if form == "yyyymmdd" else "(7, 8)"
    return f"CASE WHEN length({digits}) IN {lengths} THEN try_strptime(lpad({digits}, 8, '0'), '{_DIGITS[form]}') END"


def _strptime(text: str, patterns: tuple[str, ...], year: str) -> str:
    spelled = [sql.text(pattern.format(y=year) + time) for pattern in patterns for time in _TIMES]
    return f"try_strptime({text}, [{', '.join(spelled)}])"


def _period(text: str, form: str) -> tuple[str, str]:
    if form == "year":
        return _year(text)
    if form.startswith(YEAR_ENDING):
        return _year_ending(text, form)
    if form == "quarter":
        return _calendar(text, "^([0-9]{4})\\D*([1-4])$", "({b} - 1) * 3 + 1", 3)
    if form == "month":
        # Not 2021Q1, where several forms are tried: the first quarter is no January.
        return _calendar(text, "^([0-9]{4})[^0-9Qq]?([0-9]{1,2})$", "{b}", 1)
    if form == "academic":
        return _academic(text)
    day = _date(text, form)
    return day, day


def _whole_year(text: str) -> str:
    number = f"TRY_CAST({text} AS DOUBLE)"
    return f"CASE WHEN {number} BETWEEN 1000 AND 2999 AND {number} = trunc({number}) THEN CAST({number} AS INTEGER) END"


def _year(text: str) -> tuple[str, str]:
    year = _whole_year(text)
    return f"make_date({year}, 1, 1)", f"make_date({year}, 12, 31)"


def _year_ending(text: str, form: str) -> tuple[str, str]:
    """The twelve months to the end of a month: with `year_ending_09`, 2016 is October 2015 to September 2016.

    So is 2015/16. A year named by two begins in the first: with `year_ending_12` there is none.
    """
    if not is_date_form(form):
        raise _unknown(form)
    month = int(form.removeprefix(YEAR_ENDING))
    one = f"TRY_CAST(regexp_extract({text}, '^\\D*([0-9]{{4}})(?:\\.0+)?$', 1) AS INTEGER)"
    first, follows = _two_years(text)
    year = one if month == 12 else f"coalesce({one}, CASE WHEN {follows} THEN {first} + 1 END)"
    end = f"last_day(make_date({year}, {month}, 1))"
    return f"CAST({end} + INTERVAL 1 DAY - INTERVAL 12 MONTH AS DATE)", end


def _academic(text: str) -> tuple[str, str]:
    """From 1 September: 2017/18 or 2017-2018."""
    first, follows = _two_years(text)
    return (
        f"CASE WHEN {follows} THEN make_date({first}, 9, 1) END",
        f"CASE WHEN {follows} THEN make_date({first} + 1, 8, 31) END",
    )


def _two_years(text: str) -> tuple[str, str]:
    """The first of two years that follow one another, and whether they do: 2017/18, 2017-2018, FY 2017-18."""
    first = f"TRY_CAST(regexp_extract({text}, '^\\D*([0-9]{{4}})', 1) AS INTEGER)"
    second = f"TRY_CAST(regexp_extract({text}, '^\\D*[0-9]{{4}}\\s*[/–-]\\s*([0-9]{{2}}|[0-9]{{4}})$', 1) AS INTEGER)"
    return first, f"{second} IN ({first} + 1, ({first} + 1) % 100)"


def _calendar(text: str, pattern: str, month: str, length: int) -> tuple[str, str]:
    year = f"TRY_CAST(regexp_extract({text}, '{pattern}', 1) AS INTEGER)"
    number = f"TRY_CAST(regexp_extract({text}, '{pattern}', 2) AS INTEGER)"
    of_year = month.format(b=number)
    fits = f"regexp_matches({text}, '{pattern}') AND {of_year} BETWEEN 1 AND 12"
    start = f"CASE WHEN {fits} THEN make_date({year}, {of_year}, 1) END"
    return start, f"CAST({start} + INTERVAL {length} MONTH - INTERVAL 1 DAY AS DATE)"


def _unknown(form: str) -> UserError:
    return UserError(
        message="date-form",
        what=form,
        found=f"The date form '{form}' is not known.",
        expected=f"One of {', '.join(DATE_FORMS)}, year_ending_06 (or another month), or a pattern with % signs.",
        do="Correct the form in the mapping.",
    )
