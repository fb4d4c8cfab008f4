"""From a chart of the document model to an SVG that needs no script, no style sheet and no network.

A part-year is hatched and stands apart; a year announced early has a dashed outline; a gap stays a gap. Patterns and
direct labels carry the meaning, so a black-and-white print and a colour-blind reader lose nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from threading import Lock
from typing import Any

from durna.languages import facts
from durna.publish import formats
from durna.publish.charts import ahead, bars, keeping, panels, pyramid, style, world
from durna.publish.charts.library import UNDRAWABLE
from durna.publish.charts.style import FULL, LAND, PAIRED, SHADOW
from durna.publish.document import Chart

__all__ = ["FULL", "PAIRED", "UNDRAWABLE", "dots", "draw", "drawings_made", "forget", "not_drawn", "svg"]

_KINDS: Mapping[str, Callable[[Chart], dict[str, Any]]] = {
    "bars": bars.over_time, "line": bars.over_time, "ranked": bars.ranked, "pairs": bars.pairs,
    "pyramid": pyramid.pyramid, "flows": pyramid.flows, "panels": panels.panels, "map": world.symbols,
}  # fmt: skip


_DECIMALS = re.compile(r"(\d\.\d)\d+")


# What pages of the site show again and again; a publication holds its own drawings.
_KEPT = 256
_counting = Lock()
_made = 0


def svg(chart: Chart, language: str) -> str:
    """The drawing, with a title and a description for those who do not see it.

    Raises one of `UNDRAWABLE` where it cannot be drawn.
    """
    return ahead.made(draw, chart, language)


def draw(chart: Chart, language: str) -> str:
    """As `svg`, by whoever makes it ahead."""
    spec = _KINDS[chart.kind](chart) | style.title(chart.headline, facts(language).direction)
    drawn = _drawn(json.dumps(spec, ensure_ascii=False), language)
    if chart.kind == "map":
        drawn = _DECIMALS.sub(r"\1", drawn)  # a coast to a tenth of a point: a third of the size
    return _finished(drawn, chart, language)


def not_drawn(chart: Chart, error: Exception) -> str:
    """What a notice says of a chart that could not be drawn."""
    reason = str(error).partition("\n")[0][:200]
    return f"'{chart.caption}' cannot be drawn ({reason}); its description stands in its place."


def dots(drawing: str, scale: float, ppi: float = 72) -> bytes:
    """The drawing as a PNG of `scale` x `ppi` / 72 dots a point."""

    return keeping.kept(["dots", drawing, scale, ppi], lambda: ahead.drawer().dots(drawing, scale, ppi))


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str, language: str) -> str:
    locale = formats.vega(language)

    def draw() -> bytes:
        global _made
        with _counting:
            _made += 1
        return ahead.drawer().lines(spec, locale).encode()

    return keeping.kept(["lines", spec, locale], draw).decode()


def drawings_made() -> int:
    """How many drawings this process has made; one that was kept by an earlier run is none."""
    return _made


def forget() -> None:
    """Nothing is held in memory any more, as in a new process."""
    _drawn.cache_clear()


def _finished(drawn: str, chart: Chart, language: str) -> str:
    """Name the drawing, and give the hatching a pattern under a name of its own: many drawings share a page."""
    title, described = f"{chart.id}-title", f"{chart.id}-desc"
    named = f'<svg role="img" lang="{language}" aria-labelledby="{title} {described}" '
    head = (
        f'<title id="{title}">{escape(chart.caption)}</title><desc id="{described}">{escape(chart.description)}</desc>'
    )
    hatch = f"hatch-{chart.id}"
    land = _pattern(f"{hatch}-land", LAND, "#77806c", 3)
    pattern = _pattern(hatch, "#ffffff", FULL)
    drawn = drawn.replace(f'font-family="{style.LAID_OUT_IN}"', f'font-family="{style.FONT}"')
    body = drawn.replace("<svg ", named, 1).replace(f"url(#{SHADOW}", f"url(#{hatch}")
    # The renderer's own roles repeat every bar to a screen reader; title, description and table say it once.
    body = re.sub(r' (?:aria-(?!labelledby)[a-z]+|role(?!="img"))="[^"]*"', "", body)
    opening_end = body.index(">") + 1
    extra = (pattern if f"url(#{hatch})" in body else "") + (land if f"url(#{hatch}-land)" in body else "")
    return body[:opening_end] + head + extra + body[opening_end:]


def _pattern(id: str, ground: str, stripe: str, size: int = 6) -> str:
    ground_and_stripe = (
        f'<rect width="{size}" height="{size}" fill="{ground}"/>'
        f'<rect width="{size * 0.4:g}" height="{size}" fill="{stripe}"/>'
    )
    return (
        f'<defs><pattern id="{id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{ground_and_stripe}</pattern></defs>'
    )
