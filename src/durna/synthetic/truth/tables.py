"""Reading true tables: what a statistical office or another country would publish of a synthetic country.

A group is read where it is stated; else the finest rows are added up. Codes that overlap (broad age groups, aggregates
of countries) are not looked for: the synthetic tables have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from durna.classifications.units import unit as unit_of
from durna.periods import Period
from durna.periods import day as one_day
from durna.sources.contract import load
from durna.synthetic.truth.answers import Answer, Answers, Dimensions, Place
from durna.synthetic.truth.books import Books

FLOW, STOCK, YEAR, STATED = "flow", "stock", "year", "stated"
EVERY_TABLE = ("series", "geography", "publisher", "vintage", "period")


class Cell(NamedTuple):
    period: Period
    dimensions: frozenset[tuple[str, str]]
    value: float


@dataclass(frozen=True)
class Table:
    """Rows of a table source: the first of `series` that it has, of the country's own `geography`.

    `time`: flows of months add up to a year; a stock holds on a day, a bare year on its `year_means`; a value of a year
    answers for any part of it; other values are taken for the periods that they are stated for.
    """

    register: str
    series: tuple[str, ...]
    time: str = FLOW
    where: str = "TRUE"
    own: str = "geography"
    named: Mapping[str, str] = field(default_factory=dict, hash=False)
    without: tuple[str, ...] = ()
    year_means: str = "end"
    adds_up: bool = True

    @property
    def counts_records(self) -> bool:
        return False

    def is_known(self, books: Books) -> bool:
        return self.register in books.columns

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in wanted if self._column(name) is not None)

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        cells = self._cells(books, by)
        found: Answers = {}
        for bucket, period, parts in self._in_time(cells, books):
            for name in (None, *by):
                for group, value in self._groups(parts, name).items():
                    is_stock = self.time in (STOCK, YEAR)
                    found[Place(bucket, group)] = Answer(value, period, None, is_stock)
        return found

    def _column(self, name: str) -> str | None:
        column = self.named.get(name, name)
        key = [one for one in load(self.register).natural_key if one not in EVERY_TABLE]
        is_free = column not in (self.own, *self.without)
        return column if is_free and (column in key or name in self.named) else None

    def _cells(self, books: Books, by: Sequence[str]) -> list[Cell]:
        names = {column: column for column in load(self.register).natural_key if self._column(column)}
        names |= {column: name for name in by if (column := self._column(name))}
        own = f"({self.own} = '{books.own}'" + (" OR geography IS NULL)" if self.own == "geography" else ")")
        for series in self.series:
            where = f"series = '{series}' AND {own} AND ({self.where})"
            chosen = ", ".join(["period_start", "period_end", "value", "unit", *(f'"{one}"' for one in names)])
            rows = books.rows(f"SELECT {chosen} FROM {self.register} WHERE {where}")
            if rows:
                return [_cell(row, tuple(names.values())) for row in rows]
        return []

    def _in_time(self, cells: Sequence[Cell], books: Books) -> Iterable[tuple[Period, Period, list[Cell]]]:
        for bucket in books.buckets:
            asked = books.asked[bucket]
            if self.time == STOCK:
                dated = {_day(cell.period, self.year_means): cell.period for cell in cells}
                days = [day for day in dated if asked.start <= day <= asked.end]
                if days:
                    yield bucket, one_day(max(days)), _of(cells, dated[max(days)])
                continue
            whole = bucket if self.time == YEAR else asked
            parts = _of(cells, whole) or (_months(cells, whole) if self.time == FLOW else [])
            if parts:
                yield bucket, Period(min(c.period.start for c in parts), max(c.period.end for c in parts)), parts
        if self.time != STOCK and books.every == "year":
            for period in sorted({cell.period for cell in cells}):
                if period.start.year + 1 == period.end.year and books.whole.contains(period):
                    yield period, period, _of(cells, period)

    def _groups(self, cells: Iterable[Cell], name: str | None) -> dict[Dimensions, float]:
        wanted = frozenset() if name is None else frozenset([name])
        patterns: dict[frozenset[str], list[Cell]] = defaultdict(list)
        for cell in cells:
            patterns[frozenset(known for known, _ in cell.dimensions)].append(cell)
        wider = [pattern for pattern in patterns if pattern > wanted] if self.adds_up else []
        pattern = wanted if wanted in patterns else max(wider, key=lambda p: (len(p), sorted(p)), default=None)
        found: dict[Dimensions, float] = defaultdict(float)
        for cell in patterns[pattern] if pattern is not None else []:
            found[tuple(pair for pair in cell.dimensions if pair[0] in wanted)] += cell.value
        return dict(found)


def _cell(row: Sequence[object], names: Sequence[str]) -> Cell:
    start, end, value, unit, *codes = row
    known = frozenset((name, str(code)) for name, code in zip(names, codes, strict=True) if code is not None)
    scale = unit_of(str(unit)).scale if unit else 1
    assert isinstance(start, date)
    assert isinstance(end, date)
    assert isinstance(value, float)
    return Cell(Period(start, end), known, value * scale)


def _of(cells: Iterable[Cell], period: Period) -> list[Cell]:
    return [cell for cell in cells if cell.period == period]


def _months(cells: Iterable[Cell], whole: Period) -> list[Cell]:
    """The shortest periods inside the whole: the months where there are months."""
    inside = [cell for cell in cells if whole.contains(cell.period)]
    shortest = min((cell.period.months for cell in inside), default=0)
    return [cell for cell in inside if cell.period.months == shortest]


def _day(period: Period, year_means: str) -> date:
    if not period.is_year:
        return period.end
    month, day = {"start": (1, 1), "middle": (7, 1), "end": (12, 31)}[year_means]
    return date(period.start.year, month, day)
