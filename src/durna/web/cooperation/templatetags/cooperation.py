"""What the pages of projects say: contents in the reader's language, amounts, days as exactly as they are known."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from durna.iati import standard
from durna.web import texts
from durna.web.cooperation import precise, wording
from durna.web.cooperation.models.texts import in_reader
from durna.web.cooperation.wording import country_name
from durna.web.numbers import whole

register = template.Library()
NARROW = "\u202f"


@register.filter
def told(content: Mapping[str, str] | None) -> str:
    return in_reader(content)


@register.filter
def word(value: Any, prefix: str) -> str:
    """`{{ status|word:"status" }}` is the message `coop-status-<status>`."""
    return wording.word(value, prefix) if value else ""


@register.filter
def amount(value: Decimal | str | None) -> str:
    """Exactly, and the same on every page: two places where there are cents. A dash for what is not there."""
    if value is None or value == "":
        return "–"
    value = Decimal(value)
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if value != round(value, 2) else f"{value:,.2f}".removesuffix(".00")
    return text.replace(",", NARROW)


@register.filter
def plainly(value: Decimal | None) -> str:
    """A percentage, with as many places as it has."""
    return "–" if value is None else f"{value.normalize():f}"


@register.filter
def days(project: Any, end: str) -> str:
    return precise.said_day(project, end)


@register.filter
def named(code: str, code_list: str) -> str:
    """The name of a code of the standard after the code: in the reader's language, else as the standard has it."""
    return f"{code} {standard.name(code_list, code, texts.code())}".strip()


@register.filter
def country(code: str) -> str:
    """Of the two-letter codes of the standard; anything else, a region, stands for itself."""
    return country_name(code, texts.code())


@register.filter
def cell_words(dimensions: Mapping[str, str]) -> str:
    return wording.cell(dimensions)


@register.filter
def objective(code: str) -> str:
    from durna.web.compact import objectives

    number = whole(code)
    return objectives.label(number) if number is not None and objectives.exists(number) else code


@register.filter
def theme(key: str) -> str:
    """A theme of overlaps.py in words."""
    kind, _, code = key.partition(" ")
    return objective(code) if kind == "objective" else named(code, "Sector")
