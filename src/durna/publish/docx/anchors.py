"""Bookmarks: names that Word takes, for the anchors of the document."""

from __future__ import annotations

import re
from hashlib import sha256

from durna.publish.docx.oxml import Element, w

LONGEST = 40  # a longer name makes Word say that the file is damaged


def name_of(anchor: str, part: str = "") -> str:
    """The bookmark of an anchor. One that begins with `_` is not listed among those that people made."""
    letters = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
    ending = f"_{part}" if part else ""
    if letters == anchor and len(anchor) + len(ending) + 3 <= LONGEST:
        return f"_p_{anchor}{ending}"
    digest = sha256(anchor.encode()).hexdigest()[:10]
    return f"_p_{letters[: LONGEST - len(digest) - len(ending) - 4]}_{digest}{ending}"


class Bookmarks:
    """Gives out their ids. `first`: above those that a template has."""

    def __init__(self, first: int) -> None:
        self._next = first

    def around(self, name: str, content: list[Element]) -> list[Element]:
        own, self._next = self._next, self._next + 1
        return [w("bookmarkStart", id=own, name=name), *content, w("bookmarkEnd", id=own)]
