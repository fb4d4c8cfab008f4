"""Sentences with values put in, in every language at once: what is stored with findings and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from durna import languages
from durna.periods import Period


def filled(sentence: Mapping[str, str], **values: Any) -> dict[str, str]:
    """A sentence in every language. Numbers, periods, lists and texts given by language are put in its form."""
    return {code: _filled(said, values, code) for code, said in languages.every(sentence).items()}


def _filled(sentence: str, values: Mapping[str, Any], language: str) -> str:
    return sentence.format(**{name: in_form(value, language) for name, value in values.items()}).strip()


def in_form(value: Any, language: str) -> str:
    if isinstance(value, Period):
        return str(value).replace("..", f" {languages.facts(language).between} ")
    if isinstance(value, list):
        return languages.facts(language).list_separator.join(in_form(part, language) for part in value)
    if isinstance(value, Mapping):
        return languages.text(value, language)
    if isinstance(value, (int, float)):
        return number(value, language)
    return str(value)


def decimals(value: float | None) -> int:
    """Of a value as `number` shows it."""
    return 0 if value is None or float(value).is_integer() else 1


def number(value: float, language: str) -> str:
    """Whole numbers in full, others to one decimal."""
    facts = languages.facts(language)
    plain = f"{value:,.{decimals(value)}f}"
    return plain.replace(",", "\0").replace(".", facts.decimal).replace("\0", facts.thousands)
