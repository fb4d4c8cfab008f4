"""The tables of a Word file as pandoc reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc

from tests.publish.readers.shown import Shown, close


def tables(file: Path) -> dict[int, Shown]:
    """Every table by the number in its caption: a paragraph in that style, which pandoc gives to a table next to it."""
    blocks = json.loads(pypandoc.convert_file(str(file), "json", format="docx+styles"))["blocks"]
    found: dict[int, Shown] = {}
    shown = Shown()
    for style, block in _flat(blocks):
        if style == "caption":
            shown = Shown(caption=_text(block))
        elif block["t"] == "Table":
            # One that stands next to the table, pandoc has put into it.
            own = [_text(each) for style, each in _flat(block["c"][1][1]) if style == "caption"]
            shown = Shown(caption=own[0]) if own else shown
            shown.heads, shown.rows = _rows(block["c"][3][1])[0], _rows(block["c"][4][0][3])
            found[_number(shown)] = shown
        elif style in ("Profile Table Note", "Profile Source") and _text(block):
            shown.notes.append(_text(block))
    return found


def _flat(blocks: list[Any], style: str = "") -> Iterator[tuple[str, Any]]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _flat(block["c"][1], dict(block["c"][0][2]).get("custom-style", style))
        else:
            yield style, block


def _number(shown: Shown) -> int:
    digits = "".join(letter for letter in shown.caption.partition(".")[0] if letter.isdigit())
    return int(digits)


def _rows(rows: list[Any]) -> list[list[str]]:
    return [[close(" ".join(_strings(cell[4]))) for cell in row[1]] for row in rows]


def _text(block: Any) -> str:
    return close(" ".join(_strings(block)))


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _strings(each)
    elif isinstance(node, dict):
        if node.get("t") == "Str":
            yield node["c"]
        elif "c" in node:
            yield from _strings(node["c"])
