"""Pages of workbooks: out, back, and what of one is accepted."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.frameworks.texts import say as of_framework
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.access.routes import needs
from durna.web.accounts.models import Institution
from durna.web.governance import book, frameworks, reach, returned, rows
from durna.web.governance.actions import workbooks as actions
from durna.web.governance.models import Returned, Round, Workbook
from durna.web.numbers import whole

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.ANSWER_QUESTIONS)
def workbooks(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, reach.round_of(request.user, pk))


def _page(request: HttpRequest, found: Round, error: UserError | None = None) -> HttpResponse:
    mine = Workbook.objects.filter(round=found).select_related("institution", "made_by").defer("sent")
    offered = rows.institutions(found)
    if is_limited(request.user, Permission.ANSWER_QUESTIONS):
        mine = mine.filter(institution=request.user.institution_id)
        offered = [each for each in offered if each[0] == request.user.institution_id]
    return render(request, "governance/workbooks.html", {
        "round": found, "institutions": offered, "workbooks": mine[:50], "error": error,
    }, status=422 if error else 200)  # fmt: skip


@needs(Permission.ANSWER_QUESTIONS)
@require_POST
def out(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.round_of(request.user, pk)
    institution = get_object_or_404(Institution, pk=whole(request.POST.get("institution")))
    if not may(request.user, Permission.ANSWER_QUESTIONS, institution=institution.pk):
        raise PermissionDenied
    try:
        workbook, content = book.make(by=request.user, found=found, institution=institution)
    except UserError as wrong:
        return _page(request, found, wrong)
    answer = HttpResponse(content, content_type=_KIND)
    name = f"mgi-{found.pk}-{institution.pk}-{workbook.language}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@needs(Permission.ANSWER_QUESTIONS)
@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.round_of(request.user, pk)
    upload = request.FILES.get("workbook")
    if upload is None:
        return redirect("mgi-workbooks", pk)
    try:
        made = actions.receive(by=request.user, upload=upload, found=found)
    except UserError as wrong:
        return _page(request, found, wrong)
    return redirect("mgi-returned", made.pk)


@needs(Permission.ANSWER_QUESTIONS)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change and every conflict; nothing is saved before somebody accepts it."""
    made = get_object_or_404(
        Returned.objects.select_related("workbook__round__framework", "workbook__institution", "stored"), pk=pk
    )
    workbook = made.workbook
    if not may(request.user, Permission.ANSWER_QUESTIONS, institution=workbook.institution_id):
        raise Http404
    error = None
    if request.method == "POST":
        try:
            actions.apply(by=request.user, returned=made, accepted=request.POST.getlist("accept"), seen=_seen(request))
            return redirect("mgi-questions", workbook.round_id)
        except UserError as wrong:
            error = wrong
    found = returned.changes(made)
    framework = frameworks.parsed(workbook.round.framework)
    return render(request, "governance/returned.html", {
        "returned": made, "round": workbook.round, "workbook": workbook, "error": error,
        "changes": [_shown(change, framework) for change in found],
        "versions": sorted({(change.question, change.version) for change in found}),
        "conflicts": sum(change.is_conflict for change in found), "refused": sum(bool(each.refused) for each in found),
    }, status=409 if error else 200)  # fmt: skip


def _shown(change: returned.Change, framework: Any) -> dict[str, Any]:
    sent, got, now = returned.shown(change, framework, texts.code())
    question = framework.by_code[change.question]
    return {
        "change": change, "sent": sent, "got": got, "now": now, "text": of_framework(question.text, texts.code()),
        "is_ticked": not change.is_conflict and not change.empties and not change.refused,
    }  # fmt: skip


def _seen(request: HttpRequest) -> dict[str, int]:
    prefix = "version:"
    return {
        name.removeprefix(prefix): seen
        for name, value in request.POST.items()
        if name.startswith(prefix) and (seen := whole(value)) is not None
    }
