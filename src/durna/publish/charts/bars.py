"""Bars and lines over time, ranked bars, and pairs of bars, as Vega-Lite specifications."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from durna.publish.charts import style
from durna.publish.charts.style import AXIS, FULL, HEIGHT, INK, PAIRED, QUIET, ROW, SHADOW, SOFT, WIDTH
from durna.publish.document import Chart, Point
from durna.publish.widths import measure

PADDING = 0.34  # between bars, as a part of their distance
_LETTERS, _ABOVE = 12.5, 9  # of the values: their size, and how far above their bar they stand
_NAME, _BETWEEN = 13, 8  # the letters of a year below the axis, and the room from one name to the next
_ROOM = 0.14  # above the highest bar, as a part of it, for values in one line
# Values beside ranked bars: letters, distance, and room as a part of the longest bar.
_RANKED, _GAP, _BESIDE = 12.5, 6, 0.15


def over_time(chart: Chart) -> dict[str, Any]:
    rows = [style.row(place, point, len(chart.points)) for place, point in enumerate(chart.points)]
    domain = [row["place"] for row in rows]
    values = [point.value for point in chart.points if point.value is not None]
    top, bottom = max(*values, 0.0) or 1.0, min(*values, 0.0)
    if chart.kind == "line":
        top = max(values)
        bottom = _line_floor(values, top)
    places = _with_gap(chart, domain)
    step = WIDTH / len(places)
    x: dict[str, Any] = {"field": "place", "type": "ordinal", "scale": {"domain": places, "paddingInner": PADDING},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 8,
                  "labelExpr": style.labels(_named(rows, places)), "labelFontSize": _NAME, "labelColor": INK,
                  "labelOverlap": False}}  # fmt: skip
    length = max(measure(point.text, _LETTERS) for point in chart.points)
    is_upright, is_below = length > step, chart.kind != "line" and bottom < 0
    reach = length + _ABOVE if is_upright else _ROOM * HEIGHT
    high = _domain(bottom, top, reach, reach if is_below else 0.0)
    y = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": high, "nice": False, "zero": False}}  # fmt: skip
    if bottom < 0:
        x["axis"]["domain"] = False
    stretch = 0
    for row in rows:
        stretch += row["breaks"]
        row["stretch"] = stretch
    layers = _line_layers(x, y) if chart.kind == "line" else _bar_layers(x, y)
    before = [*([style.nought()] if bottom < 0 < top else []), *([_breaks(x, step)] if stretch else [])]
    labels = [layer for side in _sides(is_below) for layer in _labels(x, y, is_upright, side)]
    return style.spec(rows, [*before, *layers, *labels, _missing_labels(x)], HEIGHT)


def _domain(bottom: float, top: float, above: float, below: float) -> list[float]:
    """From the lowest to the highest value, and room for so many points of the drawing above and below them."""
    a_point = (top - bottom) / max(HEIGHT - above - below, HEIGHT / 4)
    return [bottom - below * a_point, top + above * a_point]


def _sides(is_below: bool) -> tuple[str, ...]:
    """Where values are written: a bar that hangs from nought has its own below it."""
    return ("above", "below") if is_below else ("",)


def _named(rows: list[dict[str, Any]], places: list[str]) -> list[dict[str, Any]]:
    """The rows whose names have room below the axis: of many years the last, and every second or third before it."""
    step, free = WIDTH / len(places), float("inf")
    by_place = {row["place"]: row for row in rows}
    named = []
    for number, place in reversed(list(enumerate(places))):
        row = by_place.get(place)
        middle, half = (number + 0.5) * step, measure(row["label"], _NAME) / 2 if row else 0.0
        if row and middle + half <= free:
            named.append(row)
            free = middle - half - _BETWEEN
    return named


def _breaks(x: dict[str, Any], step: float) -> dict[str, Any]:
    """An upright dashed line half-way to the point before, where law or method changed between the two."""
    mark = {"type": "rule", "stroke": QUIET, "strokeWidth": 1.4, "strokeDash": [2, 3], "xOffset": -step * PADDING / 2}
    return {"mark": mark, "transform": [{"filter": "datum.breaks"}],
            "encoding": {"x": {**x, "bandPosition": 0}}}  # fmt: skip


def _line_floor(values: list[float], top: float) -> float:
    """A line may start above zero, where all of it lies high; the labels say the values."""
    low = min(values)
    if 0 <= low < 0.6 * top:
        return 0.0
    return low - ((top - low) or abs(top) or 1.0) * 0.4


def _bar_layers(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    fills = {"full": FULL, "part": f"url(#{SHADOW})", "cut": SOFT, "missing": SOFT}
    fill = {"field": "role", "type": "nominal", "legend": None,
            "scale": {"domain": list(fills), "range": list(fills.values())}}  # fmt: skip
    dash = {"condition": {"test": "datum.role === 'cut'", "value": [4, 3]}, "value": [1, 0]}
    mark = {"type": "bar", "stroke": FULL, "strokeWidth": 1}
    return [{"mark": mark, "encoding": {"x": x, "y": y, "fill": fill, "strokeDash": dash}}]


def _line_layers(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    joined = {
        "mark": {"type": "line", "stroke": FULL, "strokeWidth": 2, "invalid": "break-paths-show-domains"},
        "encoding": {"x": x, "y": {**y, "field": "joined"}, "detail": {"field": "stretch", "type": "nominal"}},
    }
    shape = {"field": "role", "type": "nominal", "legend": None,
             "scale": {"domain": ["full", "part", "cut"], "range": ["circle", "diamond", "circle"]}}  # fmt: skip
    fill = {"condition": {"test": "datum.role === 'full'", "value": FULL}, "value": "#ffffff"}
    dots = {"mark": {"type": "point", "size": 64, "stroke": FULL, "strokeWidth": 1.6, "opacity": 1, "filled": False},
            "transform": [{"filter": "isValid(datum.value)"}],
            "encoding": {"x": x, "y": y, "shape": shape, "fill": fill}}  # fmt: skip
    return [joined, dots]


_OF_SIDE = {
    "": "isValid(datum.value)", "above": "isValid(datum.value) && datum.value >= 0", "below": "datum.value < 0",
}  # fmt: skip


def _value_labels(x: dict[str, Any], y: dict[str, Any], is_upright: bool = False, side: str = "") -> dict[str, Any]:
    """`is_upright`: where a value is wider than the distance of the bars, it reads from below."""
    away = 1 if side == "below" else -1
    flat = {"dy": away * _ABOVE, "baseline": "top" if side == "below" else "bottom"}
    begins = "right" if side == "below" else "left"
    upright = {"angle": 270, "align": begins, "baseline": "middle", "dx": -away * _ABOVE}
    mark = {"type": "text", "fontSize": _LETTERS, "color": INK, **(upright if is_upright else flat)}
    return {"mark": mark, "transform": [{"filter": _OF_SIDE[side]}],
            "encoding": {"x": x, "y": y, "text": {"field": "text"}}}  # fmt: skip


def _labels(x: dict[str, Any], y: dict[str, Any], is_upright: bool, side: str) -> Iterator[dict[str, Any]]:
    """On white, so that a steep line does not cross out a number."""
    labels = _value_labels(x, y, is_upright, side)
    yield {**labels, "mark": {**labels["mark"], "stroke": "#ffffff", "strokeWidth": 4}}
    yield labels


def _missing_labels(x: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "text", "fontSize": 14, "color": QUIET, "baseline": "bottom", "dy": -4},
            "transform": [{"filter": "datum.role === 'missing'"}],
            "encoding": {"x": x, "y": {"value": HEIGHT}, "text": {"field": "text"}}}  # fmt: skip


def ranked(chart: Chart) -> dict[str, Any]:
    rows = [style.row(place, point, len(chart.points)) for place, point in enumerate(chart.points)]
    for row, point in zip(rows, chart.points, strict=True):
        row["before"] = point.before
    top, low = max(map(_highest, chart.points)) or 1.0, min(*(_lowest(point) for point in chart.points), 0.0)
    for row, point in zip(rows, chart.points, strict=True):
        row["end"] = _label_from(point, (WIDTH - 190) / ((top - low) * (1 + _BESIDE)))
    axis = {"title": None, "ticks": False, "domain": False, "labelExpr": style.labels(rows, 30), "labelFontSize": 13,
            "labelLineHeight": 13, "labelColor": INK, "labelPadding": 8, "labelLimit": 0, "minExtent": 170}  # fmt: skip
    y = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.3}, "axis": axis}
    scale = {"domain": [low, top + (top - low) * _BESIDE], "nice": False}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    bars = {"mark": {"type": "bar", "fill": FULL}, "encoding": {"x": x, "y": y}}
    earlier = [
        {"mark": {"type": "tick", "color": color, "thickness": thickness, "size": ROW * 0.8},
         "transform": [{"filter": "isValid(datum.before)"}], "encoding": {"x": {**x, "field": "before"}, "y": y}}
        for color, thickness in (("#ffffff", 5.0), (INK, 2.5))
    ]  # fmt: skip
    labels = {"mark": {"type": "text", "align": "left", "dx": _GAP, "fontSize": _RANKED, "color": INK},
              "encoding": {"x": {**x, "field": "end"}, "y": y, "text": {"field": "text"}}}  # fmt: skip
    nought = [style.nought("x")] if low < 0 else []
    return style.spec(rows, [bars, *nought, *earlier, labels], ROW * len(rows), WIDTH - 190)


def _label_from(point: Point, scale: float) -> float:
    """Where the value of a bar stands: at its end, or beyond the mark of the year before where that is in its way.

    Beyond a mark that is far off it would be read as the value of the mark. `scale`: pixels of a unit.
    """
    end = max(point.value or 0.0, 0.0)
    if point.before is None or point.before <= end:
        return end
    room = measure(point.text, _RANKED) + 2 * _GAP
    return end if (point.before - end) * scale > room else point.before


def _highest(point: Point) -> float:
    return max(value for value in (point.value, point.before, 0.0) if value is not None)


def _lowest(point: Point) -> float:
    return min(value for value in (point.value, point.before, 0.0) if value is not None)


def pairs(chart: Chart) -> dict[str, Any]:
    """Two bars for each label, of two concepts; what is not settled has a dashed outline, an estimate its interval."""
    labels = list(dict.fromkeys(point.label for point in chart.points))
    rows = [{**style.row(labels.index(point.label), point, len(labels)), **_interval(point),
             "series": "first" if point.role == "first" else "second"} for point in chart.points]  # fmt: skip
    values = [end for point in chart.points if point.value is not None for end in (point.value, *(point.ends or ()))]
    top, bottom = max(*values, 0.0) or 1.0, min(*values, 0.0)
    x: dict[str, Any] = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.28},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 8,
                  "labelExpr": style.labels(_named(rows, list(dict.fromkeys(row["place"] for row in rows)))),
                  "labelFontSize": _NAME, "labelColor": INK, "labelOverlap": False}}  # fmt: skip
    high = _domain(bottom, top, _ROOM * HEIGHT, _ROOM * HEIGHT if bottom < 0 else 0.0)
    y = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": high, "nice": False, "zero": False}}  # fmt: skip
    if bottom < 0:
        x["axis"]["domain"] = False
    offset = {"field": "series", "type": "nominal", "scale": {"domain": ["first", "second"]}}
    fills = {"first": FULL, "second": PAIRED, "estimated": SOFT, "open": "#ffffff"}
    fill = {"field": "role", "type": "nominal", "legend": None,
            "scale": {"domain": list(fills), "range": list(fills.values())}}  # fmt: skip
    is_open = "datum.role === 'open' || datum.role === 'estimated'"
    dash = {"condition": {"test": is_open, "value": [4, 3]}, "value": [1, 0]}
    bars = {"mark": {"type": "bar", "stroke": FULL, "strokeWidth": 1},
            "encoding": {"x": x, "xOffset": offset, "y": y, "fill": fill, "strokeDash": dash}}  # fmt: skip
    ends = {"y": {**y, "field": "lower"}, "y2": {"field": "upper"}}
    span = {"mark": {"type": "rule", "stroke": INK, "strokeWidth": 1.6},
            "transform": [{"filter": "datum.upper != null"}],
            "encoding": {"x": x, "xOffset": offset, **ends}}  # fmt: skip
    nought = [style.nought()] if bottom < 0 < top else []
    said = [_beside_bar(x, {**y, "field": "height"}, offset, side) for side in _sides(bottom < 0)]
    return style.spec(rows, [*nought, bars, span, *said], HEIGHT)


def _beside_bar(x: dict[str, Any], y: dict[str, Any], offset: dict[str, Any], side: str) -> dict[str, Any]:
    said = _value_labels(x, y, side=side)
    mark = {**said["mark"], "fontSize": 11, "dy": 4 if side == "below" else -4}
    return {**said, "mark": mark, "encoding": {**said["encoding"], "xOffset": offset}}


def _interval(point: Point) -> dict[str, Any]:
    """Its ends, and the height beyond which the value is written."""
    lower, upper = point.ends or (None, None)
    far = lower if (point.value or 0.0) < 0 else upper
    return {"lower": lower, "upper": upper, "height": point.value if far is None else far}


def _with_gap(chart: Chart, places: list[str]) -> list[str]:
    """An empty place before the part-year, so that it never looks like the next year."""
    if chart.points and chart.points[-1].role == "part":
        return [*places[:-1], "gap", places[-1]]
    return places
