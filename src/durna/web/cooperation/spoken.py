"""Small pieces that writing a project as a node needs everywhere: texts as pairs, shares as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from durna.iati.shapes import Node

_MOST_DIGITS = 20


def over(node: Node, **said: Any) -> None:
    """Write what is said over the node; what is not said leaves it as it was."""
    node.update({name: value for name, value in said.items() if value not in (None, "")})


def pairs(texts: Mapping[str, str], language: str) -> list[list[str]]:
    """As narratives: the project's own language first and without a mark."""
    order = sorted((code for code in texts if texts[code]), key=lambda code: (code != language, code))
    return [["" if code == language else code, texts[code]] for code in order]


def contents(told: Iterable[Sequence[str]] | None, language: str) -> dict[str, str]:
    """Narratives as a content in several languages; of two in one language the first stands."""
    found: dict[str, str] = {}
    for code, text in told or ():
        found.setdefault((code or language)[:8], text)
    return found


def same_texts(told: list[list[str]] | None, texts: Mapping[str, str], language: str) -> list[list[str]]:
    """The narratives as they came, where they say what the field says; else anew."""
    return told if told is not None and contents(told, language) == dict(texts) else pairs(texts, language)


def share(told: str | None, value: Decimal | None) -> str | None:
    """A number as it was written, where it is the same number; None where there is none."""
    if value is None:
        return None
    return told if told is not None and number(told) == value else plain(value)


def number(text: Any) -> Decimal | None:
    """None for what is no finite number, and for one of so many digits that nothing could be computed with it."""
    try:
        found = Decimal(str(text).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and found.adjusted() < _MOST_DIGITS else None


def plain(value: Decimal) -> str:
    """Without zeros that say nothing: 12.50 -> 12.5."""
    return f"{value.normalize():f}"
