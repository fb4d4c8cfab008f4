"""Content in several languages, as a reader gets it."""

from __future__ import annotations

from collections.abc import Mapping

from durna.classifications import institutions
from durna.web import texts
from durna.web.papers.build import in_language


def tell(content: Mapping[str, str] | None, code: str = "") -> str:
    """In the reader's language, else in English, else in any."""
    return in_language(content or {}, code or texts.code())


def institution(name: str, code: str = "") -> str:
    """An institution that the lists of the program know by this name, in the reader's language; else as it is named."""
    code = code or texts.code()
    known = next((id for id, each in institutions.load().items() if name in each.names.values()), "")
    return texts.language(code).institution(known) if known else name


def foreign(content: Mapping[str, str] | None, code: str = "") -> str:
    """The language of what `tell` gives, where it is not the reader's own: pages mark it for readers' voices."""
    code = code or texts.code()
    if not content or content.get(code):
        return ""
    return "en" if content.get("en") else next((name for name, text in content.items() if text), "")
