"""Pages of the measures of the State, and of how far they cover the Compact."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.accounts.models import Institution
from durna.web.compact import coverage, figures, objectives, readable, scales
from durna.web.compact.actions import measures as actions
from durna.web.compact.forms import MeasureForm, ReportForm
from durna.web.compact.models import Measure, Report
from durna.web.compact.views.editing import edit
from durna.web.evidence import statements
from durna.web.numbers import whole
from durna.web.texts import say

_ON_A_PAGE = 50


@needs(Permission.READ_COMPACT)
def matrix(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "compact/matrix.html",
        {
            "matrix": coverage.matrix(readable.of(request.user, Measure)),
            "may_change": may(request.user, Permission.MANAGE_COMPACT),
        },
    )


@needs(Permission.READ_COMPACT)
def measures(request: HttpRequest) -> HttpResponse:
    found = _asked(_measures(request), request.GET).prefetch_related("serves")
    page = Paginator(found.distinct(), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "compact/measures.html", {
        "page": page, "objectives": objectives.every(), "institutions": Institution.objects.all(),
        "statuses": scales.STATUSES, "asked": request.GET,
    })  # fmt: skip


@needs(Permission.READ_COMPACT)
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_measures(request).prefetch_related("serves", "supporting", "reports"), pk=pk)
    live = figures.of(found.indicators)
    return render(request, "compact/measure.html", {
        "measure": found, "serves": _served(found),
        "principles": [objectives.principle(one) for one in found.principles],
        "indicators": [(one, figures.title(one), live.get(one)) for one in found.indicators],
        "links": statements.described(found.links).values() if found.links else (),
        "may_change": may(request.user, Permission.MANAGE_COMPACT),
        "may_report": may(request.user, Permission.REPORT_MEASURES, found.lead_id or 0),
        "years": _years(found),
    })  # fmt: skip


@needs(Permission.MANAGE_COMPACT)
def measure_new(request: HttpRequest) -> HttpResponse:
    serves = request.GET.get("serves", "")
    return _edited(request, Measure(), "compact-measure-new", reverse("compact_measures"), serves)


@needs(Permission.MANAGE_COMPACT)
def measure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Measure, pk=pk)
    return _edited(request, found, "compact-measure-edit", reverse("compact_measure", args=[pk]))


@needs(Permission.REPORT_MEASURES)
def report(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    found = get_object_or_404(_measures(request), pk=pk)
    if not may(request.user, Permission.REPORT_MEASURES, found.lead_id or 0):
        raise Http404
    kept = Report.objects.filter(measure=found, year=year).first() or Report(measure=found, year=year)
    back = reverse("compact_measure", args=[pk])
    return edit(
        request, ReportForm, kept,
        lambda fields, seen: actions.report(by=request.user, measure=found, year=year, fields=fields, seen=seen),
        lambda saved: back, title=say("compact-report-of", year=str(year)), back=back, about=found,
    )  # fmt: skip


def _measures(request: HttpRequest) -> QuerySet[Measure]:
    return readable.of(request.user, Measure).select_related("lead", "plan")


def _asked(found: QuerySet[Measure], asked: Any) -> QuerySet[Measure]:
    for field, name in (("serves__objective", "objective"), ("lead", "lead")):
        if (number := whole(asked.get(name))) is not None:
            found = found.filter(**{field: number})
    if asked.get("action"):
        found = found.filter(serves__action=asked["action"])
    if asked.get("status") in scales.STATUSES:
        found = found.filter(status=asked["status"])
    if asked.get("only") == "overdue":
        found = found.filter(ends__lt=timezone.localdate()).exclude(status__in=scales.SETTLED)
    if asked.get("only") == "unmeasured":
        found = found.filter(indicators=[])
    return found


def _served(measure: Measure) -> list[tuple[objectives.Shown, list[str]]]:
    """Each objective with the actions of it that the measure names."""
    found: dict[int, list[str]] = {}
    for one in measure.serves.all():
        found.setdefault(one.objective, []).extend([objectives.action(one.action)] if one.action else [])
    return [(each, found[each.number]) for each in objectives.of(found)]


def _years(measure: Measure) -> list[tuple[int, Report | None]]:
    """Years to report on, the newest first: of the plan, up to this one; without a plan, those of the measure."""
    this = timezone.localdate().year
    first, last = (
        (measure.plan.first_year, measure.plan.last_year)
        if measure.plan
        else (measure.starts.year if measure.starts else this, measure.ends.year if measure.ends else this)
    )
    told = {one.year: one for one in measure.reports.all()}
    years = sorted({*range(first, min(last, this) + 1), *told}, reverse=True)
    return [(year, told.get(year)) for year in years]


def _edited(request: HttpRequest, measure: Measure, title: str, back: str, serves: str = "") -> HttpResponse:
    def save(fields: dict[str, Any], seen: int) -> Measure:
        served, supporting = fields.pop("serves"), fields.pop("supporting")
        return actions.save_measure(
            by=request.user, measure=measure, fields=fields, serves=served, supporting=supporting, seen=seen
        )

    form = MeasureForm
    if serves and measure.pk is None:
        form = _starting_with(serves)
    return edit(
        request, form, measure, save, lambda saved: reverse("compact_measure", args=[saved.pk]),
        title=say(title), back=back,
    )  # fmt: skip


def _starting_with(serves: str) -> type[MeasureForm]:
    """From a hole of the matrix: the form begins with its action."""

    class Begun(MeasureForm):
        @classmethod
        def initial_of(cls, thing: Measure) -> dict[str, Any]:
            return {**super().initial_of(thing), "serves": [serves]}

    return Begun
