"""Letters of a drawing apart from it: the page sets them over it, as it sets its own.

A drawing's letters are shaped by another part of the layout program, which cannot name every shape of Arabic as the
archive standard asks. Drawings come from one library, so that only what it writes is read here: groups that are moved,
and texts that are moved and turned, in one line or in several.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from durna.publish.pdf.glyphs import covered

_SPACE = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)")
_TURNED = re.compile(r"rotate\(([-\d.e]+)[^)]*\)(.*)")


@dataclass(frozen=True)
class Parted:
    """The drawing without letters, its width and height, and its letters as data for the template."""

    drawing: bytes
    size: tuple[float, float]
    letters: tuple[dict[str, Any], ...]


def has_strange_letters(drawing: str) -> bool:
    """Whether it has letters that read from the right, or that no font of print has: the page has an answer to both."""
    return any(_reads_from_right(each) or ord(each) not in covered() for each in set(drawing) if not each.isascii())


def parted(drawing: str) -> Parted:
    root = ET.fromstring(drawing)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = tuple(_taken(root, (0.0, 0.0)))
    ET.register_namespace("", _SPACE[1:-1])
    return Parted(ET.tostring(root, encoding="utf-8"), (width, height), found)


def _taken(element: ET.Element, moved: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """The letters within an element, which loses them; `moved`: where its own nought lies."""
    for child in list(element):
        transform = child.get("transform", "")
        step = _step(transform)
        at = (moved[0] + step[0], moved[1] + step[1])
        if child.tag == f"{_SPACE}text":
            element.remove(child)
            yield from _lines(child, at, transform)
        else:
            yield from _taken(child, at)


def _step(transform: str) -> tuple[float, float]:
    """How far the first move goes, which stands before a turn."""
    found = _MOVED.match(transform)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def _lines(text: ET.Element, at: tuple[float, float], transform: str) -> Iterator[dict[str, Any]]:
    """`along` and `down`: how far the letters stand from that place, on the way that they read."""
    turned = _TURNED.search(transform)
    along, down = _step(turned[2].strip()) if turned else (0.0, 0.0)
    shared = {
        "x": at[0], "y": at[1], "turn": float(turned[1]) if turned else 0.0, "along": along,
        "size": float(text.get("font-size", "12px").removesuffix("px")),
        "anchor": text.get("text-anchor", "start"), "fill": text.get("fill", "#000000"),
        "weight": int(text.get("font-weight", "400")), "rim": _rim(text),
    }  # fmt: skip
    for part in [text, *text]:
        down += float(part.get("dy", "0")) if part is not text else 0.0
        if part.text:
            yield {**shared, "down": down, "text": part.text, "rtl": any(map(_reads_from_right, part.text))}


def _reads_from_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _rim(text: ET.Element) -> float:
    """How wide the white around the letters is."""
    return float(text.get("stroke-width", "1")) if text.get("stroke", "none") not in ("none", "transparent") else 0.0
