"""What is wrong with a file, where, and what to do: a code with values, said in any language of the locales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from durna.publish.texts import Texts

ERROR, WARNING = "error", "warning"
ROOMS = ("durna.iati",)


@dataclass(frozen=True)
class Message:
    """`code`: the message `iati-<code>` of the locales, and `iati-<code>-do`. `path`: that of the element it is about.

    An error makes the file invalid; a warning says what a reader of the file will miss or doubt.
    """

    code: str
    level: str = ERROR
    line: int = 0
    path: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)

    def softened(self) -> Message:
        return replace(self, level=WARNING)

    def found(self, language: str = "en") -> str:
        return texts(language)(f"iati-{self.code}", **self.values)

    def do(self, language: str = "en") -> str:
        return texts(language)(f"iati-{self.code}-do", **self.values)


@cache
def texts(language: str) -> Texts:
    return Texts(language, ROOMS)
