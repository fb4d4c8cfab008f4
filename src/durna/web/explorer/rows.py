"""Figures as rows of a page."""

from __future__ import annotations

from dataclasses import dataclass

from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure, Figures
from durna.publish import formats, sentences
from durna.publish.language import Language
from durna.web import texts


@dataclass(frozen=True)
class Row:
    period: str
    of: str
    value: str
    unit: str
    status: str
    publisher: str


def indicators(figures: Figures, code: str) -> list[tuple[str, str, int]]:
    """Each indicator that has figures: its id, its title, and how many."""
    return [(name, title(name, code), len(figures.of(name))) for name in figures.indicators]


def title(indicator: str, code: str) -> str:
    known = catalogue().get(indicator)
    return texts.language(code).of(known.title) if known else indicator


def row(figure: Figure, language: Language) -> Row:
    indicator = catalogue()[figure.indicator]
    value = sentences.value_text(language, figure, indicator)
    empty = formats.SUPPRESSED if figure.status == "suppressed" else formats.MISSING
    return Row(
        period=language.period(figure.period, figure.period_kind),
        of=", ".join(language.member(name, code, indicator) for name, code in figure.dimensions),
        value=value or empty,
        unit=sentences.unit_text(language, figure, indicator),
        status=language.of_list("figure_status", figure.status),
        publisher=language.institution(figure.publisher),
    )
