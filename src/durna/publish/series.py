"""Which figures stand together: one row of a table, one set of bars. Periods of unequal length never share a place.

A figure has one of these places in the Profile's period:

- `year`      a full calendar year, or a reference date that stands for its year
- `part`      the Profile's own unfinished year (January-October 2021), or its last day for a stock
- `cut`       a year announced before it ended: in the year's column with its true end, never joined to full years
- `academic`  an academic year
- `other`     a year that begins on another day than 1 January: a fiscal year, New Zealand's year to June
- `months`    any other part of a year, compared only with the same months
- `span`      several years in one figure
- `outside`   after the period (the full year 2021) or before it: in a block of its own
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from durna.classifications import units
from durna.indicators.definition import Indicator
from durna.indicators.figures import Figure
from durna.periods import Period
from durna.publish.language import over_two

PERIOD = "period"  # the anchor of a figure of a period that is no year
_FROM = "from-"

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """Figures of one thing counted in one way; `years` by the number of their year."""

    unit: str
    counting_unit: str
    geography: str
    dimensions: Dimensions
    # 'year', 'academic', 'from-07-01' where years begin on 1 July, '12-31' of a reference date, 'period' of another.
    anchor: str
    years: Mapping[int, Figure]
    part: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*(self.years[year] for year in sorted(self.years)), *((self.part,) if self.part else ()))

    @property
    def points(self) -> int:
        """How many years have a value."""
        return sum(figure.value is not None for figure in self.years.values())

    @property
    def comparable(self) -> tuple[Figure, ...]:
        """The full years in order, without those that were announced before they ended."""
        return tuple(self.years[year] for year in sorted(self.years) if not is_cut_short(self.years[year]))


@dataclass
class View:
    """All preferred figures of one indicator, each in its place."""

    indicator: Indicator
    lines: list[Line] = field(default_factory=list)
    breakdowns: dict[tuple[str, ...], list[Line]] = field(default_factory=dict)
    months: list[Figure] = field(default_factory=list)
    spans: list[Figure] = field(default_factory=list)
    outside: list[Figure] = field(default_factory=list)

    @property
    def shown(self) -> int:
        totals = sum(len(line.figures) for line in self.lines)
        return totals + len(self.months) + len(self.spans) + sum(len(b) for b in self.breakdowns.values())

    @property
    def is_empty(self) -> bool:
        return not self.shown and not self.outside

    @property
    def is_compact(self) -> bool:
        """Too few figures for a table of years."""
        most = max((line.points for line in self.lines), default=0)
        return most < 3 and not self.breakdowns and self.shown <= 4


@lru_cache(maxsize=64)
def part_of(period: Period) -> Period | None:
    """The unfinished year at the end of the Profile's period."""
    last = list(period.split("year"))[-1]
    return None if last.is_year else last


def view(indicator: Indicator, figures: Iterable[Figure], period: Period, country: str) -> View:
    found = View(indicator)
    lines: dict[tuple[str, ...], dict[Dimensions, _Lines]] = defaultdict(lambda: defaultdict(_Lines))
    for figure in figures:
        if not figure.preferred:
            continue
        place = place_of(figure, period)
        names = tuple(name for name, _ in figure.dimensions)
        if place in ("year", "part", "cut", "academic", "other"):
            lines[names][figure.dimensions].add(figure, place)
        elif place == "outside":
            found.outside.append(figure)
        elif names:
            lines[names][figure.dimensions].leave(figure)
        else:
            (found.months if place == "months" else found.spans).append(figure)
    for names, by_cell in lines.items():
        made = [line for cell, group in by_cell.items() for line in group.made(cell)]
        rest = [figure for group in by_cell.values() for figure in group.left]
        if names:
            found.breakdowns[names] = _with_periods(made, rest)
        else:
            found.lines = _main_first(made, indicator, country)
            found.months += rest
    found.months.sort(key=lambda figure: figure.period)
    found.outside.sort(key=lambda figure: (figure.dimensions, figure.period))
    return found


def place_of(figure: Figure, period: Period) -> str:
    its, part = figure.period, part_of(period)
    if part and (its == part or (its.start == its.end == part.end)):
        return "part"
    if not period.contains(its):
        return "outside"
    if figure.period_kind == "academic_year":
        return "academic"
    if its.is_year or its.start == its.end:
        return "year"
    if is_cut_short(figure):
        return "cut"
    if its.is_twelve_months:
        return "other"
    return "months" if its.start.year == its.end.year else "span"


def is_cut_short(figure: Figure) -> bool:
    return figure.period_kind == "year_cut_short" or "cut_short" in figure.flags


def unit_base(figure: Figure) -> str:
    known = units.load().get(figure.unit)
    return known.base if known else figure.unit


