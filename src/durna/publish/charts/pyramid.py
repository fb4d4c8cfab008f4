"""Two sides on one scale: age pyramids, the youngest below, and flows between countries, the largest above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from durna.publish.charts import style
from durna.publish.charts.style import AXIS, FULL, INK, PAIRED, WIDTH
from durna.publish.document import Chart

ROW = 22


@dataclass(frozen=True)
class Form:
    """The room of the names in the middle, and from where the first of them is counted."""

    middle: int
    order: str


def pyramid(chart: Chart) -> dict[str, Any]:
    return _two_sides(chart, Form(120, "descending"))


def flows(chart: Chart) -> dict[str, Any]:
    return _two_sides(chart, Form(190, "ascending"))


def _two_sides(chart: Chart, form: Form) -> dict[str, Any]:
    """Points come in pairs, one role each, in the order of the names. Values are written at the ends of the bars."""
    names = list(dict.fromkeys(point.label for point in chart.points))
    rows = [style.row(names.index(point.label), point, len(names)) for point in chart.points]
    for row in rows:
        row["lines"] = style.wrapped(row["label"], 30)
    top = (max((point.value or 0.0 for point in chart.points), default=0.0) or 1.0) * 1.25
    left, right = (_half(role, top, form) for role in ("first", "second"))
    middle = {
        "width": form.middle, "height": ROW * len(names), "transform": [{"filter": "datum.role === 'first'"}],
        "mark": {"type": "text", "fontSize": 12.5, "color": INK, "lineHeight": 11},
        "encoding": {"y": _names(form), "text": {"field": "lines"}},
    }  # fmt: skip
    for half in (left, right):
        half["height"] = ROW * len(names)
    framed = style.spec(rows, [], 0)
    return {key: value for key, value in framed.items() if key not in ("layer", "width", "height")} | {
        "hconcat": [left, middle, right], "spacing": 0,
    }  # fmt: skip


def _half(role: str, top: float, form: Form) -> dict[str, Any]:
    is_left = role == "first"
    x = {"field": "value", "type": "quantitative", "axis": None,
         "scale": {"domain": [0, top], "nice": False, "reverse": is_left}}  # fmt: skip
    bar = {"type": "bar", "fill": FULL if is_left else PAIRED, "stroke": FULL, "strokeWidth": 1}
    said = {"type": "text", "align": "right" if is_left else "left", "dx": -5 if is_left else 5, "fontSize": 11.5,
            "color": INK}  # fmt: skip
    return {
        "width": (WIDTH - form.middle) / 2, "transform": [{"filter": f"datum.role === '{role}'"}],
        "layer": [
            {"mark": bar, "encoding": {"x": x, "y": _names(form)}},
            {"mark": said, "encoding": {"x": x, "y": _names(form), "text": {"field": "text"}}},
        ],
    }  # fmt: skip


def _names(form: Form) -> dict[str, Any]:
    return {"field": "place", "type": "ordinal", "sort": form.order, "scale": {"paddingInner": 0.18},
            "axis": {"title": None, "labels": False, "ticks": False, "domainColor": AXIS, "domain": False}}  # fmt: skip
