"""Bars and lines over time, ranked bars, and pairs of bars, as Vega-Lite specifications."""

from __future__ import annotations

from typing import Any

from durna.publish.charts import style
from durna.publish.charts.style import AXIS, FULL, HEIGHT, INK, PAIRED, QUIET, ROW, SHADOW, SOFT, WIDTH
from durna.publish.document import Chart, Point
from durna.publish.widths import measure

PADDING = 0.34  # between bars, as a part of their distance
_LETTERS, _ABOVE = 12.5, 9  # of the values: their size, and how far above their bar they stand
_NAME, _BETWEEN = 13, 8  # the letters of a year below the axis, and the room from one name to the next
_ROOM = 0.14  # above the highest bar, as a part of it, for values in one line


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
    x = {"field": "place", "type": "ordinal", "scale": {"domain": places, "paddingInner": PADDING},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 8,
                  "labelExpr": style.labels(_named(rows, places)), "labelFontSize": _NAME, "labelColor": INK,
                  "labelOverlap": False}}  # fmt: skip
    length = max(measure(point.text, _LETTERS) for point in chart.points)
    is_upright = length > step
    room = (length + _ABOVE) / (HEIGHT - length - _ABOVE) if is_upright else _ROOM
    y = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": [bottom, top + (top - bottom) * room], "nice": False, "zero": False}}  # fmt: skip
    stretch = 0
    for row in rows:
        stretch += row["breaks"]
        row["stretch"] = stretch
    layers = _line_layers(x, y) if chart.kind == "line" else _bar_layers(x, y)
    breaks = [_breaks(x, step)] if stretch else []
    labels = [_halo(x, y, is_upright), _value_labels(x, y, is_upright)]
    return style.spec(rows, [*breaks, *layers, *labels, _missing_labels(x)], HEIGHT)


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


def _value_labels(x: dict[str, Any], y: dict[str, Any], is_upright: bool = False) -> dict[str, Any]:
    """`is_upright`: where a value is wider than the distance of the bars, it reads from below."""
    flat = {"dy": -_ABOVE, "baseline": "bottom"}
    upright = {"angle": 270, "align": "left", "baseline": "middle", "dx": _ABOVE}
    mark = {"type": "text", "fontSize": _LETTERS, "color": INK, **(upright if is_upright else flat)}
    return {"mark": mark, "transform": [{"filter": "isValid(datum.value)"}],
            "encoding": {"x": x, "y": y, "text": {"field": "text"}}}  # fmt: skip


def _halo(x: dict[str, Any], y: dict[str, Any], is_upright: bool) -> dict[str, Any]:
    """White under the labels, so that a steep line does not cross out a number."""
    labels = _value_labels(x, y, is_upright)
    return {**labels, "mark": {**labels["mark"], "stroke": "#ffffff", "strokeWidth": 4}}


def _missing_labels(x: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "text", "fontSize": 14, "color": QUIET, "baseline": "bottom", "dy": -4},
            "transform": [{"filter": "datum.role === 'missing'"}],
            "encoding": {"x": x, "y": {"value": HEIGHT}, "text": {"field": "text"}}}  # fmt: skip


def ranked(chart: Chart) -> dict[str, Any]:
    rows = [style.row(place, point, len(chart.points)) for place, point in enumerate(chart.points)]
    for row, point in zip(rows, chart.points, strict=True):
        row["before"] = point.before
        row["end"] = max(value for value in (point.value, point.before, 0.0) if value is not None)
    top = max(row["end"] for row in rows) or 1.0
    axis = {"title": None, "ticks": False, "domain": False, "labelExpr": style.labels(rows, 30), "labelFontSize": 13,
            "labelLineHeight": 13, "labelColor": INK, "labelPadding": 8, "labelLimit": 0, "minExtent": 170}  # fmt: skip
    y = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.3}, "axis": axis}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, top * 1.15]}}
    bars = {"mark": {"type": "bar", "fill": FULL}, "encoding": {"x": x, "y": y}}
    earlier = [
        {"mark": {"type": "tick", "color": color, "thickness": thickness, "size": ROW * 0.8},
         "transform": [{"filter": "isValid(datum.before)"}], "encoding": {"x": {**x, "field": "before"}, "y": y}}
        for color, thickness in (("#ffffff", 5.0), (INK, 2.5))
    ]  # fmt: skip
    labels = {"mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12.5, "color": INK},
              "encoding": {"x": {**x, "field": "end"}, "y": y, "text": {"field": "text"}}}  # fmt: skip
    return style.spec(rows, [bars, *earlier, labels], ROW * len(rows), WIDTH - 190)


def pairs(chart: Chart) -> dict[str, Any]:
    """Two bars for each label, of two concepts; what is not settled has a dashed outline, an estimate its interval."""
    labels = list(dict.fromkeys(point.label for point in chart.points))
    rows = [{**style.row(labels.index(point.label), point, len(labels)), **_interval(point),
             "series": "first" if point.role == "first" else "second"} for point in chart.points]  # fmt: skip
    values = [end for point in chart.points if point.value is not None for end in (point.value, *(point.ends or ()))]
    top, bottom = max(*values, 0.0) or 1.0, min(*values, 0.0)
    x = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.28},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 8,
                  "labelExpr": style.labels(_named(rows, list(dict.fromkeys(row["place"] for row in rows)))),
                  "labelFontSize": _NAME, "labelColor": INK, "labelOverlap": False}}  # fmt: skip
    y = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": [bottom, top + (top - bottom) * 0.14], "nice": False, "zero": False}}  # fmt: skip
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
    labels_layer = _value_labels(x, {**y, "field": "height"})
    labels_layer["mark"] = {**labels_layer["mark"], "fontSize": 11, "dy": -4}
    labels_layer["encoding"] = {**labels_layer["encoding"], "xOffset": offset}
    return style.spec(rows, [bars, span, labels_layer], HEIGHT)


def _interval(point: Point) -> dict[str, Any]:
    """Its ends, and the height above which the value is written."""
    lower, upper = point.ends or (None, None)
    return {"lower": lower, "upper": upper, "height": point.value if upper is None else upper}


def _with_gap(chart: Chart, places: list[str]) -> list[str]:
    """An empty place before the part-year, so that it never looks like the next year."""
    if chart.points and chart.points[-1].role == "part":
        return [*places[:-1], "gap", places[-1]]
    return places
