"""The areas of a GeoJSON file (RFC 7946), for borders that a workspace draws itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.publish.maps.rings import Polygon, Ring, wound


def polygons_of(file: Path) -> tuple[Polygon, ...]:
    """Every polygon of the file. Raises UserError where it is not there, no GeoJSON, or has no area."""
    try:
        found = tuple(wound(_polygon(each)) for each in _areas(json.loads(file.read_text(encoding="utf-8"))))
    except OSError as error:
        raise _wrong(file, "it cannot be read") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise _wrong(file, "it is not GeoJSON as a map needs it") from error
    if not found:
        raise _wrong(file, "it has no polygon")
    return found


def _areas(shape: Any) -> Iterator[Any]:
    match shape["type"]:
        case "FeatureCollection":
            for feature in shape["features"]:
                yield from _areas(feature)
        case "Feature":
            yield from _areas(shape["geometry"])
        case "GeometryCollection":
            for each in shape["geometries"]:
                yield from _areas(each)
        case "MultiPolygon":
            yield from shape["coordinates"]
        case "Polygon":
            yield shape["coordinates"]


def _polygon(coordinates: Any) -> Polygon:
    rings = tuple(_ring(each) for each in coordinates)
    if not rings:
        raise ValueError("a polygon without a ring")
    return rings


def _ring(coordinates: Any) -> Ring:
    ring = tuple((float(place[0]), float(place[1])) for place in coordinates)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring that is not closed")
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
        raise ValueError("a place that is not on the Earth")
    return ring


def _wrong(file: Path, what: str) -> UserError:
    return UserError(
        message="wrong-file",
        what=file.name,
        detail=f"{what}.",
        found=f"{file.name}: {what}.",
        expected="GeoJSON with polygons; longitude, then latitude, in degrees; closed rings.",
        do="Export the area again as GeoJSON in WGS 84, or take the geometry out of the policy of borders.",
    )
