"""Fill a template: fields anywhere in it, and rows of tables that repeat for each item of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from durna.web.cooperation.donor.fields import LISTS, SINGLE, Values

FIELD = re.compile(r"\{\{\s*([a-z]+)\.([a-z_]+)\s*\}\}")


def fill(template: bytes, kind: str, values: Values) -> bytes:
    """`kind`: docx or xlsx. Raises UserError for a file that is none."""
    from durna.web.cooperation.donor import excel, word

    return (word if kind == "docx" else excel).fill(template, values)


def unknown_fields(template: bytes, kind: str) -> list[str]:
    """Fields of a template that nothing fills: told when it is taken in, not when a report is due."""
    from durna.web.cooperation.donor import excel, word

    text = (word if kind == "docx" else excel).text(template)
    named = dict.fromkeys(f"{found[1]}.{found[2]}" for found in FIELD.finditer(text))
    return [name for name in named if not _is_known(name)]


def _is_known(name: str) -> bool:
    head, _, field = name.partition(".")
    return name in SINGLE or field in LISTS.get(head, ())


def list_of(text: str) -> str:
    """The list whose items a row repeats for; nothing where the row has only fields that stand once."""
    for found in FIELD.finditer(text):
        name = f"{found[1]}.{found[2]}"
        if name not in SINGLE and found[2] in LISTS.get(found[1], ()):
            return found[1]
    return ""


def said(text: str, values: Values, item: Mapping[str, str] | None = None, head: str = "") -> str:
    """With its fields filled; one that is not known stays, so that it is seen."""

    def one(found: Any) -> str:
        name = f"{found[1]}.{found[2]}"
        if item is not None and found[1] == head and found[2] in item:
            return item[found[2]]
        return values.single.get(name, found[0])

    return FIELD.sub(one, text)
