"""Runs of the document as data for the template. Text stays text: the template never reads it as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any

from durna.publish.document import Footnote, Link, Reference, Run, Runs, Strong

Data = dict[str, Any]

_LONG_WORD = re.compile(r"\S{23,}")
_AFTER_SIGN = re.compile(r"(?<=[/._?&=,;:-])(?=\w)")
_STRETCH = re.compile(r"\w{12}(?=\w)")
BREAK = "\u200b"


class Inline:
    """`anchors`: what can be gone to; `letters` makes a text fit for the fonts."""

    def __init__(self, anchors: Container[str], letters: Callable[[str], str]) -> None:
        self._anchors = anchors
        self._letters = letters

    def text(self, text: str) -> str:
        """A text whose long words (addresses, names without a blank) may break, so that none leaves its column."""
        return _LONG_WORD.sub(_with_breaks, self._letters(text))

    def name(self, text: str) -> str:
        """A text that is not set in lines: a title in the file's properties, a description of a picture."""
        return self._letters(text).replace("\n", " ")

    def runs(self, runs: Runs) -> list[str | Data]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> str | Data:
        match run:
            case Footnote():
                return {"kind": "footnote", "runs": self.runs(run.runs)}
            case Strong():
                return {"kind": "strong", "text": self.text(run.text)}
            case Link() | Reference() if run.target.startswith(("http://", "https://", "mailto:")):
                return {"kind": "address", "text": self.text(run.text), "to": run.target}
            case Link() | Reference() if run.target.startswith("#") and run.target[1:] in self._anchors:
                return {"kind": "anchor", "text": self.text(run.text), "to": run.target[1:]}
            case _:
                # A page of the site or a file beside it cannot be reached from paper: its name stands as words.
                return self.text(run.text)


def _with_breaks(word: re.Match[str]) -> str:
    return _STRETCH.sub(lambda part: part[0] + BREAK, _AFTER_SIGN.sub(BREAK, word[0]))
