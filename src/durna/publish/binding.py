"""Short words stay with the word after them, in every format alike: `в 2021 году` is not parted after its first letter.

Which words these are is a fact of the language (`stay_with_next` in its `language.yaml`). What a document says is bound
as a whole, before anything is written from it: what is compared in words (`durna diff`) stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from durna.languages import facts
from durna.publish.document import Document, Number

# Fields that hold what people read; ids, targets, roles and marks are left alone.
_READ = frozenset((
    "text", "title", "caption", "subtitle", "headline", "description", "unit", "label", "below", "panel", "legend",
    "pairs", "country", "period", "as_of", "edition", "watermark",
))  # fmt: skip
_OUTLINES = frozenset(("land", "place"))  # of maps: very many numbers and no words
_NO_BREAK = "\u00a0"


def bound(document: Document) -> Document:
    """The document as it is set; itself where its language binds nothing."""
    words = tuple(facts(document.language).stay_with_next)
    if not words:
        return document
    pattern = _pattern(document.language, words)
    made: Document = _bound(document, lambda text: pattern.sub(rf"\1{_NO_BREAK}", text))
    return made


@cache
def _pattern(language: str, words: tuple[str, ...]) -> re.Pattern[str]:
    """A word of the list, small or large, and the blank after it; two of them in a row are bound both."""
    known = facts(language)
    every = sorted({form for word in words for form in (word, known.upper(word[:1]) + word[1:])})
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, every))}) ")


def _bound(node: Any, bind: Callable[[str], str]) -> Any:
    names = (each.name for each in fields(node) if each.name not in _OUTLINES)
    return replace(node, **{name: _of_field(name, getattr(node, name), bind) for name in names})


def _of_field(name: str, held: Any, bind: Callable[[str], str]) -> Any:
    if isinstance(held, str):
        return bind(held) if name in _READ else held
    if isinstance(held, tuple):
        return tuple(_of_field(name, each, bind) for each in held)
    if isinstance(held, Mapping) and name in _READ:
        return {key: bind(text) for key, text in held.items()}
    # A number keeps the blanks of the house format.
    return _bound(held, bind) if is_dataclass(held) and not isinstance(held, Number) else held
