"""The sentences of findings, in every language of `texts.yaml`, with numbers in the form of the language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from durna.classifications import codelists, countries, institutions, units
from durna.indicators.definition import catalogue
from durna.indicators.figures import Figure
from durna.indicators.published import SOURCE
from durna.periods import Period
from durna.sources.contract import load

LANGUAGES = ("en", "az")
Text = Mapping[str, str]
# Group and decimal signs: 24,125.5 in English, 24 125,5 in Azerbaijani (a blank that does not break the line).
_SIGNS = {"en": (",", "."), "az": ("\N{NO-BREAK SPACE}", ",")}


def say(key: str, **values: Any) -> dict[str, str]:
    """A sentence in every language. Numbers, periods, lists and texts given by language are put in its form."""
    return {language: _in_language(_all()[key][language], values, language) for language in LANGUAGES}


def _in_language(sentence: str, values: Mapping[str, Any], language: str) -> str:
    return sentence.format(**{name: in_form(value, language) for name, value in values.items()}).strip()


def in_form(value: Any, language: str) -> str:
    if isinstance(value, Period):
        return str(value).replace("..", " to " if language == "en" else " – ")
    if isinstance(value, list):
        return ", ".join(in_form(part, language) for part in value)
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get("en") or "")
    if isinstance(value, (int, float)):
        return number(value, language)
    return str(value)


def number(value: float, language: str) -> str:
    """Whole numbers in full, others to one decimal."""
    group, decimal = _SIGNS[language]
    plain = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return plain.replace(",", "\0").replace(".", decimal).replace("\0", group)


def title(indicator: str) -> Text:
    known = catalogue().get(indicator)
    return known.title if known else {"en": indicator}


def dimension(name: str) -> Text:
    """The title of a breakdown, in small letters inside a sentence of English."""
    field = load(SOURCE).fields.get(name)
    titles = dict(field.title) if field else {"en": name.replace("_", " ")}
    return {**titles, "en": titles["en"][:1].lower() + titles["en"][1:]}


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


def unit(figure: Figure) -> Text:
    known = units.load().get(figure.unit)
    return {language: known.name(language) if known else figure.unit for language in LANGUAGES}


def counting_unit(name: str) -> Text:
    named: Text = _all()["counting_units"].get(name, {"en": name})
    return named


@cache
def _all() -> dict[str, Any]:
    import yaml

    text = (files("durna.checks") / "texts.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
