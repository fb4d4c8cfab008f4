"""Make the world's outlines of the package from the file of the npm package world-atlas 2.0.2 (Natural Earth, ISC).

    npm pack world-atlas@2.0.2
    python scripts/world_outlines.py world-atlas-2.0.2.tgz src/durna/publish/maps

Areas come from the outlines 1:110 million; countries too small for them are points, from 1:50 million. What has no
code of a country keeps its name, for the policy of borders to decide on.
"""

from __future__ import annotations

import json
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from durna.classifications import countries

Ring = list[tuple[float, float]]
LEFT_OUT = ("ATA",)  # nobody migrates from there, and it takes a fifth of the picture
NAMED = {"N. Cyprus": "northern_cyprus", "Kosovo": "XKX", "Somaliland": "somaliland",
         "Indian Ocean Ter.": "indian_ocean_territories", "Siachen Glacier": "siachen"}  # fmt: skip


def main(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as packed:
        read = {name: packed.extractfile(f"package/{name}").read() for name in (  # type: ignore[union-attr]
            "countries-110m.json", "countries-50m.json", "LICENSE")}  # fmt: skip
    areas = outlines(json.loads(read["countries-110m.json"]))
    finer = outlines(json.loads(read["countries-50m.json"]))
    found = {unit: {"polygons": polygons, "point": middle(polygons)} for unit, polygons in areas.items()}
    small = {unit: {"polygons": [], "point": middle(polygons)} for unit, polygons in finer.items() if unit not in found}
    text = json.dumps(dict(sorted((found | small).items())), separators=(",", ":"))
    (folder / "world.json").write_text(text + "\n", encoding="utf-8")
    (folder / "world.LICENSE").write_bytes(read["LICENSE"])


def outlines(topology: dict[str, Any]) -> dict[str, list[list[Ring]]]:
    arcs = decoded(topology)
    found: dict[str, list[list[Ring]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        unit = countries.from_m49(shape["id"]) if shape.get("id") else NAMED.get(shape["properties"]["name"])
        if unit is None or unit in LEFT_OUT:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found.setdefault(unit, []).extend([ring(arcs, each) for each in polygon] for polygon in polygons)
    return found


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees: TopoJSON keeps each as whole steps from its first point."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((round(x * wide + left, 2), round(y * high + low, 2)))
        found.append(points)
    return found


def ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def middle(polygons: list[list[Ring]]) -> tuple[float, float]:
    """The centre of gravity of the largest polygon; of a line of points, their mean."""
    outer = max((whole(polygon[0]) for polygon in polygons), key=lambda one: abs(area(one)))
    total = area(outer)
    if not total:
        return round(sum(x for x, _ in outer) / len(outer), 2), round(sum(y for _, y in outer) / len(outer), 2)
    pairs = list(pairwise(outer))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * total)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * total)
    return round(x, 2), round(y, 2)


def whole(points: Ring) -> Ring:
    """A ring that crosses the date line, with its eastern end beyond 180 degrees instead of at the other side."""
    crosses = max(x for x, _ in points) - min(x for x, _ in points) > 300
    return [(x + 360 if crosses and x < 0 else x, y) for x, y in points]


def area(points: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points)) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
