"""The sentences of findings, in every language of `texts.yaml`, with names in the form of the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from durna import languages, yaml_text
from durna.classifications import codelists, countries, institutions, units
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.indicators.published import SOURCE
from durna.languages.filling import decimals, filled
from durna.sources.contract import load

LANGUAGES = languages.codes()
Text = Mapping[str, str]


def say(key: str, **values: Any) -> dict[str, str]:
    """A sentence in every language; see languages.filling."""
    return filled(_all()[key], **values)


def title(indicator: str) -> Text:
    known = catalogue().get(indicator)
    return known.title if known else {"en": indicator}


def about(figure: Figure) -> Text:
    """The title of a figure's indicator, with the group that it is about: `Asylum applications, Ukraine, Female`."""
    named, cells = title(figure.indicator), groups(figure.dimensions)
    return {language: languages.text(named, language) + cells[language] for language in LANGUAGES}


def groups(dimensions: Iterable[tuple[str, str]]) -> Text:
    """The names of groups, each after a comma; nothing for a total."""
    cells = [group(name, value) for name, value in dimensions]
    commas = {language: languages.facts(language).list_separator for language in LANGUAGES}
    return {language: "".join(f"{comma}{cell[language]}" for cell in cells) for language, comma in commas.items()}


def dimension(name: str) -> Text:
    """The title of a breakdown, in small letters inside a sentence of English."""
    field = load(SOURCE).fields.get(name)
    titles = dict(field.title) if field else {"en": name.replace("_", " ")}
    return {**languages.every(titles), "en": titles["en"][:1].lower() + titles["en"][1:]}


def group(name: str, value: str) -> Text:
    """The name of one group of a breakdown, as its code list has it."""
    field = load(SOURCE).fields.get(name)
    if field is None or field.codes is None:
        return dict.fromkeys(LANGUAGES, value)
    if field.codes == "country":
        return {language: _country(value, language) for language in LANGUAGES}
    known = codelists.load(field.codes)
    return {language: known.name(value, language) if value in known.codes else value for language in LANGUAGES}


def _country(code: str, language: str) -> str:
    return countries.name(code, language) if code in countries.codes() else code


def publisher(figure: Figure) -> Text:
    return {language: institutions.name(figure.publisher, language) for language in LANGUAGES}


def unit(figure: Figure, value: float | None = None) -> Text:
    """The unit of a figure: beside a value in the form that the number asks for."""
    known, places = units.load().get(figure.unit), decimals(value)
    return {language: known.name(language, value, places) if known else figure.unit for language in LANGUAGES}


def counting_unit(name: str, value: float | None = None) -> Text:
    named = languages.every(_all()["counting_units"].get(name, {"en": name}))
    return {code: languages.counted(forms, code, value, decimals(value)) for code, forms in named.items()}


@cache
def _all() -> dict[str, Any]:

    text = (files("durna.checks") / "texts.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml_text.load(text)
    return loaded
