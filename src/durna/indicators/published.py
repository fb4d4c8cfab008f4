"""Figures as an institution published them: shown as printed, never summed, never scaled to a year.

The source `published_figures` holds one row a figure. The label of a publication often hides what was counted, so the
counting unit is read from the unit of the row; a figure that counts something else than the definition says is kept
and flagged `other_unit`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from durna.classifications import units
from durna.classifications.units import Unit
from durna.errors import UserError
from durna.indicators.breakdowns import EVERY_BREAKDOWN
from durna.indicators.calculate import Request
from durna.indicators.chapters import declared
from durna.indicators.definition import Indicator, catalogue
from durna.indicators.figures import Evidence, Figure
from durna.indicators.measures import Share
from durna.periods import Period
from durna.residence.observed import Records
from durna.sources.contract import load

SOURCE = "published_figures"
_NOT_DIMENSIONS = frozenset(
    (
        "indicator", "period", "period_kind", "period_label", "geography", "value",
        "value_as_printed", "unit", "counts", "publisher",
        "source", "reference", "published_on", "status", "disputed", "derived", "note_en", "note_az",
    )
)  # fmt: skip
# Listed with years, though they begin or end on other days.
_YEARS = ("academic_year", "fiscal_year", "year_cut_short")
_FLAG_OF_KIND = {"part_year": "part_year", "year_cut_short": "cut_short"}


def published(records: Records, request: Request, indicators: Collection[str] | None = None) -> list[Figure]:
    """The published figures that a request asks for; those of all periods where it names none."""
    if SOURCE not in records.sources():
        return []
    rows = records.table(SOURCE).to_pyarrow().to_pylist()
    rows.sort(key=lambda row: (row["delivery_id"], row["row_no"]))
    wanted = [row for row in rows if indicators is None or row["indicator"] in indicators]
    figures = (_figure(row, records.country, request.freeze) for row in wanted)
    return [figure for figure in figures if is_asked_for(figure, request)]


def is_asked_for(figure: Figure, request: Request) -> bool:
    return _has_breakdowns(figure, request.by) and _is_in_period(figure, request)


def _has_breakdowns(figure: Figure, by: Collection[str]) -> bool:
    names = tuple(name for name, _ in figure.dimensions)
    if EVERY_BREAKDOWN in by or not names or set(names) == set(by):
        return True
    return not by and len(names) == 1 and names[0] in _told_apart_by(figure.indicator)


def _told_apart_by(indicator: str) -> frozenset[str]:
    """The breakdown without which an indicator says nothing: shares of a whole have no total of their own."""
    measures = (measure for measure in declared(indicator) if isinstance(measure, Share))
    return frozenset(name for measure in measures for name in measure.apart_by)


def _is_in_period(figure: Figure, request: Request) -> bool:
    if request.period is None:
        return True
    if not request.period.contains(figure.period):
        return False
    if figure.period_kind == "date" or figure.period in set(request.period.split(request.every)):
        return True
    is_year = figure.period_kind in _YEARS or figure.period == request.period
    return is_year and request.every == "year"


def _figure(row: Mapping[str, Any], country: str, freeze: str) -> Figure:
    measured = measure(row["value"], row["unit"], catalogue().get(row["indicator"]))
    kind = row["period_kind"] or ""
    return Figure(
        indicator=row["indicator"],
        period=Period(row["period_start"], row["period_end"]),
        geography=row["geography"] or country,
        unit=measured.unit,
        counting_unit=measured.counting_unit,
        value=measured.value,
        publisher=row["publisher"] or "",
        dimensions=tuple((name, str(row[name])) for name in dimension_names() if row[name] is not None),
        vintage=row["published_on"] or "",
        reference=row["reference"] or "",
        source=row["source"] or "",
        period_kind=kind,
        period_label=row["period_label"] or "",
        status=row["status"] or "final",
        flags=_flags(row, kind, measured),
        freeze=freeze,
        note=_note(row),
        published=f"{row['value_as_printed'] or printed(row['value'])} {row['unit']}",
        evidence=(Evidence(SOURCE, row["delivery_id"], 1, row["row_no"]),),
    )


@cache
def dimension_names() -> tuple[str, ...]:
    return tuple(sorted(name for name in load(SOURCE).fields if name not in _NOT_DIMENSIONS))


@dataclass(frozen=True)
class Measured:
    """A printed value in the unit of the catalogue, and what it counts."""

    value: float
    unit: str
    counting_unit: str
    flags: tuple[str, ...] = ()


def measure(value: float, spelling: str, indicator: Indicator | None) -> Measured:
    """Bring a value to the unit of the catalogue where both have one base, else to the base of its own unit.

    A unit nobody knows keeps its value and is flagged: one misspelt row must not stop a Profile.
    """
    try:
        unit = units.unit(spelling)
    except UserError:
        return Measured(value, spelling, indicator.counting_unit if indicator else "item", ("unknown_unit",))
    own = _unit_of(indicator)
    same_base = own is not None and own.base == unit.base
    scale = Decimal(str(unit.scale)) / Decimal(str(own.scale)) if own is not None and same_base else unit.scale
    counted = _counted(unit, indicator, same_base)
    flags = [*unit.flags]
    if scale > 1:
        flags.append("rounded")
    if indicator is not None and counted != indicator.counting_unit:
        flags.append("other_unit")
    # Through decimals: 2.248 million is 2,248,000 entries, not 2,248,000.0000000003.
    scaled = float(Decimal(str(value)) * Decimal(str(scale)))
    return Measured(scaled, indicator.unit if indicator and same_base else unit.base, counted, tuple(flags))


def _unit_of(indicator: Indicator | None) -> Unit | None:
    return units.load().get(indicator.unit) if indicator else None


def _counted(unit: Unit, indicator: Indicator | None, same_base: bool) -> str:
    if indicator is None:
        return unit.counting_unit or "item"
    if unit.counting_unit is None or unit.counting_unit in (indicator.counting_unit, *indicator.also):
        return unit.counting_unit or indicator.counting_unit
    # The catalogue gives the unit "persons" to immigration and says that these persons are registrations: then that is
    # what a publication counts under the same name.
    return indicator.counting_unit if same_base else unit.counting_unit


def _flags(row: Mapping[str, Any], kind: str, measured: Measured) -> tuple[str, ...]:
    named = [*measured.flags, _FLAG_OF_KIND.get(kind, "")]
    named += [column for column in ("disputed", "derived") if row[column]]
    return tuple(dict.fromkeys(filter(None, named)))


def _note(row: Mapping[str, Any]) -> dict[str, str]:
    """The note in each language; `counts` and `derived` are remarks of the delivery in its own words."""
    parts = {"en": row["note_en"], "az": row["note_az"], "counts": row["counts"], "derived": row["derived"]}
    return {key: text for key, text in parts.items() if text}


def printed(value: float) -> str:
    """The digits of a publication: `608.1`, `2397`."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def half_step(figure: Figure) -> float:
    """How far a figure may lie from the exact value because it was printed rounded; 0 for a full count.

    `791.8 thousand` is exact to 50. A rounded count is taken to be rounded at its last digit that is not a nought.
    """
    number, _, spelling = figure.published.partition(" ")
    unit = units.load().get(spelling)
    if unit is None:
        return 0.0
    decimals = len(number.partition(".")[2])
    if "rounded" in unit.flags and not decimals:
        return float(_unit_size(unit, figure) * 10 ** (len(number) - len(number.rstrip("0"))) / 2)
    if unit.scale >= 1000:
        # A number in thousands has lost a nought at its end where it reads `3`: `3.0` came in as a number.
        decimals = max(decimals, 1)
    return float(_unit_size(unit, figure) / Decimal(10) ** decimals / 2) if decimals else 0.0


def _unit_size(unit: Unit, figure: Figure) -> Decimal:
    shown = units.load().get(figure.unit)
    return Decimal(str(unit.scale)) / Decimal(str(shown.scale if shown else 1))


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same as far as they are printed: 10,067.1 thousand confirms 10,067,108."""
    if one.value is None or other.value is None:
        return one.value is other.value
    allowed = max(half_step(one), half_step(other))
    return abs(one.value - other.value) <= allowed + 1e-9 * max(abs(one.value), abs(other.value))


def is_published(figure: Figure) -> bool:
    return any(evidence.source == SOURCE for evidence in figure.evidence)


def stated_numbers(text: str) -> list[float]:
    """The unsigned numbers of a remark, in order: '2,297.8 plus the stated fall of 211.0 thousand' gives two."""
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
