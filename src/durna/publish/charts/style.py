"""What all drawings share: colours, letters, sizes, and the frame of a Vega-Lite specification.

The fills differ in lightness, so that they stay apart in black-and-white print and for colour-blind readers.
"""

from __future__ import annotations

import json
import re
import textwrap
from typing import Any

from durna.publish.document import Point

INK, QUIET, AXIS = "#1c2733", "#5b6875", "#9aa5b1"
FULL, SOFT, PAIRED = "#1f4e79", "#dfe8f1", "#a9c4de"
LAND = "#d9dcd3"
WIDTH, HEIGHT, ROW = 700, 190, 26
FONT = "'Source Sans 3', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
# With this one the library lays out, for it cannot read a name with a number in it, and would take any letter to be as
# wide as it is high. It carries the font itself, whose letters are a little wider than ours.
LAID_OUT_IN = "'Liberation Sans', sans-serif"
_HEADLINE = 80  # letters in a line of it
_SHORT_WORD = re.compile(r"(?<!\S)(\w{1,2}) ")  # stays with the word after it
SHADOW = "hatch-here"  # becomes a name of its own in every drawing


def row(place: int, point: Point, length: int) -> dict[str, Any]:
    joined = point.value if point.role == "full" else None
    return {"place": f"{place:02d}", "label": point.label, "value": point.value, "joined": joined,
            "text": point.text, "role": point.role, "breaks": point.breaks_before}  # fmt: skip


def title(headline: str, direction: str) -> dict[str, Any]:
    """What is to be seen, above the drawing, in as many lines as it needs."""
    if not headline:
        return {}
    said = {"text": _balanced(_SHORT_WORD.sub("\\1\u00a0", headline)), "fontSize": 14, "fontWeight": 600, "color": INK,
            "anchor": "end" if direction == "rtl" else "start", "offset": 12, "frame": "group"}  # fmt: skip
    return {"title": said}


def _balanced(text: str) -> list[str]:
    """In as few lines as hold it, none much longer than the others."""
    fewest = len(textwrap.wrap(text, _HEADLINE))
    widths = range(-(-len(text) // fewest), _HEADLINE + 1)
    return next(lines for width in widths if len(lines := textwrap.wrap(text, width)) == fewest)


def wrapped(name: str, widest: int) -> list[str]:
    """In two lines of so many letters at most."""
    return textwrap.wrap(name, width=widest, max_lines=2, placeholder=" …")


def labels(rows: list[dict[str, Any]], widest: int = 0) -> str:
    """The names of the places, in two lines of so many letters at most; nought for one line each."""
    named = {row["place"]: wrapped(row["label"], widest) if widest else row["label"] for row in rows}
    return f"({json.dumps(named, ensure_ascii=False)})[datum.value] || ''"


def nought(axis: str = "y") -> dict[str, Any]:
    """The line from which bars stand and hang, where values lie on both sides of it."""
    at = {"datum": 0, "type": "quantitative", "axis": None}
    # With data of its own: else it would be drawn once for every bar.
    return {"data": {"values": [{}]}, "mark": {"type": "rule", "stroke": AXIS, "strokeWidth": 1},
            "encoding": {axis: at}}  # fmt: skip


def spec(rows: list[dict[str, Any]], layers: list[dict[str, Any]], height: int, width: int = WIDTH) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width, "height": height, "background": None, "padding": {"left": 2, "right": 2, "top": 4, "bottom": 2},
        "data": {"values": rows}, "layer": layers,
        "config": {"font": LAID_OUT_IN, "view": {"stroke": None}, "axis": {"grid": False}},
    }  # fmt: skip
