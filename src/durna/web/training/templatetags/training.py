"""What the pages of the centre say: contents in the reader's language, countries, problems of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template

from durna.classifications import countries
from durna.periods import parse
from durna.web import texts
from durna.web.papers.build import in_language
from durna.web.training import hours
from durna.web.training.models import Training

register = template.Library()


@register.filter
def said(content: Mapping[str, str] | None) -> str:
    """A content in the reader's language, else in English, else in any."""
    return in_language(content or {}, texts.code())


@register.filter
def country(code: str) -> str:
    return countries.name(code, texts.code()) if code else ""


@register.filter
def countries_named(codes: Sequence[str]) -> str:
    return ", ".join(sorted(country(code) for code in codes))


@register.filter
def word(value: str, prefix: str) -> str:
    """A word of a closed list: `{{ state|word:"state" }}` is the message `training-state-<state>`."""
    return texts.say(f"training-{prefix}-{value}") if value else ""


@register.filter
def amount(value: Any) -> str:
    """A number with one place where it needs one; nothing for nothing."""
    return "" if value is None else texts.language(texts.code()).exact(round(float(value), 1))


@register.filter
def problem(told: Sequence[Any]) -> str:
    column, message, values = told
    return f"{texts.say(f'training-field-{column}')}: {texts.say(message, **values)}"


@register.filter
def days_of(training: Training) -> str:
    """The days of a training, as exactly as they are known."""
    if training.starts_on is None:
        return texts.say("training-days-unknown")
    if training.date_precision == "year":
        return str(training.starts_on.year)
    language = texts.language(texts.code())
    if training.date_precision == "month":
        months = dict.fromkeys(f"{each:%Y-%m}" for each in (training.starts_on, training.ends_on) if each)
        return language.period(parse("..".join(months)))
    last = training.ends_on or training.starts_on
    first = language.day(training.starts_on)
    return first if last == training.starts_on else f"{first} – {language.day(last)}"


@register.filter
def hour(moment: datetime) -> str:
    """The day and the hour by the clocks of the country."""
    local = hours.here(moment)
    return f"{texts.language(texts.code()).day(local.date())}, {local:%H:%M}"


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)
