"""Who is drawn where: the shipped policy of borders, and the workspace's own file before it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.indicators import handwritten
from durna.publish.maps.geojson import polygons_of
from durna.publish.maps.rings import Box, Polygon

FILE = "borders.yaml"
UNDETERMINED = "undetermined"
EXPECTED = (
    "territories: a name for each, and under it `drawn_as` (a code such as UKR, or 'undetermined') with "
    "`outline` (a code or name of the outlines), `within` ([west, south, east, north]), `south_of` (a latitude) "
    "or `geometry` (a GeoJSON file)."
)
_KEYS = frozenset({"outline", "within", "south_of", "drawn_as", "geometry", "reason"})


@dataclass(frozen=True)
class Territory:
    name: str
    drawn_as: str
    outline: str = ""
    within: Box | None = None
    south_of: float | None = None  # a parallel that parts the outline
    polygons: tuple[Polygon, ...] | None = None  # drawn in place of the outline's own


def read(root: Path | None, known: Collection[str]) -> tuple[Territory, ...]:
    """Raises UserError where a file is no policy, names an outline or country that is not there, or bad GeoJSON.

    `known`: the units that the outlines have.
    """
    found = dict(_shipped())
    own = root / FILE if root else None
    if own and own.is_file():
        found |= _territories(own)
        for each in found.values():
            _check(own, each, known)
    return tuple(found.values())


@cache
def _shipped() -> Mapping[str, Territory]:
    with as_file(files("durna.publish.maps") / FILE) as file:
        return _territories(file)


def _territories(file: Path) -> dict[str, Territory]:
    raw = handwritten.read(file, EXPECTED) or {}
    listed = raw.get("territories") if isinstance(raw, dict) else None
    if not isinstance(listed, dict):
        raise handwritten.wrong(file, "It has no list 'territories'.", EXPECTED)
    return {str(name): _territory(file, str(name), said) for name, said in listed.items()}


def _territory(file: Path, name: str, said: Any) -> Territory:
    if not isinstance(said, dict) or not isinstance(said.get("drawn_as"), str) or set(said) - _KEYS:
        raise handwritten.wrong(file, f"'{name}' does not say how it is drawn, or says what no policy knows.", EXPECTED)
    if not said.get("outline") and not said.get("geometry"):
        raise handwritten.wrong(file, f"'{name}' has neither an outline nor a geometry.", EXPECTED)
    geometry = said.get("geometry")
    return Territory(
        name, said["drawn_as"], str(said.get("outline", "")), _box(file, name, said.get("within")),
        _latitude(file, name, said.get("south_of")),
        polygons_of(file.parent / str(geometry)) if geometry else None,
    )  # fmt: skip


def _box(file: Path, name: str, said: Any) -> Box | None:
    if said is None:
        return None
    is_box = isinstance(said, list) and len(said) == 4 and all(isinstance(each, (int, float)) for each in said)
    if not is_box or said[0] >= said[2] or said[1] >= said[3]:
        raise handwritten.wrong(file, f"'within' of '{name}' is no box.", EXPECTED)
    west, south, east, north = map(float, said)
    return west, south, east, north


def _latitude(file: Path, name: str, said: Any) -> float | None:
    if said is None:
        return None
    if not isinstance(said, (int, float)) or not -90 < said < 90:
        raise handwritten.wrong(file, f"'south_of' of '{name}' is no latitude.", EXPECTED)
    return float(said)


def _check(file: Path, territory: Territory, known: Collection[str]) -> None:
    for unit in (territory.outline, "" if territory.drawn_as == UNDETERMINED else territory.drawn_as):
        if unit and unit not in known:
            raise UserError(
                message="wrong-file", what=file.name, detail=f"{territory.name}: {unit}",
                found=f"{file.name}: '{territory.name}' names '{unit}', which the outlines do not have.",
                expected="The three-letter code of a country, or one of: "
                + ", ".join(sorted(each for each in known if len(each) != 3)) + ".",
                do="Correct the code, or give the territory a geometry of its own (docs/how-to/maps-and-borders.md).",
            )  # fmt: skip
