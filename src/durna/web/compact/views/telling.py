"""Pages of pledges and of good practices, with the sheets that go out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.compact import objectives, readable
from durna.web.compact.actions import telling as actions
from durna.web.compact.forms import PledgeForm, PracticeForm, UpdateForm
from durna.web.compact.models import Pledge, Practice
from durna.web.compact.sheets import pledges as pledge_sheets
from durna.web.compact.sheets import practices as practice_sheets
from durna.web.compact.views.editing import edit
from durna.web.compact.views.sheet import sheet
from durna.web.texts import code, say

_ON_A_PAGE = 50


@needs(Permission.READ_COMPACT)
def pledges(request: HttpRequest) -> HttpResponse:
    found = readable.of(request.user, Pledge).select_related("lead").prefetch_related("updates")
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "compact/pledges.html", {"page": page})


@needs(Permission.READ_COMPACT)
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Pledge).select_related("lead"), pk=pk)
    may_change = may(request.user, Permission.MANAGE_COMPACT)
    form = UpdateForm(request.POST or None, initial={"state": found.state}) if may_change else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.update_pledge(by=request.user, pledge=found, **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, say("compact-saved"))
            return redirect("compact_pledge", pk=pk)
    return render(request, "compact/pledge.html", {
        "pledge": found, "objectives": objectives.of(found.objectives), "may_change": may_change, "form": form,
    }, status=422 if form and form.errors else 200)  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def pledge_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Pledge).select_related("lead"), pk=pk)
    return sheet(request, lambda code: pledge_sheets.pledge(found, code), f"pledge-{pk}", ("compact_pledge", pk))


@needs(Permission.MANAGE_COMPACT)
def pledge_new(request: HttpRequest) -> HttpResponse:
    return _pledge(request, Pledge(), "compact-pledge-new", reverse("compact_pledges"))


@needs(Permission.MANAGE_COMPACT)
def pledge_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Pledge, pk=pk)
    return _pledge(request, found, "compact-pledge-edit", reverse("compact_pledge", args=[pk]))


@needs(Permission.READ_COMPACT)
def practices(request: HttpRequest) -> HttpResponse:
    page = Paginator(readable.of(request.user, Practice), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "compact/practices.html", {"page": page})


@needs(Permission.READ_COMPACT)
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Practice), pk=pk)
    sheet = practice_sheets.practice(found, code())
    return render(request, "compact/practice.html", {
        "practice": found, "sheet": sheet, "may_change": may(request.user, Permission.MANAGE_COMPACT),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def practice_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable.of(request.user, Practice), pk=pk)
    place = ("compact_practice", pk)
    return sheet(request, lambda code: practice_sheets.practice(found, code), f"practice-{pk}", place)


@needs(Permission.MANAGE_COMPACT)
def practice_new(request: HttpRequest) -> HttpResponse:
    return _practice(request, Practice(), "compact-practice-new", reverse("compact_practices"))


@needs(Permission.MANAGE_COMPACT)
def practice_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Practice, pk=pk)
    return _practice(request, found, "compact-practice-edit", reverse("compact_practice", args=[pk]))


def _pledge(request: HttpRequest, pledge: Pledge, title: str, back: str) -> HttpResponse:
    def save(fields: dict[str, Any], seen: int) -> Pledge:
        return actions.save_pledge(by=request.user, pledge=pledge, fields=fields, seen=seen)

    def done(saved: Pledge) -> str:
        return reverse("compact_pledge", args=[saved.pk])

    return edit(request, PledgeForm, pledge, save, done, title=say(title), back=back)


def _practice(request: HttpRequest, practice: Practice, title: str, back: str) -> HttpResponse:
    def save(fields: dict[str, Any], seen: int) -> Practice:
        return actions.save_practice(by=request.user, practice=practice, fields=fields, seen=seen)

    def done(saved: Practice) -> str:
        return reverse("compact_practice", args=[saved.pk])

    return edit(request, PracticeForm, practice, save, done, title=say(title), back=back)
