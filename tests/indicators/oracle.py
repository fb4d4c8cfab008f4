"""The slow, obvious way to each kind of measure: one row at a time, in plain Python.

The engine must agree with it. It shares nothing with the engine but the declarations: conditions answer True, False or
None (the record does not say), periods are compared day by day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from durna.indicators import conditions as c
from durna.indicators import measures as m
from durna.periods import Period

Row = Mapping[str, Any]
Dimensions = tuple[tuple[str, str], ...]
Answer = dict[tuple[Period, Dimensions], tuple[float | None, float | None]]
COUNTRY = "AZE"


def holds(condition: c.Condition, row: Row) -> bool | None:
    match condition:
        case c.Not(negated):
            return invert(holds(negated, row))
        case c.Both(one, other):
            return both(holds(one, row), holds(other, row))
        case c.Either(one, other):
            return invert(both(invert(holds(one, row)), invert(holds(other, row))))
        case c.Before(earlier, later):
            return row.get(later) is None or compare(row.get(earlier), lambda day: day < row[later])
        case c.Lasted(start, end, at_least, under):
            return lasted(row.get(start), row.get(end), at_least, under)
        case c.Always():
            return True
    return says(condition, row.get(condition.column))  # type: ignore[attr-defined]


def says(condition: c.Condition, value: Any) -> bool | None:
    """Conditions on one column."""
    match condition:
        case c.Stated():
            return value is not None
        case c.Recognised():
            return value is not None and not str(value).startswith("?")
        case c.Equals(_, wanted, or_unstated):
            return or_unstated or None if value is None else value == wanted
        case c.OneOf(_, wanted, or_unstated):
            return or_unstated or None if value is None else value in wanted
    if value is None:
        return None
    return isinstance(condition, c.Known) or (value == COUNTRY) == isinstance(condition, c.Own)


def lasted(start: date | None, end: date | None, at_least: int, under: int) -> bool | None:
    if start is None or end is None:
        return None
    return add_months(start, at_least) <= end < add_months(start, under)


def invert(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError


def answer(measure: m.RowMeasure, rows: Sequence[Row], periods: Iterable[Period], by: Sequence[str]) -> Answer:
    """Value and upper end of each cell; a cell that cannot be decided has neither."""
    found: Answer = {}
    for period in periods:
        found |= stock(measure, rows, period, by) if isinstance(measure, m.StockAt) else flow(measure, rows, period, by)
    return found


def flow(measure: m.RowMeasure, rows: Sequence[Row], period: Period, by: Sequence[str]) -> Answer:
    def in_period(row: Row) -> bool:
        day = stated(row, measure.on)  # type: ignore[attr-defined]
        return day is not None and period.start <= day <= period.end

    dated = [row for row in rows if in_period(row)]
    return cells(measure, dated, lambda row: holds(measure.where, row), lambda row: stated(row, measure.on), period, by)  # type: ignore[attr-defined]


def stock(measure: m.StockAt, rows: Sequence[Row], period: Period, by: Sequence[str]) -> Answer:
    day = period.end

    def held(row: Row) -> bool | None:
        result = holds(measure.where, row)
        if measure.after is not None:
            result = both(result, compare(row.get(measure.after), lambda last: last < day))
        else:
            result = both(result, compare(stated(row, measure.since), lambda first: first <= day))
        if measure.until is not None:
            open_end = None if measure.term else True
            last = row.get(measure.until)
            result = both(result, open_end if last is None else last >= day)
        for name in [measure.ended] if isinstance(measure.ended, str) else measure.ended:
            result = both(result, row.get(name) is None or row[name] > day)
        return result

    return cells(measure, rows, held, lambda row: day, Period(day, day), by)


def compare(day: date | None, test: Callable[[date], bool]) -> bool | None:
    return None if day is None else test(day)


def stated(row: Row, names: str | Sequence[str]) -> Any:
    for name in [names] if isinstance(names, str) else names:
        if row.get(name) is not None:
            return row[name]
    return None


def cells(
    measure: m.RowMeasure, rows: Sequence[Row], counts: Callable[[Row], bool | None],
    when: Callable[[Row], date], period: Period, by: Sequence[str],
) -> Answer:  # fmt: skip
    groups: dict[Dimensions, list[Row]] = {} if by else {(): []}
    is_stock = isinstance(measure, m.StockAt)
    for row in rows:
        if counts(row) is not False:
            cell = tuple(sorted((name, group(row, name, when(row), is_stock)) for name in by))
            groups.setdefault(cell, []).append(row)
    found: Answer = {}
    for cell, some in groups.items():
        sure = [row for row in some if counts(row)]
        open_rows = len(some) - len(sure)
        value, strangers = measured(measure, sure)
        if value is None and isinstance(measure, m.Sum | m.Median):
            continue
        undecided = (not sure and open_rows > 0) or (sure and strangers == len(sure))
        is_count = not isinstance(measure, m.Sum | m.Median)
        upper = (value or 0) + open_rows + strangers if is_count and open_rows + strangers else None
        found[period, cell] = (None if undecided else value, upper)
    return found


def measured(measure: m.RowMeasure, rows: Sequence[Row]) -> tuple[float | None, int]:
    """The value, and how many rows could not be told apart."""
    if isinstance(measure, m.Sum):
        amounts = [row[measure.column] for row in rows if row.get(measure.column) is not None]
        return (sum(amounts) if amounts else None), 0
    if isinstance(measure, m.Median):
        pairs = [(stated(row, measure.start), row[measure.end]) for row in rows]
        days = [(end - start).days for start, end in pairs if start is not None and end >= start]
        return (float(median(days)) if days else None), 0
    key = getattr(measure, "key", ())
    if not key:
        return len(rows), 0
    known = {stated(row, key) for row in rows} - {None}
    strangers = sum(stated(row, key) is None for row in rows)
    return (len(known) + strangers, 0) if measure.each else (len(known), strangers)  # type: ignore[attr-defined]


def group(row: Row, name: str, when: date, is_stock: bool) -> str:
    if name == "month":
        return str(when.month)
    if name == "age_group":
        return age_group(age(row, when, is_stock))
    value = row.get(name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "unknown" if value is None else str(value)


def age(row: Row, when: date, is_stock: bool) -> int | None:
    by_date = None if row.get("birth_date") is None else completed_years(row["birth_date"], when)
    by_year = None if row.get("birth_year") is None else when.year - row["birth_year"]
    order = [by_date, by_year, row.get("age")] if is_stock else [row.get("age"), by_date, by_year]
    return next((years for years in order if years is not None), None)


def completed_years(born: date, when: date) -> int:
    """Birthdays lived through, counted one by one; whoever is born on 29 February has it on 1 March in other years."""
    years = 0
    while birthday(born, born.year + years + 1) <= when:
        years += 1
    return years if when >= born else -1


def birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28) + timedelta(days=1)


def age_group(years: int | None) -> str:
    if years is None or not 0 <= years <= 130:
        return "unknown"
    if years >= 85:
        return "85+"
    return next(f"{first}-{first + 4}" for first in range(0, 85, 5) if first <= years <= first + 4)
