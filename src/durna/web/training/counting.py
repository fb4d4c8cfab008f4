"""Trainings in numbers: by country, institution, sex, topic, mode, project or year, counted from closed lists alone.

What was only published is counted apart, as published. Counting is kept until a list is closed or opened again, or two
records are found to be one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Avg, Count, ExpressionWrapper, F, FloatField, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear

from durna.web.training.models import CostLine, Match, Participation, Training

_BOTH = Q(pre_test__isnull=False, post_test__isnull=False)
_GAIN = ExpressionWrapper(F("post_test") - F("pre_test"), output_field=FloatField())
DIMENSIONS: Mapping[str, Any] = {
    "year": ExtractYear("training__starts_on"), "country": F("country"), "institution": F("institution"),
    "sex": F("sex"), "topic": F("training__programme"), "mode": F("training__mode"), "project": F("training__project"),
}  # fmt: skip


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


def lines(dimension: str, year: int | None = None) -> tuple[Line, ...]:
    """A line for each group, the most participants first; years in their order."""
    return _lines(dimension, year, _state())


def total(year: int | None = None) -> Line:
    """Everything in one line: persons are counted once, however many groups they are in."""
    return _total(year, _state())


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
    return _years(_state())


@lru_cache(maxsize=8)
def _years(state: Any) -> list[int]:
    closed = Training.objects.exclude(closed_at=None).exclude(starts_on=None)
    return sorted({each.year for each in closed.dates("starts_on", "year")}, reverse=True)


@lru_cache(maxsize=128)
def _lines(dimension: str, year: int | None, state: Any) -> tuple[Line, ...]:
    groups = _counted(year).annotate(group_of=DIMENSIONS[dimension]).values("group_of").order_by("group_of")
    costs = _costs(dimension, year)
    made = [_line(each["group_of"], each, costs.get(each["group_of"], {})) for each in _measured(groups)]
    return tuple(made if dimension == "year" else sorted(made, key=lambda line: (-line.participants, str(line.what))))


@lru_cache(maxsize=64)
def _total(year: int | None, state: Any) -> Line:
    found = _counted(year).aggregate(**_measures())
    costs: dict[str, Decimal] = {}
    for held in _costs("year", year).values():
        for currency, money in held.items():
            costs[currency] = costs.get(currency, Decimal(0)) + money
    return _line("", found, costs)


def _counted(year: int | None) -> QuerySet[Participation]:
    found = Participation.objects.filter(state="selected", role="participant", training__closed_at__isnull=False)
    return found.filter(training__starts_on__year=year) if year else found


def _measures() -> dict[str, Any]:
    return {
        "trainings": Count("training", distinct=True), "participants": Count("pk"),
        "persons": Count(Coalesce("person__same_as", "person"), distinct=True), "sum_days": Sum("days"),
        "done": Count("pk", filter=Q(completed=True)), "n": Count("pk", filter=_BOTH),
        "gain": Avg(_GAIN, filter=_BOTH),
    }  # fmt: skip


def _measured(groups: Any) -> Any:
    return groups.annotate(**_measures())


def _line(what: Any, found: Mapping[str, Any], costs: Mapping[str, Decimal]) -> Line:
    return Line(
        what, found["trainings"], found["participants"], found["persons"], found["sum_days"], found["done"],
        found["n"], found["gain"], costs,
    )  # fmt: skip


def _costs(dimension: str, year: int | None) -> dict[Any, dict[str, Decimal]]:
    """Of lines that name a project of their own, that one pays."""
    if dimension not in ("year", "topic", "mode", "project"):
        return {}
    own = {"project": Coalesce(_or_nothing("project"), "training__project")}
    found = CostLine.objects.exclude(training__closed_at=None)
    if year:
        found = found.filter(training__starts_on__year=year)
    costs: dict[Any, dict[str, Decimal]] = {}
    groups = found.annotate(group_of=own.get(dimension, DIMENSIONS[dimension]))
    for each in groups.values("group_of", "currency").order_by("group_of").annotate(money=Sum("amount")):
        costs.setdefault(each["group_of"], {})[each["currency"]] = each["money"]
    return costs


def _or_nothing(field: str) -> Any:
    from django.db.models import Value
    from django.db.models.functions import NullIf

    return NullIf(field, Value(""))


def _state() -> tuple[Any, ...]:
    """What the numbers depend on; another process that changes it is noticed as well."""
    closed = Training.objects.aggregate(last=Max("closed_at"), n=Count("closed_at"))
    decided = Match.objects.aggregate(last=Max("decided_at"))
    money = CostLine.objects.aggregate(n=Count("pk"), last=Max("pk"))
    return (*closed.values(), *decided.values(), *money.values())
