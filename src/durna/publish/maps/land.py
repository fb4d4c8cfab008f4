"""The outlines of the world once the policy of borders was followed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from durna.publish.maps import policy
from durna.publish.maps.policy import UNDETERMINED, Territory
from durna.publish.maps.rings import Place, Polygon, holds, joined, lies_within, parted


@dataclass(frozen=True)
class Land:
    """`units` by the code of their country; `undetermined` is nobody's; `points`: where a value is drawn."""

    units: Mapping[str, tuple[Polygon, ...]]
    undetermined: tuple[Polygon, ...]
    points: Mapping[str, Place]

    def at(self, place: Place) -> str | None:
        """Who a place is drawn as: a code, 'undetermined', or None at sea."""
        if holds(self.undetermined, place):
            return UNDETERMINED
        return next((unit for unit, polygons in self.units.items() if holds(polygons, place)), None)


def load(root: Path | None = None) -> Land:
    """As the workspace in that folder draws it, or as shipped. Raises UserError where its policy is wrong."""
    outlines, points = _packaged()
    drawn = dict(outlines)
    undetermined: tuple[Polygon, ...] = ()
    for territory in policy.read(root, points.keys()):
        for polygon in _taken(drawn, territory):
            if territory.drawn_as == UNDETERMINED:
                undetermined = joined(undetermined, polygon)
            else:
                drawn[territory.drawn_as] = joined(drawn.get(territory.drawn_as, ()), polygon)
    return Land({unit: polygons for unit, polygons in drawn.items() if polygons}, undetermined, points)


@cache
def shipped() -> Land:
    return load()


def _taken(drawn: dict[str, tuple[Polygon, ...]], territory: Territory) -> tuple[Polygon, ...]:
    """The area of a territory, out of the outline that had it."""
    taken: list[Polygon] = []
    left: list[Polygon] = []
    for polygon in drawn.get(territory.outline, ()):
        south, north = (polygon, ()) if territory.south_of is None else parted(polygon, territory.south_of)
        is_taken = territory.within is None or lies_within(polygon, territory.within)
        taken += [south] if is_taken and south else []
        left += [each for each in ((north,) if is_taken else (polygon,)) if each]
    drawn[territory.outline] = tuple(left)
    return tuple(taken) if territory.polygons is None else territory.polygons


@cache
def _packaged() -> tuple[Mapping[str, tuple[Polygon, ...]], Mapping[str, Place]]:
    """Natural Earth, by the package world-atlas 2.0.2; made by scripts/world_outlines.py."""
    text = (files("durna.publish.maps") / "world.json").read_text(encoding="utf-8")
    raw: Mapping[str, Mapping[str, Any]] = json.loads(text)
    outlines = {unit: tuple(_polygon(each) for each in said["polygons"]) for unit, said in raw.items()}
    return outlines, {unit: (said["point"][0], said["point"][1]) for unit, said in raw.items()}


def _polygon(rings: Any) -> Polygon:
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)
