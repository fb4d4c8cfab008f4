"""Figures quoted in a text: `{figure: INDICATOR}` is the latest value, `{figure: INDICATOR 2019}` that of a period.

The form is that of the texts of the Profile; there a period is always named, for an edition never moves on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from durna.errors import UserError
from durna.publish.document import Link, Run, Words
from durna.web import texts
from durna.web.compact import figures
from durna.web.compact.figures import Live
from durna.web.refusals import refusal

_QUOTE = re.compile(r"\{\s*figure:\s*(?P<indicator>[\w-]+)(?:\s+(?P<period>[^\s{}]+))?\s*\}")
_BRACES = re.compile(r"\{[^{}]*\}?")


def runs(text: str, code: str) -> tuple[Run, ...]:
    """The text with its figures as they are now; each leads to its passport."""
    found: list[Run] = []
    at = 0
    for quote in _QUOTE.finditer(text):
        if quote.start() > at:
            found.append(Words(text[at : quote.start()]))
        found.append(_run(quote, code))
        at = quote.end()
    return (*found, Words(text[at:])) if text[at:] or not found else tuple(found)


def quoted(text: str, code: str) -> Iterator[Live]:
    """The figures that a text quotes, in its order."""
    for quote in _QUOTE.finditer(text):
        live = _live(quote, code)
        if live:
            yield live


def missing(text: str) -> list[str]:
    """What stands in braces and is no figure that there is."""
    good = {quote[0] for quote in _QUOTE.finditer(text) if _live(quote, "en")}
    return [found[0] for found in _BRACES.finditer(text) if found[0] not in good]


def is_corrected(text: str) -> bool:
    """Whether a correction notice speaks of a figure that is quoted."""
    return any(live.is_corrected for live in quoted(text, "en"))


def refuse_unknown(text: str) -> None:
    """Raises UserError."""
    strange = missing(text)
    if strange:
        raise refusal("compact-figure-unknown", said=strange[0])


def _run(quote: re.Match[str], code: str) -> Run:
    live = _live(quote, code)
    if live is None:
        return Words(quote[0])
    mark = f" ({texts.texts(code)('compact-corrected-mark')})" if live.is_corrected else ""
    return Link(live.value + mark, live.address) if live.address else Words(live.value + mark)


def _live(quote: re.Match[str], code: str) -> Live | None:
    try:
        return figures.live(quote["indicator"], code, quote["period"] or "")
    except UserError:
        return None
