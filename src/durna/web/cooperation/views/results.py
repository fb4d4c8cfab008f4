"""The page of a period: its cells, and handing in, approving, giving back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.cooperation import shown, wording
from durna.web.cooperation.actions import results as actions
from durna.web.cooperation.forms import cells_of
from durna.web.cooperation.models import Period
from durna.web.cooperation.values import grid, place_of
from durna.web.refusals import refusal
from durna.web.texts import say
from durna.web.versioned import seen_in

_HELD = ("indicator__result", "project", "submitted_by", "decided_by")
# What each button asks for.
_NEEDED = {
    "enter": Permission.MANAGE_PROJECTS, "hand_in": Permission.MANAGE_PROJECTS, "approve": Permission.APPROVE_RESULTS,
    "give_back": Permission.APPROVE_RESULTS,
}  # fmt: skip


@needs(Permission.READ_PROJECTS)
def period(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    held = get_object_or_404(Period.objects.select_related(*_HELD).prefetch_related("cells"), pk=row, project=pk)
    if request.method != "POST":
        return _page(request, held)
    asked = next((name for name in _NEEDED if name in request.POST), "")
    if not asked or not may(request.user, _NEEDED[asked]):
        raise PermissionDenied
    try:
        _act(request, asked, held)
    except UserError as error:
        return _page(request, get_object_or_404(Period.objects.select_related(*_HELD), pk=row), error=error)
    messages.success(request, say(f"coop-done-{asked.replace('_', '-')}"))
    return redirect("project_period", pk, row)


def _act(request: HttpRequest, asked: str, held: Period) -> None:
    seen = seen_in(request.POST)
    if asked == "enter":
        cells, wrong = cells_of(held, request.POST)
        if wrong:
            raise refusal("coop-result-number", count=len(wrong))
        actions.enter(by=request.user.email, period=held, seen=seen, cells=cells)
    elif asked == "hand_in":
        actions.hand_in(by=request.user, period=held, seen=seen)
    elif asked == "approve":
        actions.approve(by=request.user, period=held, seen=seen)
    else:
        actions.give_back(by=request.user, period=held, seen=seen, reason=request.POST.get("reason", ""))


def _page(request: HttpRequest, held: Any, error: UserError | None = None) -> HttpResponse:
    cells: dict[tuple[bool, str], Any] = {}
    for cell in held.cells.all():
        cells.setdefault((cell.is_target, place_of(cell.dimensions)), cell)
    typed = request.POST if error and "enter" in request.POST else {}
    rows = []
    for number, dimensions in enumerate(grid(held.indicator)):
        place = place_of(dimensions)
        rows.append({
            "number": number, "of": wording.cell(dimensions) or say("coop-whole"),
            "target": typed.get(f"target-{number}", _told(cells.pop((True, place), None))),
            "actual": typed.get(f"actual-{number}", _told(cells.pop((False, place), None))),
        })  # fmt: skip
    version = seen_in(request.POST) if typed else held.version
    context = {
        "period": held, "rows": rows, "others": list(cells.values()), "error": error, "version": version,
        "shown": shown.period(held, held.indicator),
        "may_enter": may(request.user, Permission.MANAGE_PROJECTS) and not held.is_locked,
        "may_decide": may(request.user, Permission.APPROVE_RESULTS),
    }  # fmt: skip
    return render(request, "cooperation/period.html", context, status=422 if error else 200)


def _told(cell: Any) -> str:
    if cell is None:
        return ""
    return cell.words if cell.value is None else f"{cell.value.normalize():f}"
