"""What templates say: texts, days and numbers, all in the house's one format."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings

from durna.errors import UserError
from durna.periods import parse
from durna.sources import contract
from durna.web import refusals, texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import may

register = template.Library()
# Each with the sign by which it is told; most claim to be others too, so the first that fits counts.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("YaBrowser", "Yandex Browser"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"), ("CriOS", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@register.simple_tag
def t(message: str, **values: Any) -> str:
    return texts.say(message, **values)


@register.filter
def day(when: date | datetime | str | None) -> str:
    if not when:
        return ""
    found = datetime.fromisoformat(when) if isinstance(when, str) else when
    return texts.language(texts.code()).day(found.date() if isinstance(found, datetime) else found)


@register.filter
def moment(when: datetime | str) -> str:
    """The day and the minute, in universal time, as the audit keeps it."""
    found = datetime.fromisoformat(when) if isinstance(when, str) else when
    return f"{day(found)}, {found:%H:%M} UTC"


@register.filter
def period(text: str) -> str:
    """`2013-01..2021-10` in words."""
    return texts.language(texts.code()).period(parse(text))


@register.filter
def browser(told: str) -> str:
    """`Firefox, Windows`, of what a browser says of itself; its own words where it says something else."""
    known = [next((name for sign, name in signs if sign in told), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, known)) or told[:80]


@register.filter
def source(name: str) -> str:
    """What the contract of a source calls it."""
    return texts.language(texts.code()).of(contract.load(name).title) if name in contract.sources() else name


@register.filter
def number(value: float) -> str:
    return texts.language(texts.code()).exact(value)


@register.filter
def allows(user: Any, permission: str) -> bool:
    return may(user, Permission(permission))


@register.filter
def in_words(error: Any) -> Any:
    """A refusal as the reader shall see it; what has its words already stays as it is."""
    return refusals.in_words(error) if isinstance(error, UserError) else error


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)
