"""The document as one row of things to set, and which of them go on pages turned across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from durna.publish.pdf.inline import Data

# What leads to a wide table (its heading, a definition) goes on the turned page with it, up to so many letters.
_LEADING = 1500


@dataclass(frozen=True)
class Piece:
    data: Data
    letters: int = 0
    is_across: bool = False
    is_heading: bool = False
    is_chapter: bool = False
    is_text: bool = False  # of words alone


def sheets(pieces: Sequence[Piece]) -> list[Data]:
    """Pieces in runs of one page format: `{"across": bool, "pieces": [...]}`."""
    turned = _turned(pieces)
    made: list[Data] = []
    for place, piece in enumerate(pieces):
        is_new = not made or made[-1]["across"] != turned[place] or (turned[place] and piece.is_chapter)
        if is_new:
            made.append({"across": turned[place], "pieces": []})
        made[-1]["pieces"].append(piece.data)
    return made


def _turned(pieces: Sequence[Piece]) -> list[bool]:
    turned = [piece.is_across for piece in pieces]
    for place, piece in enumerate(pieces):
        if piece.is_across:
            for each in _leading(pieces, place):
                turned[each] = True
    return turned


def _leading(pieces: Sequence[Piece], place: int) -> Iterator[int]:
    """The words before a wide table, back to their heading and the headings over it, if they are few."""
    at, letters = place - 1, 0
    while at >= 0 and pieces[at].is_text and not pieces[at].is_heading:
        letters += pieces[at].letters
        at -= 1
    if at < 0 or letters > _LEADING or not pieces[at].is_heading:
        return
    while at > 0 and pieces[at - 1].is_heading and not pieces[at].is_chapter:
        at -= 1
    yield from range(at, place)
