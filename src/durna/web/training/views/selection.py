"""Pages of selection: the list with its balance, letters, and the list of those who need a visa."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from durna.web import papers, texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.numbers import whole
from durna.web.training import letters, selecting
from durna.web.training.models.participation import STATES
from durna.web.training.models.trainings import LANGUAGES
from durna.web.training.views.pages import attempt, done, show, training_of


@needs(Permission.READ_TRAININGS)
def selection(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    people = list(training.participations.select_related("person"))
    chain.record(request.user.email, "training-people-read", training.key, kind=chain.LOOK)
    return _selection(request, training, people)


def _selection(request: HttpRequest, training: Any, people: list[Any], **more: Any) -> HttpResponse:
    return show(
        request, "selection", training, people=people, balance=selecting.balance(people), states=STATES,
        repeated=selecting.repeated(people), letters=letters.KINDS, languages=LANGUAGES, **more,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def select(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide. The same list comes back, with the balance as it is now."""
    training = training_of(pk)
    if request.method == "POST":
        if "reserve" in request.POST:
            error = attempt(lambda: selecting.call_reserve(by=request.user.email, training=training))
        else:
            decided = _decided(request.POST)
            error = attempt(lambda: selecting.select(by=request.user.email, training=training, decided=decided))
        if error is not None:
            return _selection(request, training, list(training.participations.select_related("person")), error=error)
    return done(request, "training-saved", "training_selection", pk)


def _decided(posted: Any) -> dict[int, tuple[str, int]]:
    found = {}
    for name, state in posted.items():
        key = whole(name.removeprefix("state-"))
        seen = whole(posted.get(f"version-{key}"))
        if name.startswith("state-") and key is not None and seen is not None and state in STATES:
            found[key] = (state, seen)
    return found


@needs(Permission.MANAGE_TRAININGS)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Letters to all of one decision, as a page, Word or PDF: `kind`, `language` and `format` are asked for."""
    training = training_of(pk)
    kind, language = request.GET.get("kind", "selected"), request.GET.get("language", texts.code())
    if kind not in letters.KINDS or language not in LANGUAGES:
        raise Http404
    document = letters.letters(training, kind, language)
    chain.record(request.user.email, "training-letters-written", training.key, kind=chain.LOOK, letter=kind)
    name = f"{training.number}-{kind}"
    return papers.respond(request, document, request.GET.get("format", "html"), name, _back(pk))


@needs(Permission.MANAGE_TRAININGS)
def visas(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    language = request.GET.get("language", texts.code())
    if language not in LANGUAGES:
        raise Http404
    chain.record(request.user.email, "training-visas-read", training.key, kind=chain.LOOK)
    document = letters.visa_list(training, language)
    return papers.respond(request, document, request.GET.get("format", "html"), f"{training.number}-visa", _back(pk))


def _back(pk: int) -> str:
    return reverse("training_selection", args=[pk])
