"""Runs of the publication as parts of a page of the explorer."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from durna.publish.document import Link, Run, Runs

register = template.Library()


@register.filter
def said(runs: Runs) -> SafeString:
    """Addresses of the world can be followed; anchors of the publication stand here as words."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> str | SafeString:
    if isinstance(run, Link) and run.target.startswith(("https://", "http://")):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', run.target, run.text)
    return run.text
