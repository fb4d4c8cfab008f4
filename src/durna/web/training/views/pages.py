"""What the pages of the centre have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.texts import say
from durna.web.training.models import Training

ON_A_PAGE = 50
# The pages of one training, in the order of its life; also the ids of their texts.
PARTS = (
    "training", "training_nominations", "training_selection", "training_attendance", "training_results",
    "training_certificates", "training_invitations",
    "training_moodle",
)  # fmt: skip


def training_of(pk: int) -> Training:
    return get_object_or_404(Training.objects.select_related("programme", "curriculum__programme"), pk=pk)


def may_manage(request: HttpRequest) -> bool:
    return may(request.user, Permission.MANAGE_TRAININGS)


def page_of(request: HttpRequest, found: Any, size: int = ON_A_PAGE) -> Page[Any]:
    return Paginator(found, size).get_page(request.GET.get("page"))


def show(request: HttpRequest, template: str, training: Training, status: int = 200, **more: Any) -> HttpResponse:
    """A page of one training, with the way to its other pages."""
    parts = () if training.is_told_only else PARTS
    context = {"training": training, "parts": parts, "may_manage": may_manage(request), **more}
    return render(request, f"training/{template}.html", context, status=422 if more.get("error") else status)


def ask(
    request: HttpRequest, form: Any, do: Callable[[], Any], *, title: str, back: str, back_text: str,
    button: str = "save", lead: str = "", saved: str = "training-saved", to: str = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form: shown, and where it was filled well, done. Goes `to` or back."""
    error = None
    if request.method == "POST" and form.is_valid():
        error = attempt(do)
        if error is None:
            messages.success(request, say(saved))
            return redirect(to or back)
    context = {
        "form": form, "error": error, "title": title, "back": back, "back_text": back_text, "button": button,
        "lead": lead,
    }  # fmt: skip
    return render(request, "training/form.html", context, status=422 if error or form.errors else 200)


def attempt(do: Callable[[], Any]) -> UserError | None:
    """What went wrong, for a page that shows it; nothing where it was done."""
    try:
        do()
    except UserError as error:
        return error
    return None


def done(request: HttpRequest, message: str, to: str, *args: Any, **values: Any) -> HttpResponse:
    messages.success(request, say(message, **values))
    return redirect(to, *args)
