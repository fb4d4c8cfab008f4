"""A project as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from durna.web.cooperation import counting, figures, sums, values
from durna.web.cooperation.models import LINKS, Project, Rate
from durna.web.cooperation.status import status


@dataclass(frozen=True)
class PeriodShown:
    """`target` and `actual`: totals computed from cells; `answer`: where the value is a question to the records."""

    period: Any
    target: values.Total
    actual: values.Total
    answer: figures.Answer | None

    @property
    def value(self) -> Decimal | None:
        return self.answer.value if self.answer else self.actual.value

    @property
    def words(self) -> str:
        return next((cell.words for cell in self.period.cells.all() if not cell.is_target and cell.words), "")

    @property
    def percent(self) -> Decimal | None:
        """Of the target, where both are numbers and the target is above zero."""
        if self.value is None or not self.target.value:
            return None
        return (self.value / self.target.value * 100).quantize(Decimal("0.1"))


def period(held: Any, indicator: Any) -> PeriodShown:
    cells = list(held.cells.all())
    return PeriodShown(
        held, values.total([c for c in cells if c.is_target], indicator.measure),
        values.total([c for c in cells if not c.is_target], indicator.measure),
        figures.answer(indicator, held) if indicator.query else None,
    )  # fmt: skip


def results(project: Any) -> list[tuple[Any, list[tuple[Any, list[PeriodShown]]]]]:
    return [
        (result, [(indicator, [period(each, indicator) for each in indicator.periods.all()])
                  for indicator in result.indicators.all()])
        for result in project.results.all()
    ]  # fmt: skip


def shares(project: Any) -> list[tuple[str, Decimal]]:
    """What does not add up to 100: funders, places, sectors; each with its sum."""
    parts = {
        "partners": [each.share for each in project.partners.all() if each.role == "1"],
        "places": [each.share for each in project.places.all() if each.code],
        "sectors": [each.share for each in project.sectors.all() if each.vocabulary == "1"],
    }
    found = {name: sum((s for s in told if s is not None), Decimal()) for name, told in parts.items() if any(told)}
    return [(name, added) for name, added in found.items() if abs(added - 100) > Decimal("0.01")]


def money(project: Any) -> dict[str, Any]:
    entries = list(project.entries.all())
    base = project.currency or "EUR"
    rates = sums.Rates(base, list(Rate.objects.filter(base=base)))
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    return {
        "entries": entries, "years": sums.by_year(entries),
        "sums": [(kind, sums.add([e for e in entries if e.kind == kind], rates)) for kind in kinds],
    }  # fmt: skip


def project(held: Any, today: date) -> dict[str, Any]:
    family = Project.objects.only("pk", "parent_id", "counted_level", "told_also_id")
    links = list(held.links.all())
    return {
        "project": held, "status": status(held, today), "shares": shares(held), "results": results(held),
        "money": money(held), "counts": held.pk in counting.counted(family),
        "links": [(kind, [link for link in links if link.kind == kind]) for kind in LINKS],
        "meetings": held.meetings.prefetch_related("decisions__responsible"), "trainings": trainings(held),
        "risks": held.risks.select_related("owner"), "evaluations": held.evaluations.all(),
        "documents": held.documents.all(), "points": [place for place in held.places.all() if not place.code],
    }  # fmt: skip


def trainings(project: Any) -> list[Any]:
    """Those that the project pays, where the centre's room is there."""
    from django.apps import apps

    if not apps.is_installed("durna.web.training"):
        return []
    return list(apps.get_model("training", "Training").objects.filter(project=project.key)[:100])
