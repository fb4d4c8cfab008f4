"""Pages of lists that the centre takes in: what one would do, all of which is then done or nothing; and what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.training import forms, lists, previewing, taking_lists
from durna.web.training.models import NominationFile, NominationRow
from durna.web.training.taking_lists import Taken
from durna.web.training.views.pages import attempt, done, page_of, show, training_of
from durna.web.versioned import ChangedMeanwhile

_REGISTER = "training/register"


@dataclass(frozen=True)
class _Coming:
    """A kind of list. `about`: as the audit speaks of it; `back`: the page that it was handed in on, and its name."""

    about: str
    take: previewing.Take
    back: str
    back_text: str
    arrived: Callable[[Taken], HttpResponse]
    refused: Callable[[UserError], HttpResponse]


@needs(Permission.MANAGE_TRAININGS)
def list_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of nominees to one training."""
    training, by = training_of(pk), request.user.email

    def take(content: bytes, name: str) -> Taken:
        return taking_lists.take_nominations(by=by, training=training, content=content, name=name)

    def arrived(taken: Taken) -> HttpResponse:
        return done(request, "training-list-taken", "training_nominations", pk, waiting=taken.file.rows.count())

    return _come_in(request, _Coming(
        training.key, take, reverse("training_nominations", args=[pk]), training.number, arrived,
        lambda error: show(request, "refused", training, error=error),
    ))  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def register_new(request: HttpRequest) -> HttpResponse:
    """A register of past participations, for any number of trainings."""
    by = request.user.email

    def arrived(taken: Taken) -> HttpResponse:
        file = taken.file
        return done(request, "training-list-taken", "training_list", file.pk, waiting=file.rows.count())

    def refused(error: UserError) -> HttpResponse:
        shown = {"form": forms.ListForm(), "error": error, "columns": lists.headings()}
        return render(request, "training/register.html", shown, status=422)

    if request.method != "POST":
        return render(request, "training/register.html", {"form": forms.ListForm(), "columns": lists.headings()})
    return _come_in(request, _Coming(
        _REGISTER, lambda content, name: taking_lists.take_register(by=by, content=content, name=name),
        reverse("training_register_new"), "", arrived, refused,
    ))  # fmt: skip


def _come_in(request: HttpRequest, coming: _Coming) -> HttpResponse:
    """First the file, which is shown for what it would do; then the pass of that, by which it is done."""
    try:
        if token := request.POST.get("pass", ""):
            return _apply(request, coming, previewing.kept(request.user, coming.about, token))
        form = forms.ListForm(request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return redirect(coming.back)
        upload = form.cleaned_data["file"]
        return _shown(request, coming, upload.read(), upload.name)
    except UserError as error:
        return coming.refused(error)


def _apply(request: HttpRequest, coming: _Coming, kept: previewing.Kept) -> HttpResponse:
    try:
        taken = previewing.apply(coming.take, kept.content, kept.name, kept.seal)
    except ChangedMeanwhile as error:
        kept.forget()
        return _shown(request, coming, kept.content, kept.name, error)
    kept.forget()
    return coming.arrived(taken)


def _shown(
    request: HttpRequest, coming: _Coming, content: bytes, name: str, error: UserError | None = None
) -> HttpResponse:  # fmt: skip
    found = previewing.preview(request.user.email, coming.about, coming.take, content, name)
    return render(request, "training/preview.html", {
        "name": name, "found": found, "error": error, "back": coming.back, "back_text": coming.back_text,
        "pass": previewing.keep(request.user, coming.about, content, name, found.seal),
    }, status=409 if error else 200)  # fmt: skip


@needs(Permission.READ_TRAININGS)
def list_(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(NominationFile.objects.select_related("training"), pk=pk)
    chain.record(request.user.email, "training-people-read", f"training/list/{pk}", kind=chain.LOOK)
    return render(request, "training/list.html", {"file": file, "page": page_of(request, file.rows.all())})


@needs(Permission.MANAGE_TRAININGS)
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """A row that waits: mended on the screen, or set aside with a reason."""
    found = get_object_or_404(NominationRow.objects.select_related("file__training"), pk=pk)
    error = None
    if request.method == "POST":
        by = request.user.email
        if "aside" in request.POST:
            because = request.POST.get("because", "")
            error = attempt(lambda: taking_lists.set_aside(by=by, row=found, because=because))
        else:
            values = {name: request.POST.get(name, "")[:500] for name in lists.headings() if name in request.POST}
            error = attempt(lambda: taking_lists.mend(by=by, row=found, values=values))
        found.refresh_from_db()
        if error is None and found.state != "waiting":
            return done(request, "training-saved", "training_list", found.file_id)
    columns = [name for name in lists.headings() if name in found.values or any(name == p[0] for p in found.problems)]
    wrong = {column: [each for each in found.problems if each[0] == column] for column in columns}
    shown = [(column, found.values.get(column, ""), wrong[column]) for column in columns]
    return render(
        request, "training/row.html", {"row": found, "columns": shown, "error": error}, status=422 if error else 200
    )  # fmt: skip
