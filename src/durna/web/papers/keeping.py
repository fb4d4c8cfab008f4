"""Keep a paper as data, so that it opens years later as it was, whatever its room says by then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from durna.publish import document as model
from durna.publish.document import Document

_CLASSES = {
    each.__name__: each
    for each in (
        model.Bullets, model.Box, model.Cell, model.Column, model.Cover, model.Document, model.Footnote, model.Link,
        model.Note, model.Number, model.Page, model.Paragraph, model.Reference, model.Row, model.Section, model.Strong,
        model.Table, model.Terms, model.Words,
    )
}  # fmt: skip
_IS = "is"


def held(paper: Document) -> dict[str, Any]:
    """As plain data for JSON. Charts are not held: a paper of the site has none."""
    return _held(paper)


def opened(data: Mapping[str, Any]) -> Document:
    """The paper that `held` was given. A field that came later has its default."""
    found = _opened(data)
    assert isinstance(found, Document)
    return found


def fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 over the data in one order."""
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _held(value: Any) -> Any:
    if is_dataclass(value) and type(value).__name__ in _CLASSES:
        said = {each.name: _held(getattr(value, each.name)) for each in fields(value)}
        return {_IS: type(value).__name__, **said}
    if isinstance(value, tuple):
        return [_held(each) for each in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"a paper cannot keep a {type(value).__name__}")


def _opened(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_opened(each) for each in value)
    if isinstance(value, Mapping):
        made = _CLASSES[value[_IS]]
        known = {each.name for each in fields(made)}
        return made(**{name: _opened(each) for name, each in value.items() if name in known})
    return value
