"""Pages of the national plan: its measures year by year, and the yearly report that goes out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from durna.publish.document import Document
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.compact import readable, years
from durna.web.compact.actions import measures as actions
from durna.web.compact.forms import PlanForm
from durna.web.compact.models import Plan
from durna.web.compact.sheets import plans as sheets
from durna.web.compact.views.editing import edit
from durna.web.compact.views.sheet import sheet
from durna.web.numbers import whole
from durna.web.texts import say


@needs(Permission.READ_COMPACT)
def plans(request: HttpRequest) -> HttpResponse:
    return render(request, "compact/plans.html", {"plans": readable.of(request.user, Plan)})


@needs(Permission.READ_COMPACT)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Plan), pk=pk)
    year = _year(request, found)
    return render(request, "compact/plan.html", {
        "plan": found, "year": year, "rows": years.rows(found, year),
        "may_change": may(request.user, Permission.MANAGE_COMPACT),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def plan_report(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Plan), pk=pk)
    year = _year(request, found)
    is_whole = may(request.user, Permission.READ_COMPACT)

    def made(code: str) -> Document:
        return sheets.report(found, year, code, is_whole=is_whole)

    return sheet(request, made, f"plan-{pk}-{year}", ("compact_plan", pk))


@needs(Permission.MANAGE_COMPACT)
def plan_new(request: HttpRequest) -> HttpResponse:
    this = timezone.localdate().year
    return _plan(request, Plan(first_year=this, last_year=this + 4), "compact-plan-new", reverse("compact_plans"))


@needs(Permission.MANAGE_COMPACT)
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _plan(request, get_object_or_404(Plan, pk=pk), "compact-plan-edit", reverse("compact_plan", args=[pk]))


def _year(request: HttpRequest, plan: Plan) -> int:
    """The year that is asked for, else this one, within the plan."""
    year = whole(request.GET.get("year")) or timezone.localdate().year
    return min(max(year, plan.first_year), plan.last_year)


def _plan(request: HttpRequest, plan: Plan, title: str, back: str) -> HttpResponse:
    def save(fields: dict[str, Any], seen: int) -> Plan:
        return actions.save_plan(by=request.user, plan=plan, fields=fields, seen=seen)

    def done(saved: Plan) -> str:
        return reverse("compact_plan", args=[saved.pk])

    return edit(request, PlanForm, plan, save, done, title=say(title), back=back)
