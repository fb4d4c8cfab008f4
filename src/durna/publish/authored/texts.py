"""What an author wrote, taken apart: words, figures quoted, claims about figures, references and footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from durna.periods import Period
from durna.publish.document import Link, Strong, Words

STATUSES = ("draft", "reviewed", "approved")
POSITIONS = ("after", "start", "end")


@dataclass(frozen=True)
class Quoted:
    """A figure in the text, by its full address or by what it is about; `confirmed`: its value as the author saw it."""

    said: str
    line: int
    indicator: str
    period: Period | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    address: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class Claim:
    """That a figure moved from one period to another in some way; in the author's own words, or in the computed one.

    With `by` it is about the place of one group among those of that breakdown; both figures are that group's then.
    """

    said: str
    line: int
    kind: str
    earlier: Quoted
    later: Quoted
    words: str = ""
    by: str = ""


@dataclass(frozen=True)
class Pointer:
    """A reference to a section, a table or a chart of the Profile by its anchor."""

    anchor: str
    line: int


@dataclass(frozen=True)
class Remark:
    """A footnote."""

    pieces: tuple[Piece, ...]


Piece = Words | Strong | Link | Pointer | Quoted | Claim | Remark


@dataclass(frozen=True)
class Text:
    """One file in one language. `position`: after what the section `place` states first, or at its start or end."""

    file: str
    name: str
    language: str
    place: str
    position: str
    author: str
    status: str
    when: date
    paragraphs: tuple[tuple[Piece, ...], ...]
    reviewer: str = ""

    @property
    def is_approved(self) -> bool:
        return self.status == "approved"


def every_piece(text: Text) -> tuple[Piece, ...]:
    """In reading order; those of a footnote follow it."""
    return tuple(found for paragraph in text.paragraphs for piece in paragraph for found in _opened(piece))


def _opened(piece: Piece) -> tuple[Piece, ...]:
    return (piece, *piece.pieces) if isinstance(piece, Remark) else (piece,)
