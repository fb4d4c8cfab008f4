"""Figures as lines of a page: of what, how much, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from durna.indicators.definition import Indicator, catalogue
from durna.indicators.figures import Figure
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


def title(indicator: str, code: str) -> str:
    known = catalogue().get(indicator)
    return texts.language(code).of(known.title) if known else indicator


def row(figure: Figure, indicator: Indicator, language: Language) -> Row:
    empty = formats.SUPPRESSED if figure.status == "suppressed" else formats.MISSING
    return Row(
        period=language.period(figure.period, figure.period_kind),
        of=", ".join(language.member(name, code, indicator) for name, code in figure.dimensions),
        value=sentences.value_text(language, figure, indicator) or empty,
        unit=sentences.unit_text(language, figure, indicator),
        status=language.of_list("figure_status", figure.status),
        publisher=language.institution(figure.publisher),
    )
