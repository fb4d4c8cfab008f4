"""Trainings in numbers: by country, institution, sex, topic, mode, project or year, counted from closed lists alone.

They are kept as lists are closed: see `tallies.py`. What was only published is counted apart, as published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from durna.web.training import tallies
from durna.web.training.models import Tally, Training
from durna.web.training.tallies import DIMENSIONS

__all__ = ["DIMENSIONS", "Line", "line", "lines", "published", "rows", "total", "years"]


@dataclass(frozen=True)
class Line:
    """`what`: the year, code, name or key of the group. `days`: trainee-days; `gain`: mean points over `n` pairs.

    `costs`: money by currency, known by project, topic, mode and year alone: a training is paid as a whole.
    """

    what: Any
    trainings: int
    participants: int
    persons: int
    days: Decimal | None
    completed: int
    n: int
    gain: float | None
    costs: Mapping[str, Decimal]

    @property
    def completion(self) -> float | None:
        return 100 * self.completed / self.participants if self.participants else None

    @property
    def per_day(self) -> dict[str, Decimal]:
        return {currency: round(money / self.days, 2) for currency, money in self.costs.items()} if self.days else {}


def rows(dimension: str, year: int | None = None) -> QuerySet[Tally]:
    """A row for each group, the most participants first; years in their order. `line` makes a line of one."""
    tallies.known()
    found = Tally.objects.filter(dimension=dimension, year=year or 0, participants__gt=0)
    return found.order_by("group") if dimension == "year" else found.order_by("-participants", "group")


def line(row: Tally) -> Line:
    what = int(row.group) if row.dimension in ("year", "topic") and row.group else row.group
    costs = {currency: Decimal(money) for currency, money in row.money.items() if Decimal(money)}
    return Line(
        what, row.trainings, row.participants, row.persons, row.days if row.with_days else None, row.completed,
        row.pairs, float(row.gain) / row.pairs if row.pairs else None, costs,
    )  # fmt: skip


def lines(dimension: str, year: int | None = None) -> tuple[Line, ...]:
    return tuple(map(line, rows(dimension, year)))


def total(year: int | None = None) -> Line:
    """Everything in one line: persons are counted once, however many groups they are in."""
    tallies.known()
    return line(Tally.objects.filter(dimension="", year=year or 0).first() or Tally())


def published(year: int | None = None) -> dict[str, int]:
    """Activities known by publication alone: how many, of how many a number is published, and the sum of those."""
    found = Training.objects.exclude(source="").filter(cancelled_at=None)
    if year:
        found = found.filter(starts_on__year=year)
    told = found.aggregate(
        activities=Count("pk"), with_number=Count("published_participants"), participants=Sum("published_participants")
    )
    return {**told, "participants": told["participants"] or 0}


def years() -> list[int]:
    """Of closed lists, the latest first."""
    return sorted((int(row.group) for row in rows("year") if row.group), reverse=True)
