"""Tables of words: registers, where each row is a thing and the columns say things about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from durna import languages
from durna.periods import parse, year
from durna.publish import document, formats
from durna.publish.context import Context
from durna.publish.document import Cell, Column, Row, Table

NOTHING = Cell(document.words("–"), "none")


def table(
    context: Context, name: str, heads: Sequence[str], rows: Iterable[Row], *, numbers: Sequence[int] = (),
    values: Mapping[str, str] | None = None,
) -> Table:  # fmt: skip
    """A register named by its messages: `<name>-caption`, `<name>-<head>`; `numbers` are columns of numbers."""
    language = context.language
    columns = tuple(
        Column(language(f"{name}-{head}"), "value" if place in numbers else "text") for place, head in enumerate(heads)
    )
    return Table(
        id=f"table-{name}", number=context.next_table(), caption=language(f"{name}-caption", **(values or {})),
        subtitle="", columns=columns, rows=tuple(rows), role="register",
    )  # fmt: skip


def text(value: object) -> Cell:
    return Cell(document.words(str(value))) if value not in (None, "") else NOTHING


def named(context: Context, value: Any) -> Cell:
    """Names parted by semicolons in one field, each in the document's language where a phrase book has it."""
    return text("; ".join(context.language.said(name) for name in map(str.strip, str(value or "").split(";")) if name))


def code(value: str) -> Cell:
    return Cell(document.words(value), "code") if value else NOTHING


def count(context: Context, value: float | None, decimals: int = 0) -> Cell:
    if value is None:
        return NOTHING
    return Cell(document.words(context.language.number(value, decimals)), "plain", float(value), decimals)


def day(context: Context, value: Any, precision: Any = "day") -> Cell:
    when = as_date(value)
    return Cell(document.words(said(context, when, precision)), "day") if when else NOTHING


def said(context: Context, when: date, precision: Any = "day") -> str:
    """A date no more exactly than it is known: `2 July 2013`, `April 2018`, `2004`."""
    if precision == "year":
        return context.language.period(year(when.year))
    if precision == "month":
        return context.language.month_of(when)
    return context.language.day(when)


def link(words: str, address: object) -> Cell:
    """A title that leads to its page; only addresses of the web are made links."""
    target = str(address or "")
    if target.startswith(("https://", "http://")):
        return Cell((document.Link(words, target),))
    return text(words)


def as_date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def span(context: Context, start: Any, end: Any, precision: Any = "day") -> Cell:
    first, last = as_date(start), as_date(end)
    if first is None and last is None:
        return NOTHING
    return Cell(document.words(_span(context, first, last, str(precision or "day"))), "days")


def _span(context: Context, first: date | None, last: date | None, precision: str) -> str:
    """From one date to another, no more exactly than they are known; with one of them, since when or until when."""
    language = context.language
    if first is None or last is None:
        return language.since(first, precision) if first else language.until(last, precision) if last else ""
    if precision == "year":
        return language.years(first.year, last.year)
    if precision == "month" and first <= last and first.year == last.year:
        return language.period(parse(f"{first:%Y-%m}..{last:%Y-%m}"))
    if precision == "month":
        return f" {formats.RANGE} ".join(said(context, each, precision) for each in (first, last))
    return language.days(first, last)


def source(context: Context, name: str) -> str:
    return context.language.source(name)


def title(context: Context, record: Mapping[str, Any]) -> str:
    """The title of a record in the document's language, else in whichever language it has one."""
    given = {code: record.get(f"title_{code}") for code in languages.codes()}
    return context.language.of({code: str(said) for code, said in given.items() if said})


def parts(value: Any) -> list[str]:
    """`6; 7; 17` -> its parts."""
    return [part.strip() for part in str(value or "").replace(",", ";").split(";") if part.strip()]
