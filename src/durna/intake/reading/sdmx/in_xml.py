"""SDMX-ML, element by element: generic and structure-specific data, and the lists of structure messages.

Elements are known by their local names, which versions 2.0, 2.1 and 3.0 share; namespaces differ in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

BROKEN = (ParseError,)
VALUE, TIME = "OBS_VALUE", "TIME_PERIOD"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEMS = (
    "Code", "HierarchicalCode", "Concept", "Category", "Agency", "DataProvider", "ValueItem", "GeoFeatureSetCode",
    "GeoGridCode", "Dimension", "TimeDimension", "Attribute", "PrimaryMeasure", "Measure", "MetadataAttribute",
)  # fmt: skip
# What is remembered of a list while its items go by.
_SCHEME = ("agencyID", "id", "version")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """One observation or one item after the other. Raises one of BROKEN for what is no XML."""
    reader = _Reader()
    with path.open("rb") as stream:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):
            if event == "start":
                reader.begin(local(element), element)
            else:
                yield from reader.end(local(element), element)


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class _Reader:
    """Where in the message the parser is."""

    def __init__(self) -> None:
        self.at = TIME
        self.groups: list[tuple[dict[str, str], dict[str, str]]] = []
        self.scheme: dict[str, str] = {}
        self.path: list[Element] = []
        self.whole: dict[str, str] = {}

    def begin(self, name: str, element: Element) -> None:
        if name == "Structure" and "dimensionAtObservation" in element.attrib:
            self.at = element.attrib["dimensionAtObservation"]
        elif name == "DataSet":
            self.groups = []
            self.whole = _plain(element)
        elif name not in (*_ITEMS, "Ref") and "agencyID" in element.attrib and "id" in element.attrib:
            self.scheme = {"scheme_kind": name} | {
                f"scheme_{one.removesuffix('ID')}": element.get(one, "") for one in _SCHEME
            }
        self.path.append(element)

    def end(self, name: str, element: Element) -> Iterator[dict[str, str]]:
        self.path.pop()
        if name == "Group":
            self.groups.append(_group(element))
            element.clear()
        elif name == "Obs":
            yield self._observation(element)
            self._forget(element)
        elif name in _ITEMS and self.scheme and _id(element):
            yield self._item(element)
            self._forget(element)
        elif name in ("Series", "DataSet"):
            self._forget(element)

    def _forget(self, element: Element) -> None:
        """Also out of its parent, which would keep an empty element for each of a million."""
        element.clear()
        if self.path and len(self.path[-1]) and self.path[-1][-1] is element:
            self.path[-1].remove(element)

    def _observation(self, element: Element) -> dict[str, str]:
        above = self.path[-1]
        series = _said(above, self.at) if local(above) == "Series" else {}
        own = _said(element, self.at)
        key = {**series, **own}
        found = {**self.whole, **series, **own}
        for held, told in self.groups:
            if (held and all(key.get(id) == value for id, value in held.items())) or (not held and _shares(told, key)):
                found |= {id: value for id, value in told.items() if id not in key}
        return found

    def _item(self, element: Element) -> dict[str, str]:
        parent = element.get("parentCode") or _named(element, "Parent") or self._above()
        said = {
            "item_kind": local(element), "id": _id(element), "parent": parent,
            "code": _named(element, "Code") if local(element) == "HierarchicalCode" else "", **_texts(element),
        }  # fmt: skip
        return {**self.scheme, **{id: text for id, text in said.items() if text}}

    def _above(self) -> str:
        """Categories lie inside each other."""
        above = self.path[-1] if self.path else None
        return above.get("id", "") if above is not None and local(above) in _ITEMS else ""


def _said(element: Element, at: str) -> dict[str, str]:
    """Key, attributes and value of a series or an observation, however the message writes them."""
    found = _plain(element)
    for child in element:
        name = local(child)
        if name in ("SeriesKey", "ObsKey", "Attributes"):
            found |= _values(child)
        elif name in ("ObsDimension", "Time"):
            found[child.get("id") or at] = child.get("value") or (child.text or "").strip()
        elif name == "ObsValue":
            found[VALUE] = child.get("value", "")
        elif name == "Comp":
            found[child.get("id", "")] = ";".join(text for one in child if (text := (one.text or "").strip()))
    return {id: value for id, value in found.items() if id and value}


def _plain(element: Element) -> dict[str, str]:
    """Of a structure-specific message: attributes of no namespace are components, and `type` of an observation tells
    the measure."""
    found = {id: value for id, value in element.attrib.items() if not id.startswith("{")}
    if local(element) == "DataSet":
        return {id: value for id, value in found.items() if id.isupper()}
    kind = element.get(_TYPE, "").rpartition(":")[2]
    if local(element) == "Obs" and kind and kind != "ObsType":
        found.setdefault("MEASURE", kind)
    return found


def _values(element: Element) -> dict[str, str]:
    return {one.get("id") or one.get("concept") or "": one.get("value", "") for one in element}


def _group(element: Element) -> tuple[dict[str, str], dict[str, str]]:
    """The key of the group where the message tells it apart, and what is said of the group."""
    held, told = {}, _plain(element)
    for child in element:
        if local(child) == "GroupKey":
            held = _values(child)
        elif local(child) == "Attributes":
            told |= _values(child)
    return (held, {id: value for id, value in told.items() if id != "type"}) if held else ({}, _plain(element))


def _shares(told: Mapping[str, str], key: Mapping[str, str]) -> bool:
    common = told.keys() & key.keys()
    return bool(common) and all(told[id] == key[id] for id in common)


def _id(element: Element) -> str:
    """A component of a structure may be known by its concept alone."""
    return element.get("id") or element.get("value") or _named(element, "ConceptIdentity")


def _texts(element: Element) -> dict[str, str]:
    return {
        f"{local(child).lower()}_{child.get(_LANGUAGE, 'en')}": (child.text or "").strip()
        for child in element
        if local(child) in ("Name", "Description")
    }


def _named(element: Element, name: str) -> str:
    """The item that a child refers to: by an element (2.1), by its id, or by the end of a URN (3.0)."""
    for child in element:
        if local(child) == name:
            below = next((one for one in child if local(one) == "Ref"), None)
            text = (child.text or "").strip() if below is None else below.get("id", "")
            return text.rpartition(").")[2] if text.startswith("urn:") else text
    return ""
