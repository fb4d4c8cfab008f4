"""Codes and cells in words."""

from __future__ import annotations

from collections.abc import Mapping

from durna.classifications import countries
from durna.web import texts
from durna.web.texts import say

# Values of dimensions that everybody uses; any other is said as it was entered.
_KNOWN = frozenset({"female", "male"})


def country_name(code: str, language: str) -> str:
    known = countries.from_iso2(code) if len(code) == 2 else None
    return countries.name(known, language) if known else code


def word(value: object, prefix: str, language: str = "") -> str:
    """The message `coop-<prefix>-<value>`; a code that a file brought and no list knows stands for itself."""
    said, message = texts.texts(language or texts.code()), f"coop-{prefix}-{value}"
    return said(message) if message in said else str(value)


def cell(dimensions: Mapping[str, str]) -> str:
    return ", ".join(say(f"coop-value-{value}") if value in _KNOWN else value for value in dimensions.values())
