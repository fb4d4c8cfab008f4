"""The page of exchange with Moodle: by its web service, or by its CSV forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.training import forms
from durna.web.training.models import MoodleCourse, Training
from durna.web.training.moodle import csv_forms, exchange
from durna.web.training.moodle.client import Moodle
from durna.web.training.views.pages import done, show, training_of


@needs(Permission.READ_TRAININGS)
def moodle(request: HttpRequest, pk: int) -> HttpResponse:
    return _moodle(request, training_of(pk))


def _moodle(request: HttpRequest, training: Training, **more: Any) -> HttpResponse:
    course = MoodleCourse.objects.filter(training=training).first()
    names = ("course_id", "short_name", "pre_item", "post_item")
    initial = {name: getattr(course, name) for name in names} if course else {}
    context = {"form": forms.MoodleForm(initial=initial), "course": course, **more}
    return show(request, "moodle", training, **context)


@needs(Permission.MANAGE_TRAININGS)
def exchange_(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the course, enrol, take over, or hand a file in: which one the button says."""
    training = training_of(pk)
    if request.method != "POST":
        return redirect("training_moodle", pk)
    form = forms.MoodleForm(request.POST)
    if "course" in request.POST and not form.is_valid():
        return _moodle(request, training, form=form)
    try:
        told = _done(request, training, form)
    except UserError as error:
        return _moodle(request, training, error=error)
    if told is None:
        return done(request, "training-saved", "training_moodle", pk)
    return done(
        request, "training-exchanged", "training_moodle", pk, created=told.created, enrolled=told.enrolled,
        graded=told.graded, unmatched=told.unmatched,
    )  # fmt: skip


def _done(request: HttpRequest, training: Training, form: forms.MoodleForm) -> exchange.Exchanged | None:
    by = request.user.email
    if "course" in request.POST:
        exchange.set_course(by=by, training=training, **form.cleaned_data)
        return None
    if request.FILES.get("file"):
        return csv_forms.take_over(by=by, training=training, content=request.FILES["file"].read())
    if "enrol" in request.POST:
        return exchange.enrol(by=by, training=training, moodle=Moodle.from_environment())
    return exchange.take_over(by=by, training=training, moodle=Moodle.from_environment())


@needs(Permission.MANAGE_TRAININGS)
def users(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    answer = HttpResponse(csv_forms.users_to_upload(training), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{training.number}-moodle.csv"'
    return answer
