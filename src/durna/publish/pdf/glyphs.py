"""Which characters the fonts of print can show: what they lack is replaced by a box and told, never left to chance."""

from __future__ import annotations

import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

FONTS = "assets/print-fonts"
STAND_IN = "\u25a1"
_PLATFORMS_OF_UNICODE = (0, 3)


class Letters:
    """Makes texts fit for print and remembers what it had to replace."""

    def __init__(self) -> None:
        self._known = {ord("\n"), *covered()}
        self.missing: Counter[str] = Counter()

    def __call__(self, text: str) -> str:
        text = text.replace("\t", " ")
        if all(ord(letter) in self._known for letter in text):
            return text
        return "".join(map(self._fit, text))

    def _fit(self, letter: str) -> str:
        # Marks of format (directions, joiners) have no shape, so that no font needs to have them.
        if ord(letter) in self._known or unicodedata.category(letter) == "Cf":
            return letter
        self.missing[letter] += 1
        return STAND_IN


def named(letter: str) -> str:
    """`U+4E2D`: a character by its number, for those who cannot see it."""
    return f"U+{ord(letter):04X}"


@cache
def covered() -> frozenset[int]:
    """Every character that one of the fonts of print has."""
    return frozenset(code for font in _fonts() for code in _of_font(font.read_bytes()))


def _fonts() -> Iterator[Traversable]:
    return (each for each in (files("durna.publish") / FONTS).iterdir() if each.name.endswith(".ttf"))


def _of_font(font: bytes) -> Iterator[int]:
    """From the `cmap` table (OpenType specification): formats 4 and 12, which every font of today has."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    (encodings,) = struct.unpack_from(">H", font, start + 2)
    for each in range(encodings):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * each)
        if platform in _PLATFORMS_OF_UNICODE:
            yield from _of_map(font, start + offset)


def _of_map(font: bytes, at: int) -> Iterator[int]:
    (shape,) = struct.unpack_from(">H", font, at)
    if shape == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for each in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * each)
            yield from range(first, last + 1)
    elif shape == 4:
        yield from _of_segments(font, at)


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    segments = struct.unpack_from(">H", font, at + 6)[0] // 2
    lasts = struct.unpack_from(f">{segments}H", font, at + 14)
    firsts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
    for first, last in zip(firsts, lasts, strict=True):
        # The last segment only ends the list; no character has its number.
        yield from (code for code in range(first, last + 1) if code != 0xFFFF)
