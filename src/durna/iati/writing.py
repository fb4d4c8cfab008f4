"""Write nodes (shapes.py) as a file of the standard, in the order that its schema asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from lxml import etree

from durna.iati import standard
from durna.iati.shapes import ACTIVITY, OWN, Node, Shape
from durna.iati.xml import LANGUAGE, Element

_NAMES = {"durna": OWN}


def document(nodes: Iterable[Node], made: str = "") -> Element:
    """The root of a file. `made`: a moment in ISO form that the file carries, or nothing; never the clock."""
    root = etree.Element("iati-activities", {"version": standard.VERSION}, nsmap=_NAMES)
    if made:
        root.set("generated-datetime", made)
    for node in nodes:
        root.append(write(node, ACTIVITY, "iati-activity"))
    return root


def content(root: Element) -> bytes:
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def write(node: Node, shape: Shape, tag: str, path: str = "") -> Element:
    element = etree.Element(tag)
    kept = node.get("kept", {})
    for name, attribute in shape.attributes.items():
        if node.get(name) not in (None, ""):
            element.set(attribute, str(node[name]))
        elif node.get(name) == "":
            element.set(attribute, "")
    for attribute, value in kept.get("attributes", {}).items():
        element.set(attribute, value)
    if shape.text:
        element.text = str(node.get(shape.text, ""))
    here = path or tag
    children = [*_children(node, shape, here), *(etree.fromstring(each) for each in kept.get("elements", ()))]
    # Sorted by what the schema asks for; what it does not know, of another namespace, comes last.
    places = {name: number for number, name in enumerate(_order(here))}
    element.extend(sorted(children, key=lambda child: places.get(str(child.tag), len(places))))
    return element


@cache
def _order(path: str) -> tuple[str, ...]:
    """The schema declares some elements at the top, and others inside those."""
    known, parts = standard.order("activities"), path.split("/")
    names = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((known[name] for name in names if name in known), ())


def _children(node: Node, shape: Shape, path: str) -> list[Element]:
    found = _narratives(node.get("texts", ())) if shape.texts else []
    for name, (tag, attribute) in shape.values.items():
        if node.get(name) is not None:
            found.append(etree.Element(tag, {attribute: str(node[name])}))
    for name, tag in shape.narrated.items():
        if node.get(name) is not None:
            child = etree.Element(tag)
            child.extend(_narratives(node[name]))
            found.append(child)
    for name, (tag, inner) in shape.one.items():
        if node.get(name) is not None:
            found.append(write(node[name], inner, tag, f"{path}/{tag}"))
    for name, (tag, inner) in shape.many.items():
        found += [write(each, inner, tag, f"{path}/{tag}") for each in node.get(name, ())]
    return found


def _narratives(texts: Iterable[Sequence[str]]) -> list[Element]:
    found = []
    for language, text in texts:
        element = etree.Element("narrative", {LANGUAGE: language} if language else {})
        element.text = text
        found.append(element)
    return found
