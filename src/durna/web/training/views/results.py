"""Pages of results: tests, closing, what people thought, and the questions after months."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.numbers import wholes
from durna.web.refusals import refusal
from durna.web.training import closing, evaluating, forms
from durna.web.training.models import FollowUp, Training
from durna.web.training.views.pages import attempt, done, page_of, show, training_of


@needs(Permission.READ_TRAININGS)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    return _results(request, training)


def _results(request: HttpRequest, training: Training, **more: Any) -> HttpResponse:
    people = training.participations.filter(state="selected").select_related("person")
    return show(
        request, "results", training, people=people, gain=evaluating.gain(people),
        reactions=evaluating.reactions(training), applied=evaluating.applied(training).values(),
        smallest=evaluating.SMALLEST_GROUP, **more,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def results_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter tests, close, or open again."""
    training = training_of(pk)
    by = request.user.email
    if request.method == "POST":
        if "close" in request.POST:
            error = attempt(lambda: closing.close(by=by, training=training, today=timezone.localdate()))
        elif "reopen" in request.POST:
            because = request.POST.get("because", "")
            error = attempt(lambda: closing.reopen(by=by, training=training, because=because))
        else:
            error = attempt(lambda: closing.set_tests(by=by, training=training, scores=_scores(request.POST)))
        if error is not None:
            return _results(request, training, error=error)
    return done(request, "training-saved", "training_results", pk)


def _scores(posted: Any) -> dict[int, tuple[closing.Score, closing.Score]]:
    keys = wholes([name.removeprefix("before-") for name in posted if name.startswith("before-")])
    return {key: (_score(posted.get(f"before-{key}", "")), _score(posted.get(f"after-{key}", ""))) for key in keys}


def _score(text: str) -> closing.Score:
    if not text.strip():
        return None
    try:
        return round(Decimal(text.strip().replace(",", ".")), 1)
    except InvalidOperation:
        raise refusal("training-wrong-score") from None


@needs(Permission.MANAGE_TRAININGS)
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """The links to hand over: for the reaction, and for the questions after months whose day has come."""
    training = training_of(pk)
    people = training.participations.filter(state="selected", answered=None).select_related("person")
    due = evaluating.due(timezone.localdate()).filter(participation__training=training)
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    return show(
        request, "links", training,
        reactions=[(each, _address(request, "training_reaction", evaluating.reaction_token(each))) for each in people],
        follow_ups=[
            (each, _address(request, "training_follow_up", evaluating.follow_up_token(each)))
            for each in due.select_related("participation__person")
        ],
    )  # fmt: skip


def _address(request: HttpRequest, page: str, token: str) -> str:
    return request.build_absolute_uri(reverse(page, args=[token]))


@needs(Permission.ENTER)
def reaction(request: HttpRequest, token: str) -> HttpResponse:
    participation = evaluating.asked_for_reaction(token)
    if participation is None:
        return render(request, "training/ended.html", status=410)
    form = forms.ReactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        evaluating.react(token=token, answers=form.answers(), comment=form.cleaned_data["comment"])
        return render(request, "training/thanks.html", {"text": "training-reacted"})
    context = {"training": participation.training, "form": form, "smallest": evaluating.SMALLEST_GROUP}
    return render(request, "training/reaction.html", context, status=422 if form.errors else 200)


@needs(Permission.ENTER)
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    found = evaluating.asked_to_follow_up(token)
    if found is None:
        return render(request, "training/ended.html", status=410)
    form = forms.FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        evaluating.answer_follow_up(token=token, **form.cleaned_data)
        return render(request, "training/thanks.html", {"text": "training-reacted"})
    context = {"follow_up": found, "training": found.participation.training, "form": form}
    return render(request, "training/follow_up.html", context, status=422 if form.errors else 200)


@needs(Permission.READ_TRAININGS)
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Every question after months that waits for its answer, the oldest first."""
    found = FollowUp.objects.filter(answered_at=None).select_related("participation__person", "participation__training")
    today = timezone.localdate()
    return render(request, "training/follow_ups.html", {"page": page_of(request, found), "today": today})
