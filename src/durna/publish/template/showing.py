"""What a block of an indicator says of its section: its pieces, their order, and how its years are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from durna.publish.template.arrangement import CHARTS, SHOWN, TABLE_OF, Block
from durna.publish.template.checking import near, wrong

KEY = "show"
_EVERY = f"Of: {', '.join(SHOWN)}; `chart: bars` or `chart: line` for the years as bars or as a line."


def told(file: Path, where: str, block: Block, raw: Mapping[str, Any]) -> Block:
    """The block with what its `show` tells. Raises UserError for a piece that there is not, one told twice, a picture
    without the table of its numbers, and a block that has no such pieces."""
    if block.kind not in ("indicator", "chapter") or len(raw) != 2:
        raise wrong(
            file, where, f"`{KEY}` stands beside what has no pieces.", "`indicator: ID` or `chapter: ID`, alone."
        )
    pieces, charts = _pieces(file, where, raw[KEY])
    twice = next((piece for piece in pieces if pieces.count(piece) > 1), None)
    if twice:
        raise wrong(file, where, f"`{KEY}` has '{twice}' twice.", "Each piece once.")
    for piece in pieces:
        if piece in TABLE_OF and TABLE_OF[piece] not in pieces:
            expected = f"'{TABLE_OF[piece]}' among the pieces: no picture stands without the table of its numbers."
            raise wrong(file, where, f"`{KEY}` has '{piece}' without '{TABLE_OF[piece]}'.", expected)
    return replace(block, shown=pieces, chart=charts)


def _pieces(file: Path, where: str, raw: Any) -> tuple[tuple[str, ...], str]:
    if not isinstance(raw, list) or not raw:
        raise wrong(file, where, f"`{KEY}` is no list of pieces.", _EVERY)
    named, drawn = [], ""
    for each in raw:
        if isinstance(each, dict) and set(each) == {"chart"}:
            drawn, each = each["chart"], "chart"
            if drawn not in CHARTS:
                expected = f"One of: {', '.join(CHARTS)}. Other pictures are pieces by themselves: {_EVERY}"
                raise wrong(file, where, f"Years are not drawn as '{drawn}'.", expected)
        if each not in SHOWN:
            said = each if isinstance(each, str) else "that"
            raise wrong(file, where, f"An indicator has no piece '{said}'.", f"{_EVERY}{near(said, SHOWN)}")
        named.append(each)
    return tuple(named), drawn
