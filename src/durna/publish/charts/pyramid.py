"""Age pyramids: the youngest below, men at the left and women at the right, on one scale."""

from __future__ import annotations

from typing import Any

from durna.publish.charts import style
from durna.publish.charts.style import AXIS, FULL, INK, PAIRED, WIDTH
from durna.publish.document import Chart

ROW = 22
AGES = 120  # the room of the ages in the middle


def pyramid(chart: Chart) -> dict[str, Any]:
    """Points come in pairs, one role each, in the order of the ages. Values are written at the ends of the bars."""
    ages = list(dict.fromkeys(point.label for point in chart.points))
    rows = [style.row(ages.index(point.label), point, len(ages)) for point in chart.points]
    top = (max((point.value or 0.0 for point in chart.points), default=0.0) or 1.0) * 1.25
    left, right = (_half(role, top) for role in ("first", "second"))
    middle = {
        "width": AGES, "height": ROW * len(ages), "transform": [{"filter": "datum.role === 'first'"}],
        "mark": {"type": "text", "fontSize": 12.5, "color": INK},
        "encoding": {"y": _ages(), "text": {"field": "label"}},
    }  # fmt: skip
    for half in (left, right):
        half["height"] = ROW * len(ages)
    framed = style.spec(rows, [], 0)
    return {key: value for key, value in framed.items() if key not in ("layer", "width", "height")} | {
        "hconcat": [left, middle, right], "spacing": 0,
    }  # fmt: skip


def _half(role: str, top: float) -> dict[str, Any]:
    is_left = role == "first"
    x = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": [0, top], "nice": False, "reverse": is_left}}  # fmt: skip
    bar = {"type": "bar", "fill": FULL if is_left else PAIRED, "stroke": FULL, "strokeWidth": 1}
    said = {"type": "text", "align": "right" if is_left else "left", "dx": -5 if is_left else 5, "fontSize": 11.5,
            "color": INK}  # fmt: skip
    return {
        "width": (WIDTH - AGES) / 2, "transform": [{"filter": f"datum.role === '{role}'"}],
        "layer": [
            {"mark": bar, "encoding": {"x": x, "y": _ages()}},
            {"mark": said, "encoding": {"x": x, "y": _ages(), "text": {"field": "text"}}},
        ],
    }  # fmt: skip


def _ages() -> dict[str, Any]:
    return {"field": "place", "type": "ordinal", "sort": "descending", "scale": {"paddingInner": 0.18},
            "axis": {"title": None, "labels": False, "ticks": False, "domainColor": AXIS, "domain": False}}  # fmt: skip
