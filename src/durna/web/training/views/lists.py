"""Pages of lists that the centre takes in: what one would do, all of which is then done or nothing; and what waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.training import forms, lists, taking_lists
from durna.web.training.models import NominationFile, NominationRow
from durna.web.training.taking_lists import Taken
from durna.web.training.views.coming import Coming, come_in
from durna.web.training.views.pages import attempt, done, page_of, show, training_of

_REGISTER = "training/register"


@needs(Permission.MANAGE_TRAININGS)
def list_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of nominees to one training."""
    training, by = training_of(pk), request.user.email

    def take(content: bytes, name: str) -> Taken:
        return taking_lists.take_nominations(by=by, training=training, content=content, name=name)

    def arrived(taken: Taken) -> HttpResponse:
        return done(request, "training-list-taken", "training_nominations", pk, waiting=taken.file.rows.count())

    return come_in(request, Coming(
        by, training.key, take, reverse("training_nominations", args=[pk]), training.number, arrived,
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
    return come_in(request, Coming(
        by, _REGISTER, lambda content, name: taking_lists.take_register(by=by, content=content, name=name),
        reverse("training_register_new"), "", arrived, refused,
    ))  # fmt: skip


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
