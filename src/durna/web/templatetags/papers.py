"""Blocks of a paper as parts of a page."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from durna.publish.document import Footnote, Link, Reference, Run, Runs, Strong, plain

register = template.Library()
_FOLLOWED = ("#", "/", "https://", "http://")


@register.filter
def kind(block: object) -> str:
    return type(block).__name__


@register.filter
def runs(said: Runs) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in said))


@register.filter
def heading(level: int) -> int:
    """The heading one below: a page has one of the first rank, its title."""
    return min(int(level) + 1, 6)


def _run(run: Run) -> str | SafeString:
    match run:
        case Strong():
            return format_html("<strong>{}</strong>", run.text)
        # `//host` would leave the site by a path.
        case Link() | Reference() if run.target.startswith(_FOLLOWED) and not run.target.startswith("//"):
            return format_html('<a href="{}">{}</a>', run.target, run.text)
        case Footnote():
            return format_html(" ({})", plain(run.runs))
        case _:
            return run.text
