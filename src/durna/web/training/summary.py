"""What a page tells of trainings in a few numbers, asked for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from durna.web.training.models import CostLine, Participation, Training

PROJECT = "cooperation/project/"
_MOST = 500  # a list to choose from


def people_of(trainings: Sequence[Training]) -> dict[int, dict[str, int]]:
    """Nominated, selected, completed of each."""
    found = Participation.objects.filter(training__in=trainings).values("training").annotate(
        nominated=Count("pk"), selected=Count("pk", filter=Q(state="selected")),
        completed=Count("pk", filter=Q(completed=True)),
    )  # fmt: skip
    return {each["training"]: each for each in found}


def counts(training: Training) -> dict[str, int]:
    return people_of([training]).get(training.pk, {"nominated": 0, "selected": 0, "completed": 0})


def state(training: Training, today: date | None = None) -> str:
    """Told by the facts: published, cancelled, closed, over, running, selecting, open or planned."""
    day = today or timezone.localdate()
    last = training.ends_on or training.starts_on
    checks = (
        ("published", training.is_told_only), ("cancelled", bool(training.cancelled_at)),
        ("closed", bool(training.closed_at)), ("over", bool(last and last < day)),
        ("running", bool(training.starts_on and training.starts_on <= day)),
        ("open", bool(training.nominations_until and training.nominations_until >= day)),
        ("selected", bool(training.selected_at)), ("selecting", bool(training.nominations_until)),
    )  # fmt: skip
    return next((name for name, holds in checks if holds), "planned")


def costs(training: Training) -> dict[str, Any]:
    """The lines, each with who pays it, their sum by currency, and what a trainee-day costs, where days are known."""
    lines = list(training.costs.all())
    named = _titles({line.project or training.project for line in lines})
    for line in lines:
        line.paid_by = named.get(line.project or training.project, "")
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.amount
    days = training.participations.filter(role="participant").aggregate(days=Sum("days"))["days"]
    per_day = {currency: round(amount / days, 2) for currency, amount in sums.items()} if days else {}
    return {"lines": lines, "sums": sums, "days": days, "per_day": per_day}


def cost_of(trainings: Sequence[Training]) -> dict[int, dict[str, Decimal]]:
    found: dict[int, dict[str, Decimal]] = {}
    for line in CostLine.objects.filter(training__in=trainings):
        held = found.setdefault(line.training_id, {})
        held[line.currency] = held.get(line.currency, Decimal(0)) + line.amount
    return found


def projects(held: str = "") -> list[tuple[str, str]]:
    """Keys and titles of projects, the newest first. `held`: one that is kept though nobody knows it."""
    from durna.web.cooperation.models import Project

    found = {each.key: each.title for each in Project.objects.order_by("-pk")[:_MOST]}
    return list({**found, **({held: held} if held and held not in found else {})}.items())


def project(key: str) -> tuple[str, str] | None:
    """Title and address of the project that pays, where the room of projects knows it; else its key alone."""
    if not key:
        return None
    from durna.web.evidence import statements

    return statements.described([key]).get(key, (key, ""))


def _titles(keys: Iterable[str]) -> dict[str, str]:
    from durna.web.evidence import statements

    asked = [key for key in keys if key]
    told = statements.described(asked)
    return {key: told[key][0] if key in told else key for key in asked}
