"""Pages of what the assessment says of an objective: proposals, what was accepted, and what has to be looked at."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.compact import objectives, proposals
from durna.web.compact.actions import linking as actions
from durna.web.compact.forms import LinkedForm
from durna.web.compact.models import Linked
from durna.web.compact.views.editing import edit
from durna.web.texts import say


@needs(Permission.MANAGE_COMPACT)
def links(request: HttpRequest, pk: int) -> HttpResponse:
    if not objectives.exists(pk):
        raise Http404
    if request.method == "POST":
        return _accepted(request, pk)
    return render(request, "compact/links.html", {
        "objective": objectives.shown(pk), "round": proposals.round_in_use(), "proposed": proposals.proposed(pk),
        "accepted": proposals.accepted(pk),
    })  # fmt: skip


@needs(Permission.MANAGE_COMPACT)
def linked(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Linked, pk=pk)
    back = reverse("compact_links", args=[found.objective])
    if request.method == "POST" and "remove" in request.POST:
        actions.drop(by=request.user, linked=found)
        messages.success(request, say("compact-removed"))
        return redirect(back)
    answer = proposals.find(found.answer)
    return edit(
        request, LinkedForm, found,
        lambda fields, seen: actions.confirm(by=request.user, linked=found, fields=fields, seen=seen),
        lambda saved: back, title=say("compact-linked-edit"), back=back, template="compact/linked.html",
        linked=found, answer=answer, reasons=[one.reason for one in proposals.accepted(found.objective)
                                              if one.linked.pk == pk],
    )  # fmt: skip


def _accepted(request: HttpRequest, objective: int) -> HttpResponse:
    answer = proposals.find(request.POST.get("answer", ""))
    if answer is None:
        raise Http404
    try:
        actions.accept(by=request.user, objective=objective, answer=answer)
        messages.success(request, say("compact-answer-taken"))
    except UserError as error:
        messages.error(request, str(error))
    return redirect("compact_links", pk=objective)
