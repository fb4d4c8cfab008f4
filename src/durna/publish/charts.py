"""From a chart of the document model to an SVG that needs no script, no style sheet and no network.

A part-year is hatched and stands apart; a year announced early has a dashed outline; a gap stays a gap. Patterns and
direct labels carry the meaning, so a black-and-white print and a colour-blind reader lose nothing.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from durna.publish import formats
from durna.publish.document import Chart, Point

INK, QUIET, AXIS = "#1c2733", "#5b6875", "#9aa5b1"
FULL, SOFT, PAIRED = "#1f4e79", "#dfe8f1", "#a9c4de"
WIDTH, HEIGHT, ROW = 700, 190, 26
FONT = "'Source Sans 3', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
_SHADOW = "hatch-here"


def svg(chart: Chart, language: str) -> str:
    """The drawing, with a title and a description for those who do not see it."""
    import vl_convert

    specs = {"ranked": _ranked, "pairs": _pairs}
    spec = specs.get(chart.kind, _over_time)(chart)
    drawn = str(vl_convert.vegalite_to_svg(spec, format_locale=formats.vega(language)))
    return _finished(drawn, chart, language)


def _over_time(chart: Chart) -> dict[str, Any]:
    rows = [_row(place, point, len(chart.points)) for place, point in enumerate(chart.points)]
    domain = [row["place"] for row in rows]
    values = [point.value for point in chart.points if point.value is not None]
    top, bottom = max(*values, 0.0) or 1.0, min(*values, 0.0)
    if chart.kind == "line":
        top = max(values)
        bottom = _line_floor(values, top)
    x = {"field": "place", "type": "ordinal", "scale": {"domain": _with_gap(chart, domain), "paddingInner": 0.34},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 8,
                  "labelExpr": _labels(rows), "labelFontSize": 13, "labelColor": INK,
                  "labelOverlap": False}}  # fmt: skip
    y = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": [bottom, top + (top - bottom) * 0.14], "nice": False, "zero": False}}  # fmt: skip
    layers = _line_layers(x, y) if chart.kind == "line" else _bar_layers(x, y)
    return _spec(rows, [*layers, _halo(x, y), _value_labels(x, y), _missing_labels(x)], HEIGHT)


def _line_floor(values: list[float], top: float) -> float:
    """A line may start above zero, where all of it lies high; the labels say the values."""
    low = min(values)
    if 0 <= low < 0.6 * top:
        return 0.0
    return low - ((top - low) or abs(top) or 1.0) * 0.4


def _bar_layers(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    fills = {"full": FULL, "part": f"url(#{_SHADOW})", "cut": SOFT, "missing": SOFT}
    fill = {"field": "role", "type": "nominal", "legend": None,
            "scale": {"domain": list(fills), "range": list(fills.values())}}  # fmt: skip
    dash = {"condition": {"test": "datum.role === 'cut'", "value": [4, 3]}, "value": [1, 0]}
    mark = {"type": "bar", "stroke": FULL, "strokeWidth": 1}
    return [{"mark": mark, "encoding": {"x": x, "y": y, "fill": fill, "strokeDash": dash}}]


def _line_layers(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    joined = {"mark": {"type": "line", "stroke": FULL, "strokeWidth": 2, "invalid": "break-paths-show-domains"},
              "encoding": {"x": x, "y": {**y, "field": "joined"}}}  # fmt: skip
    shape = {"field": "role", "type": "nominal", "legend": None,
             "scale": {"domain": ["full", "part", "cut"], "range": ["circle", "diamond", "circle"]}}  # fmt: skip
    fill = {"condition": {"test": "datum.role === 'full'", "value": FULL}, "value": "#ffffff"}
    dots = {"mark": {"type": "point", "size": 64, "stroke": FULL, "strokeWidth": 1.6, "opacity": 1, "filled": False},
            "transform": [{"filter": "isValid(datum.value)"}],
            "encoding": {"x": x, "y": y, "shape": shape, "fill": fill}}  # fmt: skip
    return [joined, dots]


def _value_labels(x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "text", "dy": -9, "fontSize": 12.5, "color": INK, "baseline": "bottom"},
            "transform": [{"filter": "isValid(datum.value)"}],
            "encoding": {"x": x, "y": y, "text": {"field": "text"}}}  # fmt: skip


def _halo(x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """White under the labels, so that a steep line does not cross out a number."""
    labels = _value_labels(x, y)
    return {**labels, "mark": {**labels["mark"], "stroke": "#ffffff", "strokeWidth": 4}}


def _missing_labels(x: dict[str, Any]) -> dict[str, Any]:
    return {"mark": {"type": "text", "fontSize": 14, "color": QUIET, "baseline": "bottom", "dy": -4},
            "transform": [{"filter": "datum.role === 'missing'"}],
            "encoding": {"x": x, "y": {"value": HEIGHT}, "text": {"field": "text"}}}  # fmt: skip


def _ranked(chart: Chart) -> dict[str, Any]:
    rows = [_row(place, point, len(chart.points)) for place, point in enumerate(chart.points)]
    top = max(point.value or 0.0 for point in chart.points) or 1.0
    y = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.3},
         "axis": {"title": None, "ticks": False, "domain": False, "labelExpr": _labels(rows), "labelFontSize": 13,
                  "labelColor": INK, "labelPadding": 8, "labelLimit": 230, "minExtent": 170}}  # fmt: skip
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, top * 1.15]}}
    bars = {"mark": {"type": "bar", "fill": FULL}, "encoding": {"x": x, "y": y}}
    labels = {"mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12.5, "color": INK},
              "encoding": {"x": x, "y": y, "text": {"field": "text"}}}  # fmt: skip
    return _spec(rows, [bars, labels], ROW * len(rows), WIDTH - 190)


def _pairs(chart: Chart) -> dict[str, Any]:
    """Two bars for each label, of two concepts; what is not settled has a dashed outline, an estimate its interval."""
    labels = list(dict.fromkeys(point.label for point in chart.points))
    rows = [{**_row(labels.index(point.label), point, len(labels)), **_interval(point),
             "series": "first" if point.role == "first" else "second"} for point in chart.points]  # fmt: skip
    values = [end for point in chart.points if point.value is not None for end in (point.value, *(point.ends or ()))]
    top, bottom = max(*values, 0.0) or 1.0, min(*values, 0.0)
    x = {"field": "place", "type": "ordinal", "scale": {"paddingInner": 0.28},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 8,
                  "labelExpr": _labels(rows), "labelFontSize": 13, "labelColor": INK,
                  "labelOverlap": False}}  # fmt: skip
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
    return _spec(rows, [bars, span, labels_layer], HEIGHT)


def _interval(point: Point) -> dict[str, Any]:
    """Its ends, and the height above which the value is written."""
    lower, upper = point.ends or (None, None)
    return {"lower": lower, "upper": upper, "height": point.value if upper is None else upper}


def _row(place: int, point: Point, length: int) -> dict[str, Any]:
    joined = point.value if point.role == "full" else None
    return {"place": f"{place:02d}", "label": point.label, "value": point.value, "joined": joined,
            "text": point.text, "role": point.role}  # fmt: skip


def _with_gap(chart: Chart, places: list[str]) -> list[str]:
    """An empty place before the part-year, so that it never looks like the next year."""
    if chart.points and chart.points[-1].role == "part":
        return [*places[:-1], "gap", places[-1]]
    return places


def _labels(rows: list[dict[str, Any]]) -> str:
    import json

    return f"({json.dumps({row['place']: row['label'] for row in rows}, ensure_ascii=False)})[datum.value] || ''"


def _spec(rows: list[dict[str, Any]], layers: list[dict[str, Any]], height: int, width: int = WIDTH) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width, "height": height, "background": None, "padding": {"left": 2, "right": 2, "top": 4, "bottom": 2},
        "data": {"values": rows}, "layer": layers,
        "config": {"font": FONT, "view": {"stroke": None}, "axis": {"grid": False}},
    }  # fmt: skip


def _finished(drawn: str, chart: Chart, language: str) -> str:
    """Name the drawing, and give the hatching a pattern under a name of its own: many drawings share a page."""
    title, described = f"{chart.id}-title", f"{chart.id}-desc"
    named = f'<svg role="img" lang="{language}" aria-labelledby="{title} {described}" '
    head = (
        f'<title id="{title}">{escape(chart.caption)}</title><desc id="{described}">{escape(chart.description)}</desc>'
    )
    hatch = f"hatch-{chart.id}"
    pattern = (
        f'<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="#ffffff"/><rect width="2.4" height="6" fill="{FULL}"/></pattern></defs>'
    )
    body = drawn.replace("<svg ", named, 1).replace(f"url(#{_SHADOW})", f"url(#{hatch})")
    # The renderer's own roles repeat every bar to a screen reader; title, description and table say it once.
    body = re.sub(r' (?:aria-(?!labelledby)[a-z]+|role(?!="img"))="[^"]*"', "", body)
    opening_end = body.index(">") + 1
    extra = pattern if hatch in body else ""
    return body[:opening_end] + head + extra + body[opening_end:]
