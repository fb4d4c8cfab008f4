"""A project: its page, its form, and the forms of its parts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from durna.errors import UserError
from durna.web import files
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.cooperation import nodes, shown
from durna.web.cooperation.actions import projects as actions
from durna.web.cooperation.forms import PARTS, ProjectForm
from durna.web.cooperation.models import Project
from durna.web.texts import say
from durna.web.versioned import seen_in

# Where on the page of the project a part stands: after saving one comes back to it.
_SECTIONS = {
    "partner": "partners", "place": "places", "sector": "places", "link": "links", "meeting": "meetings",
    "decision": "meetings", "document": "documents", "risk": "risks", "entry": "money", "result": "results",
    "indicator": "results", "period": "results",
}  # fmt: skip


@needs(Permission.READ_PROJECTS)
def project(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(nodes.fetched(), pk=pk)
    return render(request, "cooperation/project.html", shown.project(held, timezone.localdate()))


@needs(Permission.MANAGE_PROJECTS)
def project_new(request: HttpRequest) -> HttpResponse:
    form = ProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_project(by=request.user.email, project=form.save())
        except UserError as error:
            return _form(request, form, say("coop-new"), reverse("projects"), error=error)
        return redirect("project", made.pk)
    return _form(request, form, say("coop-new"), reverse("projects"))


@needs(Permission.MANAGE_PROJECTS)
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Project, pk=pk)
    form = ProjectForm(request.POST or None, instance=held)
    back, version = reverse("project", args=[pk]), held.version
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(
                by=request.user.email, project=form.save(), seen=seen_in(request.POST), changed=form.changed_data
            )
        except UserError as error:
            return _form(request, form, held.title, back, error=error, version=seen_in(request.POST))
        messages.success(request, say("coop-saved"))
        return redirect("project", pk)
    return _form(request, form, held.title, back, version=seen_in(request.POST) if request.POST else version)


@needs(Permission.MANAGE_PROJECTS)
def part_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    held = get_object_or_404(Project, pk=pk)
    form_type = _form_type(kind)
    return _part(request, held, kind, form_type._meta.model(project=held))


@needs(Permission.MANAGE_PROJECTS)
def part(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    form_type = _form_type(kind)
    found = get_object_or_404(form_type._meta.model.objects.select_related("project"), pk=row, project=pk)
    back = f"{reverse('project', args=[pk])}#{_SECTIONS[kind]}"
    if request.method == "POST" and "remove" in request.POST:
        try:
            actions.take_away_part(by=request.user.email, part=found, kind=kind)
        except UserError as error:
            form = form_type(instance=found)
            return _form(request, form, say(f"coop-part-{kind}"), back, error=error, part=found)
        messages.success(request, say("coop-removed"))
        return redirect(back)
    return _part(request, found.project, kind, found)


def _part(request: HttpRequest, held: Project, kind: str, found: Any) -> HttpResponse:
    chosen = {name: request.GET[name] for name in ("meeting", "result", "indicator") if name in request.GET}
    form = _form_type(kind)(request.POST or None, request.FILES or None, instance=found, initial=chosen)
    back = f"{reverse('project', args=[held.pk])}#{_SECTIONS[kind]}"
    title, seen = say(f"coop-part-{kind}"), actions.fingerprint(found)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.save(commit=False)
            if form.cleaned_data.get("file"):
                upload = form.cleaned_data["file"]
                made.stored = files.keep(request.user, upload, upload.name, needs=Permission.READ_PROJECTS)
            actions.put_part(by=request.user.email, part=made, kind=kind, seen=request.POST.get("seen", ""))
        except UserError as error:
            return _form(request, form, title, back, error=error, part=found, about=held, seen=request.POST.get("seen"))
        messages.success(request, say("coop-saved"))
        return redirect(back)
    seen = request.POST.get("seen", "") if request.POST else seen
    return _form(request, form, title, back, part=found, about=held, seen=seen)


def _form_type(kind: str) -> Any:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind]


def _form(request: HttpRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    wrong = bool(form.errors) or more.get("error") is not None
    context = {"form": form, "title": title, "back": back, **more}
    return render(request, "cooperation/form.html", context, status=422 if wrong else 200)
