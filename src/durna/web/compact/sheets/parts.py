"""What several sheets say in the same way. Texts are asked in the language of the paper, not of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from durna.publish.document import Link
from durna.web import texts
from durna.web.compact import objectives
from durna.web.compact.content import institution as in_its_language
from durna.web.compact.content import tell
from durna.web.evidence.models import Citation
from durna.web.papers.build import Said

EXAMPLE = "compact-example-mark"
Say = Callable[..., str]


def said_in(code: str) -> Say:
    """The messages of the site in one language."""
    return texts.texts(code)


def watermark(thing: Any, code: str) -> str:
    """What is invented says so on every page."""
    return said_in(code)(EXAMPLE) if thing.is_example else ""


def day(when: date | None, code: str) -> str:
    return texts.language(code).day(when) if when else ""


def span(starts: date | None, ends: date | None, code: str) -> str:
    """`1 May 2020 - present`; nothing where no beginning is known."""
    if starts is None:
        return day(ends, code)
    return f"{day(starts, code)} \u2013 {day(ends, code) or said_in(code)('compact-present')}"


def money(amount: Any, currency: str, code: str) -> str:
    return f"{texts.language(code).exact(float(amount))} {currency}".strip() if amount is not None else ""


def listed(numbers: Iterable[int], code: str) -> str:
    return "; ".join(objectives.label(each.number, code) for each in objectives.of(numbers, code))


def principles(codes: Iterable[str], code: str) -> str:
    return "; ".join(objectives.principle(each, code) for each in codes)


def source(address: str) -> Said:
    return Link(address, address) if address else ""


def citations(found: Iterable[Citation], code: str) -> list[Said]:
    """Each with its place; one with an address leads there."""
    return [_citation(each, code) for each in found]


def _citation(citation: Citation, code: str) -> Said:
    evidence = citation.evidence
    title = tell(evidence.titles, code) or evidence.figure
    said = ", ".join(filter(None, (title, evidence.number, evidence.article, citation.place)))
    return Link(said, evidence.address) if evidence.address.startswith("http") else said


def institution(thing: Any, code: str) -> str:
    return in_its_language(str(thing.lead), code) if thing.lead else ""