def shown_value(figure: Figure, indicator: Indicator) -> float | None:
    """The value in the indicator's own unit (million USD, not USD) where that is a multiple of the figure's."""
    mine, wanted = units.load().get(figure.unit), units.load().get(indicator.unit)
    if figure.value is None or mine is None:
        return figure.value
    scale = wanted.scale if wanted and wanted.base == mine.base else 1
    return figure.value if mine.scale == scale else figure.value * mine.scale / scale


def shown_unit(figure: Figure, indicator: Indicator) -> str:
    """The unit in which `shown_value` is: the indicator's, or the base of the figure's own."""
    base, wanted = unit_base(figure), units.load().get(indicator.unit)
    return indicator.unit if wanted and wanted.base == base else base


def same_months(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Parts of years, gathered so that each group holds the same months of several years of the same count."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        start, end = figure.period.start, figure.period.end
        days = ("months", start.month, end.month) if figure.period.has_whole_months else (
            "days", start.month, start.day, end.month, end.day)  # fmt: skip
        groups[(*days, figure.counting_unit, unit_base(figure), figure.dimensions)].append(figure)
    found = [sorted(group, key=lambda f: f.period) for group in groups.values()]
    return sorted(found, key=lambda group: (group[0].period.start.month, group[0].period.months, group[0].period))


class _Lines:
    """Collects the figures of one cell of the breakdowns into lines."""

    def __init__(self) -> None:
        self.years: dict[tuple[str, str, str, str], dict[int, Figure]] = defaultdict(dict)
        self.parts: dict[tuple[str, str, str], Figure] = {}
        self.left: list[Figure] = []

    def add(self, figure: Figure, place: str) -> None:
        key = (unit_base(figure), figure.counting_unit, figure.geography)
        if place == "part":
            self.parts.setdefault(key, figure)
            return
        slots = self.years[(*key, anchor(figure, place))]
        standing = slots.get(figure.period.start.year)
        if standing is None:
            slots[figure.period.start.year] = figure
        elif is_cut_short(standing) and not is_cut_short(figure):
            slots[figure.period.start.year] = figure
            self.left.append(standing)
        else:
            self.left.append(figure)

    def leave(self, figure: Figure) -> None:
        self.left.append(figure)

    def made(self, dimensions: Dimensions) -> list[Line]:
        parts = dict(self.parts)
        keys = sorted(self.years, key=lambda key: -len(self.years[key]))
        lines = [
            Line(unit, counting, geography, dimensions, where, self.years[unit, counting, geography, where],
                 None if is_over_two(where) else parts.pop((unit, counting, geography), None))
            for unit, counting, geography, where in keys
        ]  # fmt: skip
        return lines + [Line(*key, dimensions, "year", {}, figure) for key, figure in parts.items()]


def anchor(figure: Figure, place: str) -> str:
    if place == "academic":
        return "academic"
    if place == "other":
        return f"{_FROM}{figure.period.start:%m-%d}"
    return f"{figure.period.start:%m-%d}" if figure.period.start == figure.period.end else "year"


def is_yearly(anchor: str) -> bool:
    """Whether its periods are years, of whichever calendar."""
    return anchor == "year" or is_over_two(anchor)


def is_over_two(anchor: str) -> bool:
    """Whether each of its years lies in two calendar years."""
    return anchor == "academic" or anchor.startswith(_FROM)


def first_day(anchor: str) -> date | None:
    """On which day years of another calendar begin; that of a year which is none, to say month and day alone."""
    return date.fromisoformat(f"2001-{anchor.removeprefix(_FROM)}") if anchor.startswith(_FROM) else None


def of_one_calendar(lines: Sequence[Line]) -> list[Line]:
    """Those that have the years of the first: a chart never puts years to June beside calendar years."""
    return [line for line in lines if line.anchor == lines[0].anchor and is_yearly(line.anchor)]


def year_label(year: int, anchor: str) -> str:
    """`2019`, and `2019/20` of a year that begins in 2019."""
    return over_two(year, year + 1) if is_over_two(anchor) else str(year)


def _main_first(lines: list[Line], indicator: Indicator, country: str) -> list[Line]:
    """The country's own count in the catalogue's unit first; then by the number of years."""
    return sorted(
        lines,
        key=lambda line: (
            line.geography != country, line.counting_unit != indicator.counting_unit, -line.points, line.anchor,
        ),
    )  # fmt: skip


def _with_periods(lines: list[Line], rest: list[Figure]) -> list[Line]:
    """Breakdowns that exist for parts of years only still deserve their rows: one line each period."""
    extra = [
        Line(unit_base(f), f.counting_unit, f.geography, f.dimensions, PERIOD, {f.period.start.year: f}) for f in rest
    ]
    return lines + extra
