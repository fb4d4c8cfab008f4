"""Small multiples: a small drawing for each member, three side by side, all on one scale."""

from __future__ import annotations

from typing import Any

from durna.publish.charts import style
from durna.publish.charts.style import AXIS, FULL, INK, QUIET, WIDTH
from durna.publish.document import Chart, Point

ACROSS, HIGH, GAP = 3, 84, 24
NUMBER = 44  # the room of the last value, beside its panel


def panels(chart: Chart) -> dict[str, Any]:
    """The first and the last year are named, and the last value; a year without a figure is a gap in the line."""
    values = [point.value for point in chart.points if point.value is not None]
    top, bottom = max(*values, 0.0) or 1.0, min(*values, 0.0)
    years = list(dict.fromkeys(point.label for point in chart.points))
    names = list(dict.fromkeys(point.panel for point in chart.points))
    scale = {"domain": [bottom, top + (top - bottom) * 0.22], "nice": False}
    ground = [style.nought()] if bottom < 0 < top else []
    each = [
        _panel(name, [point for point in chart.points if point.panel == name], years, scale, ground) for name in names
    ]
    framed = {key: value for key, value in style.spec([], [], 0).items() if key in ("$schema", "background", "padding")}
    config = style.spec([], [], 0)["config"]
    return {**framed, "config": config, "concat": each, "columns": ACROSS, "spacing": GAP}


def _panel(
    name: str, points: list[Point], years: list[str], scale: dict[str, Any], ground: list[dict[str, Any]]
) -> dict[str, Any]:  # fmt: skip
    """`ground` is drawn under the line."""
    rows = [style.row(years.index(point.label), point, len(years)) for point in points]
    last = next(row["place"] for row in reversed(rows) if row["value"] is not None)
    named = [row for row in rows if row["place"] in (rows[0]["place"], rows[-1]["place"])]
    x = {"field": "place", "type": "ordinal", "scale": {"domain": [row["place"] for row in rows]},
         "axis": {"title": None, "labelAngle": 0, "ticks": False, "domainColor": AXIS, "labelPadding": 5,
                  "values": [row["place"] for row in named], "labelExpr": style.labels(named), "labelFontSize": 11.5,
                  "labelColor": QUIET, "labelOverlap": False}}  # fmt: skip
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    line = {"mark": {"type": "line", "stroke": FULL, "strokeWidth": 2, "invalid": "break-paths-show-domains"},
            "encoding": {"x": x, "y": y}}  # fmt: skip
    # A value between two gaps has no line: a dot of its own keeps it in sight.
    dots = {"mark": {"type": "point", "size": 22, "fill": FULL, "stroke": FULL, "opacity": 1},
            "transform": [{"filter": "isValid(datum.value)"}], "encoding": {"x": x, "y": y}}  # fmt: skip
    # After the last point, where no line can cross it out.
    said = {"mark": {"type": "text", "align": "left", "dx": 7, "fontSize": 12, "color": INK},
            "transform": [{"filter": f"datum.place === '{last}'"}],
            "encoding": {"x": x, "y": y, "text": {"field": "text"}}}  # fmt: skip
    title = {"text": style.wrapped(name, 28), "anchor": "start", "fontSize": 13, "fontWeight": 600, "color": INK,
             "frame": "group", "offset": 4}  # fmt: skip
    return {"data": {"values": rows}, "layer": [*ground, line, dots, said], "title": title,
            "width": round((WIDTH - GAP * (ACROSS - 1)) / ACROSS) - NUMBER, "height": HIGH}  # fmt: skip
