"""Pages for everybody: the objectives of the Compact, and for each what the country does, with figures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.frameworks import gcm
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.compact import candidates, figures, joined, objectives
from durna.web.compact.models import Measure, Pledge, Practice, Review
from durna.web.texts import code


@needs(Permission.READ_PUBLISHED)
def listed(request: HttpRequest) -> HttpResponse:
    counts = _counts()
    return render(request, "compact/objectives.html", {
        "objectives": [(one, counts.get(one.number, 0)) for one in objectives.every()],
        "framework": gcm(), "note": gcm().note.get(code(), gcm().note["en"]),
        "reviews": Review.objects.filter(is_public=True).exclude(submitted_at=None),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what is marked as public; the figures are those of the newest signed edition."""
    if not objectives.exists(pk):
        raise Http404
    measures = list(
        Measure.objects.filter(is_public=True, serves__objective=pk).select_related("lead").distinct()
    )  # fmt: skip
    rows = candidates.rows(objective=pk)
    wanted = [*objectives.own_figures(pk), *(one for measure in measures for one in measure.indicators)]
    live = figures.of(wanted)
    return render(request, "compact/objective.html", {
        "objective": objectives.shown(pk), "paragraph": gcm().by_number[pk].paragraph,
        "measures": measures, "live": list(live.values()), "candidates": rows, "note": candidates.note(),
        "practices": _of(Practice, pk), "pledges": _of(Pledge, pk),
        "work": joined.public(pk, [key for one in measures for key in one.links]),
        "before": pk - 1 if objectives.exists(pk - 1) else None, "after": pk + 1 if objectives.exists(pk + 1) else None,
    })  # fmt: skip


def _of(model: Any, number: int) -> list[Any]:
    return [one for one in model.objects.filter(is_public=True) if number in one.objectives]


def _counts() -> dict[int, int]:
    """Public measures of each objective."""
    from django.db.models import Count

    from durna.web.compact.models import Serves

    found = (
        Serves.objects.filter(measure__is_public=True)
        .order_by()
        .values("objective")
        .annotate(many=Count("measure", distinct=True))
    )
    return {row["objective"]: row["many"] for row in found}
