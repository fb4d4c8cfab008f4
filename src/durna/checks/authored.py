"""Paragraphs that people wrote, and figures that are not any more as they were when they wrote them.

Which figures a text quotes is known where texts are read and told; here it becomes findings.
"""

from __future__ import annotations

from collections.abc import Mapping

from durna.checks import texts
from durna.checks.findings import Finding

# A text that nobody has approved holds nothing up.
_NOT_APPROVED = "warning"


def value(file: str, quoted: str, confirmed: str, now: str, figure: str, indicator: str, is_approved: bool) -> Finding:
    """A figure has another value than its author confirmed."""
    text = texts.say("authored_value", file=file, quoted=quoted, confirmed=confirmed, now=now)
    return _finding("authored_value", indicator, text, (figure,), f"{file}\n{quoted}", is_approved)


def claim(file: str, claimed: str, figures: tuple[str, ...], indicator: str, is_approved: bool) -> Finding:
    """What an author claims of two figures is not true, or cannot be compared."""
    text = texts.say("authored_claim", file=file, claimed=claimed)
    return _finding("authored_claim", indicator, text, figures, f"{file}\n{claimed}", is_approved)


def figure(file: str, quoted: str, figures: tuple[str, ...], indicator: str, is_approved: bool) -> Finding:
    """A figure that is quoted is gone, or has no value that may be told."""
    text = texts.say("authored_figure", file=file, quoted=quoted)
    return _finding("authored_figure", indicator, text, figures, f"{file}\n{quoted}", is_approved)


def language(name: str, language: str) -> Finding:
    """A text that stands in other languages only."""
    text = texts.say("authored_language", name=name, language=language)
    return Finding("authored_language", "", text, about=f"{name}\n{language}", owner="authority", count=1)


def _finding(
    check: str, indicator: str, text: Mapping[str, str], figures: tuple[str, ...], about: str, is_approved: bool
) -> Finding:
    severity = "" if is_approved else _NOT_APPROVED
    return Finding(check, indicator, text, figures, severity, about=about, owner="authority", count=1)
