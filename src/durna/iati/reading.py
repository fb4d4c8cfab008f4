"""Read activities into nodes (shapes.py). Nothing of an element is lost: what no shape covers is kept beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from durna.iati.messages import Message
from durna.iati.shapes import ACTIVITY, Node, Shape
from durna.iati.xml import LANGUAGE, Element, place


def activities(root: Element) -> list[Node]:
    """Each activity of a file; or the one where the file is an activity alone."""
    found = [root] if root.tag == "iati-activity" else root.findall("iati-activity")
    return [read(element, ACTIVITY) for element in found]


def read(element: Element, shape: Shape) -> Node:
    node: Node = {}
    left_attributes = {str(name): str(value) for name, value in element.attrib.items()}
    for name, attribute in shape.attributes.items():
        if attribute in left_attributes:
            node[name] = left_attributes.pop(attribute)
    if shape.text:
        node[shape.text] = (element.text or "").strip()
    left = [child for child in element.iterchildren() if not _taken(node, child, element, shape)]
    kept = {
        "attributes": left_attributes,
        "elements": [etree.tostring(child, encoding="unicode", with_tail=False) for child in left],
    }
    if left_attributes or left:
        node["kept"] = {name: value for name, value in kept.items() if value}
    return node


def _taken(node: Node, child: Element, parent: Element, shape: Shape) -> bool:
    if not isinstance(child.tag, str):
        return True
    if shape.texts and child.tag == "narrative" and set(child.attrib) <= {LANGUAGE} and not len(child):
        node.setdefault("texts", []).append([child.get(LANGUAGE, ""), child.text or ""])
        return True
    return _is_value(node, child, shape) or _is_narrated(node, child, shape) or _is_node(node, child, parent, shape)


def _is_value(node: Node, child: Element, shape: Shape) -> bool:
    for name, (tag, attribute) in shape.values.items():
        if child.tag == tag and set(child.attrib) == {attribute} and not len(child) and name not in node:
            node[name] = child.get(attribute)
            return True
    return False


def _is_narrated(node: Node, child: Element, shape: Shape) -> bool:
    for name, tag in shape.narrated.items():
        if child.tag != tag or child.attrib or name in node:
            continue
        inner = read(child, Shape(texts=True))
        if "kept" not in inner:
            node[name] = inner.get("texts", [])
            return True
    return False


def _is_node(node: Node, child: Element, parent: Element, shape: Shape) -> bool:
    for name, (tag, inner) in shape.one.items():
        if child.tag == tag and name not in node:
            node[name] = read(child, inner)
            return True
    for name, (tag, inner) in shape.many.items():
        if child.tag == tag:
            node.setdefault(name, []).append(read(child, inner))
            return True
    return False


def not_covered(root: Element) -> Iterator[Message]:
    """What is kept without being understood, each once with its place: to be listed, so that nobody thinks it lost."""
    found = [root] if root.tag == "iati-activity" else root.findall("iati-activity")
    for element in found:
        yield from _not_covered(element, ACTIVITY)


def _not_covered(element: Element, shape: Shape) -> Iterator[Message]:
    covered = set(shape.attributes.values())
    for name in element.attrib:
        if name not in covered:
            yield _kept(element, f"@{name}")
    inner: Mapping[str, Shape] = dict((*shape.one.values(), *shape.many.values()))
    for child in element.iterchildren():
        probe: Node = {}
        if isinstance(child.tag, str) and child.tag in inner:
            yield from _not_covered(child, inner[child.tag])
        elif not _taken(probe, child, element, shape):
            yield _kept(child, str(child.tag))


def _kept(element: Element, name: str) -> Message:
    return Message("kept", "warning", element.sourceline or 0, place(element), {"name": name.rpartition("}")[2]})
