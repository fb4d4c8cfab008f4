"""Polygons on the sphere as lists of rings, the outer ring first and clockwise, as the drawing program wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Place = tuple[float, float]  # longitude and latitude in degrees
Ring = tuple[Place, ...]  # the last place is the first again
Polygon = tuple[Ring, ...]
Box = tuple[float, float, float, float]  # west, south, east, north


def area(ring: Ring) -> float:
    """In square degrees of the plain; below zero where the ring runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def wound(polygon: Polygon) -> Polygon:
    """GeoJSON winds its outer rings the other way (RFC 7946, 3.1.6); drawn so, they would cover all but themselves."""
    outer, *holes = polygon
    turned = [outer if area(outer) < 0 else outer[::-1]]
    return (*turned, *(hole if area(hole) > 0 else hole[::-1] for hole in holes))


def lies_within(polygon: Polygon, box: Box) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in polygon[0])


def parted(polygon: Polygon, latitude: float) -> tuple[Polygon, Polygon]:
    """What lies south of a parallel and what lies north of it; either may be without a ring."""
    north = tuple(ring for each in polygon if len(ring := _side(each, latitude, 1)) >= 4)
    south = tuple(ring for each in polygon if len(ring := _side(each, latitude, -1)) >= 4)
    return south, north


def _side(ring: Ring, latitude: float, sign: int) -> Ring:
    """The method of Sutherland and Hodgman (1974), for one line."""
    kept: list[Place] = []
    for a, b in pairwise(ring):
        if sign * (a[1] - latitude) >= 0:
            kept.append(a)
        if (a[1] - latitude) * (b[1] - latitude) < 0:
            kept.append((a[0] + (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]), latitude))
    return (*kept, kept[0]) if kept else ()


def holds(polygons: Iterable[Polygon], place: Place) -> bool:
    """Whether a place lies inside: the ray to the east crosses the rings an odd number of times."""
    return sum(_crossings(ring, place) for polygon in polygons for ring in polygon) % 2 == 1


def _crossings(ring: Ring, place: Place) -> int:
    x, y = place
    return sum(
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in pairwise(ring)
    )


def joined(polygons: Sequence[Polygon], added: Polygon) -> tuple[Polygon, ...]:
    """The polygons and one more; what it shares a border with becomes one with it, so that no line parts them."""
    edges = _edges(added[0])
    apart = [each for each in polygons if not any((b, a) in edges for a, b in _edges(each[0]))]
    touched = [each for each in polygons if each not in apart]
    if not touched:
        return (*polygons, added)
    holes = [hole for each in (*touched, added) for hole in each[1:]]
    outlines = sorted(_outlines([each[0] for each in (*touched, added)]), key=area)
    return (*apart, (*outlines, *holes))


def _edges(ring: Ring) -> frozenset[tuple[Place, Place]]:
    return frozenset(pairwise(ring))


def _outlines(rings: Sequence[Ring]) -> list[Ring]:
    """What is left of rings once the edges are gone that two of them run along in opposite directions."""
    every = {edge for ring in rings for edge in _edges(ring)}
    following: dict[Place, list[Place]] = {}
    for start, end in sorted(every):
        if (end, start) not in every:
            following.setdefault(start, []).append(end)
    found = []
    while following:
        start = here = next(iter(following))
        ring = [start]
        while here in following:
            ends = following[here]
            here = ends.pop()
            if not ends:
                del following[ring[-1]]
            ring.append(here)
            if here == start:
                break
        found.append(tuple(ring))
    return found
