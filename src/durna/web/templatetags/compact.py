"""Content in several languages and words of the Compact, as templates say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from durna.web import texts
from durna.web.compact import content, objectives

register = template.Library()


@register.filter
def told(given: Mapping[str, str] | None) -> SafeString | str:
    """A text in the reader's language; one in another says which, so that it is read aloud rightly."""
    said, foreign = content.tell(given), content.foreign(given)
    return format_html('<span lang="{}">{}</span>', foreign, said) if foreign else said


@register.filter
def told_long(given: Mapping[str, str] | None) -> SafeString:
    """The same in paragraphs."""
    said, foreign = content.tell(given), content.foreign(given)
    paragraphs = format_html_join("", "<p>{}</p>", ((each,) for each in said.split("\n\n") if each.strip()))
    if foreign:
        return format_html('<div class="told" lang="{}">{}</div>', foreign, paragraphs)
    return format_html('<div class="told">{}</div>', paragraphs)


@register.filter
def objective_label(number: int) -> str:
    return objectives.label(number)


@register.filter
def objective_labels(numbers: Iterable[int]) -> list[objectives.Shown]:
    return objectives.of(numbers)


@register.filter
def money(amount: Decimal | str | None, currency: str) -> str:
    """What is not there, is an empty text to a template."""
    return "" if amount in (None, "") else f"{texts.language(texts.code()).exact(float(amount))} {currency}".strip()


@register.filter
def institution(named: object) -> str:
    return content.institution(str(named)) if named else ""


@register.simple_tag
def compact_word(kind: str, code: str) -> str:
    """The name of a code: `compact-status-planned`."""
    return texts.say(f"compact-{kind}-{code}")
