"""Breaks: dated changes of law or method. Footnotes come from them by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from durna.indicators import handwritten
from durna.indicators.figures import Figure

EXPECTED = "A list of entries with id, date (YYYY-MM-DD), text (en, az) and affected (ids of indicators)."


@dataclass(frozen=True)
class Break:
    """A dated change of law or method; figures it touches carry its footnote."""

    id: str
    date: date
    text: Mapping[str, str]
    affected: tuple[str, ...]
    address: str = ""
    date_note: Mapping[str, str] = field(default_factory=dict)


def load(file: Path) -> tuple[Break, ...]:
    """The breaks of a workspace in order of date; none where it has no such file."""
    raw = handwritten.read(file, EXPECTED) or []
    if not isinstance(raw, list):
        raise handwritten.wrong(file, "It is not a list.", EXPECTED)
    found = [_break(file, place, entry) for place, entry in enumerate(raw, start=1)]
    twice = sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1})
    if twice:
        raise handwritten.wrong(file, f"The id '{twice[0]}' stands twice.", "An id of its own for each break.")
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def footnotes(figure: Figure, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The breaks that lie inside the period of a figure of an affected indicator.

    A break on the first day counts: the figure is then the first of the new kind, and its reader should know.
    """
    return tuple(
        one
        for one in breaks
        if figure.indicator in one.affected and figure.period.start <= one.date <= figure.period.end
    )


def between(one: Figure, other: Figure, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The breaks that make two figures differ in kind: neither wholly before both nor on or before both first days."""
    first = min(one.period.start, other.period.start)
    last = max(one.period.end, other.period.end)
    indicators = {one.indicator, other.indicator}
    return tuple(found for found in breaks if first < found.date <= last and indicators & set(found.affected))


def with_flag(figure: Figure, breaks: Iterable[Break]) -> Figure:
    return figure.flagged("break") if footnotes(figure, breaks) else figure


def _break(file: Path, place: int, entry: Any) -> Break:
    if not isinstance(entry, dict):
        raise handwritten.wrong(file, f"Entry {place} is not a break.", EXPECTED)
    text, affected = handwritten.texts(entry.get("text")), entry.get("affected")
    missing = [
        name
        for name, good in (
            ("id", bool(entry.get("id"))),
            ("date", type(entry.get("date")) is date),
            ("text", text is not None),
            ("affected", isinstance(affected, list) and bool(affected)),
        )
        if not good
    ]
    if missing:
        raise handwritten.wrong(
            file, f"Entry {place} ({entry.get('id', 'no id')}) lacks {', '.join(missing)}.", EXPECTED
        )
    return Break(
        id=str(entry["id"]), date=entry["date"], text=text or {}, affected=tuple(map(str, affected or ())),
        address=str(entry.get("address") or ""), date_note=handwritten.texts(entry.get("date_note")) or {},
    )  # fmt: skip
