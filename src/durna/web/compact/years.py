"""The national plan year by year: what was due, what was told, and what nobody has told yet."""

from __future__ import annotations

from dataclasses import dataclass

from durna.web.compact.models import Measure, Plan, Report
from durna.web.compact.objectives import Shown, of


@dataclass(frozen=True)
class Row:
    """A measure in a year. `report`: None where the year was not told."""

    measure: Measure
    objectives: list[Shown]
    report: Report | None


def rows(plan: Plan, year: int, code: str = "", only_public: bool = False) -> list[Row]:
    """The measures that run in the year, by their objectives; three queries, however many there are."""
    measures = plan.measures.select_related("lead").prefetch_related("serves")
    if only_public:
        measures = measures.filter(is_public=True)
    told = {one.measure_id: one for one in Report.objects.filter(measure__plan=plan, year=year)}
    found = [
        Row(one, of((each.objective for each in one.serves.all()), code), told.get(one.pk))
        for one in measures
        if _runs(one, year) or one.pk in told
    ]
    return sorted(found, key=lambda row: (row.objectives[0].number if row.objectives else 99, row.measure.pk))


def _runs(measure: Measure, year: int) -> bool:
    begins, ends = measure.starts, measure.ends
    return (begins is None or begins.year <= year) and (ends is None or ends.year >= year)
