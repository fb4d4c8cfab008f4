"""Pages of attendance: the marks of a session, files of marks, signed sheets, and the door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from durna.errors import UserError
from durna.web import files
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.numbers import wholes
from durna.web.training import attending, forms, squares
from durna.web.training.models import Session
from durna.web.training.views.pages import attempt, done, show, training_of


@needs(Permission.READ_TRAININGS)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    sessions = list(training.sessions.prefetch_related("sheets"))
    asked = request.GET.get("session", "")
    chosen = next((each for each in sessions if str(each.pk) == asked), sessions[0] if sessions else None)
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    return show(
        request, "attendance", training, sessions=sessions, chosen=chosen, form=forms.ListForm(),
        present=attending.present(chosen) if chosen else set(), planned=attending.planned_hours(training),
        people=training.participations.filter(state="selected").select_related("person"),
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def attendance_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """The marks of a session: by screen, or typed from a signed sheet, which is kept as what they rest on."""
    session = get_object_or_404(Session.objects.select_related("training"), pk=pk)
    if request.method != "POST":
        return redirect("training_attendance", session.training_id)
    there = set(wholes(request.POST.getlist("there")))
    sheet = request.FILES.get("file")
    by = request.user.email

    def do() -> None:
        if sheet is not None:
            stored = files.keep(request.user, sheet, sheet.name, needs=Permission.READ_TRAININGS)
            attending.keep_sheet(by=by, session=session, stored=stored.pk, name=stored.name)
        attending.mark(by=by, session=session, there=there, way="sheet" if sheet else "screen")

    error = attempt(do)
    if error is not None:
        return show(request, "refused", training_of(session.training_id), error=error)
    answer = done(request, "training-saved", "training_attendance", session.training_id)
    answer["Location"] += f"?session={session.pk}"
    return answer


@needs(Permission.MANAGE_TRAININGS)
def attendance_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty list to fill, and the filled one back."""
    training = training_of(pk)
    if request.method != "POST":
        # With its mark spreadsheets take it for what it is: names in three scripts.
        filled = attending.csv_for(training).encode("utf-8-sig")
        answer = HttpResponse(filled, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{training.number}-attendance.csv"'
        chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
        return answer
    form = forms.ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return redirect("training_attendance", pk)
    upload = form.cleaned_data["file"]
    content, by = upload.read(), request.user.email
    error = attempt(
        lambda: attending.mark_from_csv(by=by, training=training, content=content, name=upload.name)
    )  # fmt: skip
    if error is not None:
        return show(request, "refused", training, error=error)
    return done(request, "training-saved", "training_attendance", pk)


@needs(Permission.MANAGE_TRAININGS)
def door_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The sign to hang at the door: a square with the address of this session."""
    session = get_object_or_404(Session.objects.select_related("training__programme"), pk=pk)
    address = request.build_absolute_uri(reverse("training_door", args=[attending.door_token(session)]))
    return show(
        request, "door_sign", training_of(session.training_id), session=session, address=address,
        square=squares.data_address(address),
    )  # fmt: skip


@needs(Permission.ENTER)
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What a participant sees who has read the sign: a place for the code of the letter."""
    session, now = attending.session_at(token), timezone.now()
    if session is None or not attending.is_door_open(session, now):
        return render(request, "training/ended.html", status=410)
    form = forms.CodeForm(request.POST or None)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            attending.enter_by_code(token=token, code=form.cleaned_data["code"], now=now)
            return render(request, "training/thanks.html", {"text": "training-entered"})
        except UserError as wrong:
            error = wrong
    context = {"session": session, "training": session.training, "form": form, "error": error}
    return render(request, "training/door.html", context, status=422 if error or form.errors else 200)
