"""Runs of the publication as parts of a page of the explorer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from durna.publish.document import Cell, Link, Number, Run, Runs
from durna.web.explorer.addresses import Addresses

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
def figures_of(cells: Iterable[Cell], addresses: Addresses) -> SafeString:
    """The cells of a row, each with the address of the figure in it. A table has so many that as templates, even of
    this function's own, they would take a third of its page's time: so they are written and escaped here."""
    return SafeString("".join(_cell(cell, addresses) for cell in cells))


def _cell(cell: Cell, addresses: Addresses) -> str:
    text, beside = escape(cell.text), _beside(cell)
    for run in cell.runs:
        if isinstance(run, Number):
            address = escape(addresses.of(run.figure_id))
            return f'<td class="value"><a class="n" href="{address}">{text}</a>{beside}</td>'
    return f'<td class="value">{text}{beside}</td>'


def _beside(cell: Cell) -> str:
    marks = f'<sup class="marks">{escape(" ".join(cell.marks))}</sup>' if cell.marks else ""
    below = f'<span class="below">{escape(cell.below)}</span>' if cell.below else ""
    return marks + below
