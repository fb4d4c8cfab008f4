"""Days as exactly as they are known: a day, a month, a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from durna.periods import parse
from durna.web import texts


def said(when: date | None, precision: str) -> str:
    if when is None:
        return ""
    language = texts.language(texts.code())
    if precision == "year":
        return f"{when:%Y}"
    return language.period(parse(f"{when:%Y-%m}")) if precision == "month" else language.day(when)


def said_day(project: Any, end: str) -> str:
    """`end`: starts or ends. The actual day, else the planned one, marked so."""
    actual = getattr(project, f"{end}_actual")
    if actual:
        return said(actual, getattr(project, f"{end}_actual_precision"))
    planned = getattr(project, f"{end}_planned")
    if planned is None:
        return texts.say("coop-not-published") if "dates" in project.not_published else "–"
    return texts.say("coop-planned-day", day=said(planned, getattr(project, f"{end}_planned_precision")))
