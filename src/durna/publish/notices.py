"""What became of a document otherwise than asked, for whoever makes it: nothing is left out or changed in silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """`place` names a table, a chart, a style; `text` says, in the words of errors, what was done about it."""

    format: str
    language: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.format}, {self.language}, {self.place}: {self.text}"
