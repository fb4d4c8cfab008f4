"""Pages of people without accounts: who they are, what they have learnt, and which records may be one person."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.training import folding, matching
from durna.web.training.models import Match, Participation, Person
from durna.web.training.views.pages import attempt, done, may_manage, page_of


@needs(Permission.READ_TRAININGS)
def people(request: HttpRequest) -> HttpResponse:
    """Somebody is looked for by name, in whatever script; without one the page shows nobody."""
    asked = request.GET.get("name", "").strip()
    found = Person.objects.none()
    if asked:
        chain.record(request.user.email, "training-person-sought", kind=chain.LOOK)
        words = folding.fold(asked).split()
        found = Person.objects.filter(same_as=None)
        if "@" in asked:
            found = found.filter(Q(email=asked.casefold()) | Q(others__email=asked.casefold())).distinct()
        else:
            for word in words[:4]:
                found = found.filter(name_key__contains=word)
            found = found if words else found.none()
    return render(request, "training/people.html", {
        "page": page_of(request, found), "asked": asked, "may_manage": may_manage(request),
        "waiting": Match.objects.filter(state="proposed").count(),
    })  # fmt: skip


@needs(Permission.READ_TRAININGS)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One record of learning, over all the records that were found to be this person."""
    found = get_object_or_404(Person, pk=pk)
    if found.same_as_id:
        return redirect("training_person", found.same_as_id)
    others = list(found.others.all())
    records = [found, *others]
    learnt = Participation.objects.filter(person__in=records).select_related("training__programme", "person")
    chain.record(request.user.email, "training-person-read", found.key, kind=chain.LOOK)
    joined = Match.objects.filter(Q(first=found) | Q(second__in=others), state="same")
    return render(request, "training/person.html", {
        "person": found, "others": others, "learnt": learnt.prefetch_related("certificates"),
        "matches": joined.select_related("first", "second").distinct(), "may_manage": may_manage(request),
    })  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def matches(request: HttpRequest) -> HttpResponse:
    """Who may be one person: the likeliest first; decided ones can be looked at and undone."""
    state = request.GET.get("state", "proposed")
    found = Match.objects.filter(state=state).select_related("first", "second")
    chain.record(request.user.email, "training-people-read", "training/matches", kind=chain.LOOK)
    return render(request, "training/matches.html", {"page": page_of(request, found), "state": state})


@needs(Permission.MANAGE_TRAININGS)
def match(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Match, pk=pk)
    if request.method != "POST":
        return redirect("training_matches")
    by = request.user.email
    if "undo" in request.POST:
        error = attempt(lambda: matching.undo(by=by, match=found))
    else:
        is_same = request.POST.get("decision") == "same"
        error = attempt(lambda: matching.decide(by=by, match=found, is_same=is_same))
    if error is not None:
        return render(request, "training/refused_alone.html", {"error": error}, status=422)
    return done(request, "training-saved", "training_matches")
