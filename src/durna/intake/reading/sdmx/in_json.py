"""SDMX-JSON 1.0 and 2.0: observations under keys of positions, and the lists of structure messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError)
VALUE = "OBS_VALUE"
_LISTS = ("codelists", "valueLists", "conceptSchemes", "categorySchemes", "agencySchemes", "geographicCodelists")
_ITEMS = ("codes", "valueItems", "concepts", "categories", "agencies", "geoFeatureSetCodes")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Raises one of BROKEN for what is no message."""
    message = json.loads(path.read_bytes())
    data = message.get("data", message)
    if "dataSets" in data:
        for one in data["dataSets"]:
            yield from _data_set(one, _structure_of(message, data, one))
    else:
        for kind in _LISTS:
            for scheme in data.get(kind, ()):
                yield from _items(kind, scheme)


def _structure_of(message: Mapping[str, Any], data: Mapping[str, Any], one: Mapping[str, Any]) -> Mapping[str, Any]:
    """2.0 has a list of structures; 1.0 one, in the data or beside them."""
    if "structures" in data:
        found: Mapping[str, Any] = data["structures"][one.get("structure", 0)]
        return found
    return data.get("structure") or message["structure"]  # type: ignore[no-any-return]


def _data_set(one: Mapping[str, Any], structure: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    whole = _fixed(dimensions.get("dataSet", ())) | _chosen(one.get("attributes", ()), attributes.get("dataSet", ()))
    if "series" not in one:
        yield from _observations(one.get("observations", {}), whole, structure)
    for key, series in one.get("series", {}).items():
        said = _at(key, dimensions.get("series", ())) | _chosen(
            series.get("attributes", ()), attributes.get("series", ())
        )
        yield from _observations(series.get("observations", {}), whole | said, structure)


def _observations(
    found: Mapping[str, Sequence[Any]], above: Mapping[str, str], structure: Mapping[str, Any]
) -> Iterator[dict[str, str]]:
    dimensions = structure["dimensions"].get("observation", ())
    attributes = structure.get("attributes", {}).get("observation", ())
    measures = [one["id"] for one in structure.get("measures", {}).get("observation", ())] or [VALUE]
    for key, told in found.items():
        values = {id: _text(value) for id, value in zip(measures, told, strict=False) if value is not None}
        yield {**above, **_at(key, dimensions), **values, **_chosen(told[len(measures) :], attributes)}


def _fixed(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {one["id"]: _code(one["values"][0]) for one in components if one.get("values")}


def _at(key: str, components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """`0:3:1` is the first, fourth and second value of three dimensions."""
    places = [int(place) for place in key.split(":")] if components else []
    return {one["id"]: _code(one["values"][place]) for one, place in zip(components, places, strict=True)}


def _chosen(told: Sequence[Any], components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """An attribute is a place in its list of values, or the value itself where it has no list."""
    found = {}
    for value, one in zip(told, components, strict=False):
        values = one.get("values") or ()
        is_place = isinstance(value, int) and not isinstance(value, bool) and bool(values)
        if value is not None:
            found[one["id"]] = _code(values[value]) if is_place else _text(value)
    return found


def _code(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    return _text(value["id"] if "id" in value else value.get("value", value.get("name", "")))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _items(kind: str, scheme: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    about = {
        "scheme_kind": kind, "scheme_agency": scheme.get("agencyID", ""), "scheme_id": scheme.get("id", ""),
        "scheme_version": scheme.get("version", ""),
    }  # fmt: skip
    for name in _ITEMS:
        for item in scheme.get(name, ()):
            yield about | {"item_kind": name} | _item(item)


def _item(item: Mapping[str, Any]) -> dict[str, str]:
    texts = {f"name_{language}": text for language, text in item.get("names", {}).items()}
    said = {"id": item.get("id", ""), "parent": item.get("parent", ""), **(texts or {"name_en": item.get("name", "")})}
    return {id: text for id, text in said.items() if text}
