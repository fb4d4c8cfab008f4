"""A map of the world with a circle for every country that has a value: its area is the value.

Equal Earth (Savric, Patterson and Jenny 2018) keeps areas true, so that no country looks larger than it is. Circles,
not shades: a shade would say that a whole country is full of what was counted, and the larger the louder.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from durna.publish.charts import style
from durna.publish.charts.style import FULL, INK, LAND, SHADOW, WIDTH
from durna.publish.document import Chart, Point
from durna.publish.maps.rings import Box, Polygon

HEIGHT = 350
LARGEST = 900.0  # square points
NAMED = 10  # the largest are named beside their circle, where there is room
LETTER = 6.2  # how wide one is, in points
_SIGN = {"left": 1, "right": -1}  # the side on which text begins at its circle, and where it goes from there


def symbols(chart: Chart) -> dict[str, Any]:
    beside = _beside(chart)
    rows = [
        {"x": point.place[0], "y": point.place[1], "label": point.label, "value": point.value or 0.0,
         "align": beside.get(point.label, ""), "dx": _away(chart, point) * _SIGN.get(beside.get(point.label, ""), 1)}
        for point in chart.points if point.place
    ]  # fmt: skip
    size = {"field": "value", "type": "quantitative", "legend": None,
            "scale": {"domain": [0, _top(chart)], "range": [0, LARGEST]}}  # fmt: skip
    at = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
    circles = {"mark": {"type": "circle", "fill": FULL, "fillOpacity": 0.72, "stroke": "#ffffff", "strokeWidth": 0.8,
                        "opacity": 1}, "encoding": {**at, "size": size}}  # fmt: skip
    base = style.spec(rows, [*_ground(chart), circles, *_names(at)], HEIGHT)
    return {**base, "projection": {"type": "equalEarth", "rotate": [-11, 0]}}


def _ground(chart: Chart) -> list[dict[str, Any]]:
    if chart.land is None:
        return []
    drawn = {"type": "geoshape", "fill": LAND, "stroke": "#ffffff", "strokeWidth": 0.5}
    units = [_feature(polygons) for polygons in chart.land.units.values()]
    layers: list[dict[str, Any]] = [{"data": {"values": units}, "mark": drawn}]
    if chart.land.undetermined:
        hatched = {**drawn, "fill": f"url(#{SHADOW}-land)"}
        layers.append({"data": {"values": [_feature(chart.land.undetermined)]}, "mark": hatched})
    return layers


def _names(at: dict[str, Any]) -> list[dict[str, Any]]:
    mark = {"type": "text", "fontSize": 11, "color": INK, "align": {"expr": "datum.align"}, "dx": {"expr": "datum.dx"},
            "baseline": "middle"}  # fmt: skip
    halo = {**mark, "stroke": "#ffffff", "strokeWidth": 3}
    shown = [{"filter": "datum.align !== ''"}]
    return [{"mark": each, "transform": shown, "encoding": {**at, "text": {"field": "label"}}} for each in (halo, mark)]


def _beside(chart: Chart) -> dict[str, str]:
    """How the names of the largest are set: at the right of their circle, else at its left, else not at all."""
    taken = [_circle(chart, point) for point in chart.points[:NAMED] if point.place]
    found: dict[str, str] = {}
    for point in chart.points[:NAMED]:
        for align in _SIGN if point.place else ():
            box = _words(chart, point, align)
            if not any(_overlap(box, other) for other in taken):
                found[point.label] = align
                taken.append(box)
                break
    return found


def _circle(chart: Chart, point: Point) -> Box:
    x, y = _flat(point)
    reach = _away(chart, point) - 4
    return x - reach, y - reach, x + reach, y + reach


def _words(chart: Chart, point: Point, align: str) -> Box:
    (x, y), width = _flat(point), len(point.label) * LETTER
    near = x + _SIGN[align] * _away(chart, point)
    return min(near, near + _SIGN[align] * width), y - 6, max(near, near + _SIGN[align] * width), y + 6


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _flat(point: Point) -> tuple[float, float]:
    """About where a place is drawn, in points: near enough to keep names apart."""
    x, y = point.place or (0.0, 0.0)
    return x * WIDTH / 360 * math.cos(math.radians(y) / 2), -y * HEIGHT / 150


def _away(chart: Chart, point: Point) -> float:
    """From the middle of a circle to its name."""
    top = _top(chart)
    return math.sqrt(LARGEST * (point.value or 0.0) / top / math.pi) + 4


def _top(chart: Chart) -> float:
    return max((point.value or 0.0 for point in chart.points), default=0.0) or 1.0


def _feature(polygons: Iterable[Polygon]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": list(polygons)}, "properties": {}}
