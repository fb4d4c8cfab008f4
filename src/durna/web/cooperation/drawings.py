"""The portfolio drawn: its projects on a line of time, and the places they are at. SVG without script and without style
attributes, so that it may stand on a page of the site; what it shows stands beside it as a table too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from durna.publish.maps import land

_WIDTH, _ROW, _TOP, _NAMES = 960, 26, 34, 330
_MOST = 60  # rows: more would not be read
_COLOURS = {"planned": "#7fa8cf", "running": "#1f4e79", "ended": "#6b7884", "finishing": "#b07d00", "closed": "#6b7884",
            "cancelled": "#9c2a1a", "suspended": "#9c2a1a", "unknown": "#6b7884"}  # fmt: skip
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif">'


def timeline(rows: Sequence[tuple[str, Any, Any, str]], today: date, title: str) -> str:
    """`rows`: title, first day, last day (None: not known), status. What has no start is left out."""
    shown = [row for row in rows if row[1]][:_MOST]
    years = [row[1].year for row in shown] + [(row[2] or today).year for row in shown] or [today.year]
    first, last = min(years), max(years) + 1
    height = _TOP + _ROW * len(shown) + 10
    scale = (_WIDTH - _NAMES - 12) / max((date(last, 1, 1) - date(first, 1, 1)).days, 1)

    def at(day: date) -> float:
        return round(_NAMES + (day - date(first, 1, 1)).days * scale, 1)

    parts = [_HEAD.format(width=_WIDTH, height=height), f"<title>{escape(title)}</title>"]
    step = -(-(last - first) // 12)
    for year in range(first, last, step):
        x = at(date(year, 1, 1))
        parts.append(f'<line x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{height}" stroke="#d5dce3"/>')
        parts.append(f'<text x="{x + 3}" y="{_TOP - 14}" font-size="13" fill="#56636f">{year}</text>')
    for number, (name, start, end, status) in enumerate(shown):
        parts += _bar(name, at(start), at(end or max(today, start)), _TOP + _ROW * number, status, end is None)
    if first <= today.year < last:
        parts.append(f'<line x1="{at(today)}" y1="{_TOP - 8}" x2="{at(today)}" y2="{height}" stroke="#9c2a1a"/>')
    return "".join([*parts, "</svg>"])


def _bar(name: str, left: float, right: float, y: int, status: str, is_open: bool) -> list[str]:
    """An end that nobody told is drawn with a dashed outline to today."""
    short = name if len(name) <= 38 else f"{name[:37]}…"
    colour = _COLOURS[status]
    fill = f'fill="#ffffff" stroke="{colour}" stroke-dasharray="4 3"' if is_open else f'fill="{colour}"'
    return [
        f'<text x="{_NAMES - 10}" y="{y + 15}" font-size="13" text-anchor="end" fill="#1c2733">{escape(short)}</text>',
        f'<rect x="{left}" y="{y + 3}" width="{max(right - left, 3):.1f}" height="16" rx="2" {fill}>'
        f"<title>{escape(name)}</title></rect>",
    ]


def map_of(points: Sequence[tuple[str, float, float, int]], title: str) -> str:
    """`points`: name, latitude, longitude, how many projects. The frame is theirs, with room around."""
    west, south, east, north = _frame(points)
    width, height = 960, max(300, min(720, round(960 * (north - south) * 1.35 / (east - west))))

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - west) / (east - west) * width, 1), round(
            (north - latitude) / (north - south) * height, 1
        )

    parts = [_HEAD.format(width=width, height=height), f"<title>{escape(title)}</title>",
             f'<rect width="{width}" height="{height}" fill="#eef2f6"/>']  # fmt: skip
    drawn = land.load(_root())
    for polygons, fill in [*((each, "#d9dfd2") for each in drawn.units.values()), (drawn.undetermined, "#e9e3d4")]:
        for polygon in polygons:
            if _is_seen(polygon, west, south, east, north):
                rings = (" ".join(f"{x},{y}" for x, y in (at(*place) for place in ring)) for ring in polygon)
                path = "".join(f"M{ring}Z" for ring in rings)
                parts.append(f'<path d="{path}" fill="{fill}" stroke="#ffffff" fill-rule="evenodd"/>')
    for name, latitude, longitude, count in points:
        x, y = at(longitude, latitude)
        radius = round(5 + 3 * count**0.5, 1)
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1f4e79" fill-opacity="0.75" stroke="#ffffff"/>')
        anchor, dx = ("end", -radius - 4) if x > width * 0.8 else ("start", radius + 4)
        parts.append(
            f'<text x="{x + dx}" y="{y + 5}" font-size="15" text-anchor="{anchor}" fill="#1c2733" stroke="#eef2f6" '
            f'stroke-width="3" paint-order="stroke">{escape(name)} ({count})</text>'
        )
    return "".join([*parts, "</svg>"])


def _frame(points: Sequence[tuple[str, float, float, int]]) -> tuple[float, float, float, float]:
    if not points:
        return -25.0, 10.0, 100.0, 70.0
    latitudes, longitudes = [each[1] for each in points], [each[2] for each in points]
    room_x = max(4.0, (max(longitudes) - min(longitudes)) * 0.25)
    room_y = max(3.0, (max(latitudes) - min(latitudes)) * 0.25)
    return min(longitudes) - room_x, min(latitudes) - room_y, max(longitudes) + room_x, max(latitudes) + room_y


def _is_seen(polygon: Any, west: float, south: float, east: float, north: float) -> bool:
    return any(west - 20 <= x <= east + 20 and south - 15 <= y <= north + 15 for x, y in polygon[0])


def _root() -> Any:
    from durna.web.served import workspace

    return workspace().root
