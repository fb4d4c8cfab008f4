"""What templates show of evidence."""

from __future__ import annotations

from typing import Any

from django import template

from durna.web.evidence import citing
from durna.web.evidence.models import Citation
from durna.web.evidence.pages import passes

register = template.Library()


@register.simple_tag(takes_context=True)
def citations(context: Any, statement: str) -> list[Citation]:
    """Those of a statement. A page with many statements reads them at once with `citing.of_many` and gives `cited`."""
    given = context.get("cited")
    return list(given) if given is not None else citing.of(statement)


@register.simple_tag(takes_context=True)
def citing_pass(context: Any, statement: str) -> str:
    """What lets the reader of this page change what stands behind a statement on it."""
    request = context["request"]
    back = context.get("back") or f"{request.get_full_path()}#{anchor(statement)}"
    return passes.give(request.user, statement, back)


@register.filter
def anchor(statement: str) -> str:
    """The place of a statement's citations on a page."""
    return "citations-" + statement.replace("/", "-").replace(".", "-")


@register.filter
def flag(citation: Citation) -> str:
    """The message id of why somebody has to look again; empty where nobody has to."""
    return citing.needs_review(citation)
