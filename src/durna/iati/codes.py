"""Every code of a file held against its list."""

from __future__ import annotations

from collections.abc import Iterator

from durna.iati.messages import ERROR, WARNING, Message
from durna.iati.standard import Coded, coded
from durna.iati.xml import Element, place


def check(root: Element) -> Iterator[Message]:
    for child in root.iterchildren():
        yield from _under(child, str(child.tag))


def _under(element: Element, path: str) -> Iterator[Message]:
    for each in coded().get(path, ()):
        yield from _one(element, each)
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            yield from _under(child, f"{path}/{child.tag}")


def _one(element: Element, asked: Coded) -> Iterator[Message]:
    value = element.get(asked.attribute)
    if value is None or value in asked.codes.codes:
        return
    if asked.vocabularies and (element.get("vocabulary") or "") not in asked.vocabularies:
        return
    level = ERROR if asked.codes.is_complete else WARNING
    said = {"value": value, "attribute": asked.attribute, "list": asked.codes.name, "element": str(element.tag)}
    yield Message("code", level, element.sourceline or 0, place(element), said)
