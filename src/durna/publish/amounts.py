"""How many digits a value is shown with, by its unit."""

from __future__ import annotations

from durna.classifications import units
from durna.indicators.figures import Figure

COUNTS = frozenset(
    ("persons", "families", "entries", "exits", "crossings", "refusals", "births", "deaths", "marriages", "moves",
     "calls", "permits", "visas", "decisions", "measures", "applications", "requests", "cases", "registrations",
     "admissions", "places", "projects", "count")
)  # fmt: skip


def decimals_of(value: float, unit: str) -> int:
    """Counts have none (a count published as 9 416.8 thousand is whole persons); everything else has one."""
    known = units.load().get(unit)
    if known is not None and known.base in COUNTS and known.scale == 1:
        return 0
    if float(value).is_integer() and not (known and known.base in ("percent", "USD")):
        return 0
    return 1


def is_percent(figure: Figure) -> bool:
    known = units.load().get(figure.unit)
    return known is not None and known.base in ("percent", "percent of the year", "percentage points")
