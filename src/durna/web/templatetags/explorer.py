"""Runs of the publication as parts of a page of the explorer."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from durna.publish.document import Cell, Link, Run, Runs

register = template.Library()


@register.filter
def said(runs: Runs) -> SafeString:
    """Addresses of the world can be followed; anchors of the publication stand here as words."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> str | SafeString:
    if isinstance(run, Link) and run.target.startswith(("https://", "http://")):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', run.target, run.text)
    return run.text


@register.simple_tag
def figures_of(cells: Iterable[tuple[Cell, str]]) -> SafeString:
    """The cells of a row, each with the address of its figure. A table has so many that as a template they would take a
    third of its page's time."""
    return SafeString("".join(_cell(cell, address) for cell, address in cells))


def _cell(cell: Cell, address: str) -> SafeString:
    beside = _beside(cell) if cell.marks or cell.below else ""
    if not address:
        return format_html('<td class="value">{}{}</td>', cell.text, beside)
    return format_html('<td class="value"><a class="n" href="{}">{}</a>{}</td>', address, cell.text, beside)


def _beside(cell: Cell) -> SafeString:
    marks = format_html('<sup class="marks">{}</sup>', " ".join(cell.marks)) if cell.marks else ""
    below = format_html('<span class="below">{}</span>', cell.below) if cell.below else ""
    return format_html("{}{}", marks, below)
