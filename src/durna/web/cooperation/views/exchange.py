"""IATI: what the standard says of a project, files out and in, and a partner's file held against ours."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from durna.errors import UserError
from durna.iati import reading, reconcile
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.cooperation import findings, nodes
from durna.web.cooperation.actions import importing, reconciling, undp
from durna.web.cooperation.forms import Upload
from durna.web.cooperation.models import Project
from durna.web.numbers import wholes
from durna.web.texts import code, say

_XML = "application/xml"
_MOST = 200  # messages on a page


@needs(Permission.READ_PROJECTS)
def project_iati(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(nodes.fetched(), pk=pk)
    today = timezone.localdate()
    if request.GET.get("format") == "xml":
        return _file(findings.export(Project.objects.filter(pk=pk), today), f"iati-{held.pk}.xml")
    found = findings.of_project(held, today)
    context = {
        "project": held, "findings": found, "errors": sum(each.message.level == "error" for each in found),
        "left": findings.not_in_the_standard(held),
    }  # fmt: skip
    return render(request, "cooperation/iati.html", context)


@needs(Permission.MANAGE_PROJECTS)
def iati(request: HttpRequest) -> HttpResponse:
    """The whole portfolio out, and a file in."""
    if request.GET.get("format") == "xml":
        chain.record(request.user.email, "projects-exported", kind=chain.LOOK)
        return _file(findings.export(Project.objects.all(), timezone.localdate()), "iati-activities.xml")
    form = Upload(request.POST or None, request.FILES or None)
    shown: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            shown |= _take(request.user.email, upload.read(), upload.name)
        except UserError as error:
            shown["error"] = error
    return render(request, "cooperation/exchange.html", shown, status=422 if form.errors or "error" in shown else 200)


def _take(by: str, content: bytes, name: str) -> dict[str, object]:
    """XML of the standard, or the JSON of one agency: known by how it begins."""
    if content.lstrip()[:1] == b"{":
        told = undp.take_in(by=by, content=content, name=name)
        return {"taken": told, "notes": [say(message, **values) for message, values in told.notes[:_MOST]]}
    taken = importing.take_in(by=by, content=content, name=name, today=timezone.localdate())
    return {
        "taken": taken, "messages_told": [(m, m.found(code()), m.do(code())) for m in taken.messages[:_MOST]],
        "kept": [(m.path, m.line, m.found(code())) for m in taken.kept[:_MOST]], "kept_count": len(taken.kept),
    }  # fmt: skip


@needs(Permission.READ_PROJECTS)
def project_reconcile(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is saved: a partner's file is read, compared, and forgotten."""
    held = get_object_or_404(nodes.fetched(), pk=pk)
    form = Upload(request.POST or None, request.FILES or None)
    shown: dict[str, object] = {"project": held, "form": form, "back": reverse("project", args=[pk])}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            root = importing.read(upload.read(), upload.name)
        except UserError as error:
            shown["error"] = error
        else:
            ours = nodes.node(held, nodes.reporter(), timezone.localdate())
            theirs = reconcile.same_project(_also_known(ours, held), reading.activities(root))
            shown |= {"missing": theirs is None, "name": upload.name}
            if theirs is not None:
                lines = reconcile.reconcile(ours, theirs)
                may_take = may(request.user, Permission.MANAGE_PROJECTS) and any(line.is_to_take for line in lines)
                shown |= {"lines": lines, "counts": _counts(lines)}
                shown |= {"held": reconciling.held(theirs, lines)} if may_take else {}
    return render(request, "cooperation/reconcile.html", shown, status=422 if form.errors or "error" in shown else 200)


@needs(Permission.MANAGE_PROJECTS)
def project_take_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines that somebody has ticked come over from the file that was compared."""
    held = get_object_or_404(Project, pk=pk)
    if request.method != "POST":
        return redirect("project_reconcile", pk)
    chosen = set(wholes(request.POST.getlist("line")))
    try:
        taken = reconciling.take(
            by=request.user.email, project=held, held=request.POST.get("held", ""), chosen=chosen,
            today=timezone.localdate(),
        )  # fmt: skip
    except UserError as error:
        shown = {"project": held, "form": Upload(), "back": reverse("project", args=[pk]), "error": error}
        return render(request, "cooperation/reconcile.html", shown, status=422)
    messages.success(request, say("coop-lines-taken", count=taken))
    return redirect("project", pk)


def _also_known(ours: dict[str, object], held: Project) -> dict[str, object]:
    return {**ours, "identifiers": [{"ref": each} for each in held.other_codes]}


def _counts(lines: list[reconcile.Line]) -> list[tuple[str, int]]:
    outcomes = [line.outcome for line in lines]
    return [(say(f"coop-outcome-{name}"), outcomes.count(name)) for name in ("same", "differs", "ours", "theirs")]


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=_XML)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
