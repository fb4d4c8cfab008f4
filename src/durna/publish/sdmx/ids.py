"""Ids that SDMX allows, for codes that it may not: one id for one code, the same in every edition.

SDMX Common schema 3.0: IDType for codes, NCNameIDType for components, NestedNCNameIDType for agencies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from hashlib import sha256

TOTAL, NOT_APPLICABLE, OTHER = "_T", "_Z", "_O"
_RESERVED = frozenset((TOTAL, NOT_APPLICABLE, OTHER))
_CODE = re.compile(r"[A-Za-z0-9_@$\-]+")
_COMPONENT = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")


def code_id(code: str) -> str:
    """The code itself where it is legal; otherwise what is legal of it and a mark made from all of it."""
    if _CODE.fullmatch(code) and code not in _RESERVED:
        return code
    return _marked(re.sub(r"[^A-Za-z0-9_@$\-]+", "_", code).strip("_"), code)


def code_ids(codes: Iterable[str]) -> Mapping[str, str]:
    """An id for each code. A legal code that looks like the id made for another gets a mark too."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for code in sorted(set(codes)):
        made = code_id(code)
        found[code] = _marked(made, code) if made in taken else made
        taken.add(found[code])
    return found


def component_id(name: str, taken: Collection[str] = ()) -> str:
    """`country_of_birth` is COUNTRY_OF_BIRTH; a breakdown named like a component of every figure gets `BY_`."""
    legal = re.sub(r"[^A-Z0-9_]+", "_", name.upper())
    if not name.isascii() or not _COMPONENT.fullmatch(name):
        legal = _marked(legal, name)
    while not _COMPONENT.fullmatch(legal) or legal in taken:
        legal = f"BY_{legal}"
    return legal


def _marked(legal: str, code: str) -> str:
    return f"{legal}_{sha256(code.encode()).hexdigest()[:6].upper()}".lstrip("_")


def version_of(as_of: str) -> str:
    """The day on which the figures were known as a version of three numbers: later editions have higher ones."""
    if not as_of:
        return "1.0.0"
    day = date.fromisoformat(as_of[:10])
    return f"{day.year}.{day.month}.{day.day}"
