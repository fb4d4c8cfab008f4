"""Revisions and their causes in the words of a language."""

from __future__ import annotations

from datetime import date

from durna.editions.causes import Cause
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.publish import sentences
from durna.publish.language import Language


def cause(language: Language, one: Cause) -> str:
    """`Delivery permits-2025.csv (Work permits), recorded on 3 July 2025`."""
    said = dict(one.details)
    if "source" in said:
        said["source"] = language.source(said["source"])
    for name in ("recorded", "date"):
        if name in said:
            said[name] = language.day(date.fromisoformat(said[name]))
    return language(f"cause-{one.kind}", **said)


def title(language: Language, indicator: str) -> str:
    known = catalogue().get(indicator)
    return language.of(known.title) if known else indicator


def about(language: Language, figure: Figure) -> str:
    """The period of a figure and what it is broken down by."""
    known = catalogue().get(figure.indicator)
    parts = [
        f"{language.uncapital(language.dimension(name, known))} {language.member(name, value, known)}"
        for name, value in figure.dimensions
    ]
    return language.listed([language.period(figure.period, figure.period_kind), *parts])


def value(language: Language, figure: Figure | None) -> str:
    """The value as pages show it; a dash where there is none."""
    if figure is None or figure.value is None:
        return "–"
    known = catalogue().get(figure.indicator)
    return sentences.value_text(language, figure, known) if known else language.exact(figure.value)


def signed_number(language: Language, number: float | None, decimals: int) -> str:
    if number is None:
        return "–"
    said = language.number(number, decimals)
    return f"+{said}" if number > 0 else said
