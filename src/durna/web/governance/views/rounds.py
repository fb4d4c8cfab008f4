"""Pages of rounds: the list, one round, its arrangement, who is asked what, and the questions with their answers."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.access.routes import needs
from durna.web.accounts.models import Institution
from durna.web.governance import forms, frameworks, progress, reach, rows
from durna.web.governance.actions import rounds as actions
from durna.web.governance.models import Round
from durna.web.governance.states import Stage, State
from durna.web.numbers import whole
from durna.web.versioned import seen_in

_ON_A_PAGE = 50
_PUBLISH = "publish"


@needs(Permission.READ_ROUNDS)
def listed(request: HttpRequest) -> HttpResponse:
    page = Paginator(reach.rounds(request.user), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "governance/rounds.html", {"page": page})


@needs(Permission.COORDINATE_ROUNDS)
def new(request: HttpRequest) -> HttpResponse:
    form = forms.RoundForm(request.POST or None)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(by=request.user, **form.said())
            actions.set_team(by=request.user, found=made, members=form.members())
            return redirect("mgi-round", made.pk)
        except UserError as wrong:
            error = wrong
    version = frameworks.in_use()
    return render(
        request, "governance/round_new.html", {"form": form, "error": error, "framework": frameworks.parsed(version)},
        status=422 if error or form.errors else 200,
    )  # fmt: skip


@needs(Permission.READ_ROUNDS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.round_of(request.user, pk)
    if is_limited(request.user, Permission.READ_ROUNDS):
        return redirect("mgi-questions", pk)
    return _page(request, found)


def _page(request: HttpRequest, found: Round, error: UserError | None = None) -> HttpResponse:
    stages = list(Stage)
    place = stages.index(Stage(found.stage))
    return render(request, "governance/round.html", {
        "round": found, "framework": frameworks.parsed(found.framework), "progress": progress.of(found),
        "stages": [(stage, stage == found.stage, number < place) for number, stage in enumerate(stages)],
        "next_stage": stages[place + 1] if place + 1 < len(stages) else None,
        "previous_stage": stages[place - 1] if place and not found.is_published else None,
        "team": list(found.team.all()), "consultations": list(found.consultations.all()),
        "states": list(State), "later": found.later.first(), "error": error,
    }, status=409 if error else 200)  # fmt: skip


@needs(Permission.COORDINATE_ROUNDS)
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Round, pk=pk)
    form = forms.RoundForm(request.POST or None, initial=forms.of_round(found))
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.arrange(by=request.user, found=found, seen=seen_in(request.POST), **form.said())
            actions.set_team(by=request.user, found=found, members=form.members())
            return redirect("mgi-round", pk)
        except UserError as wrong:
            error = wrong
            found.refresh_from_db()
    return render(
        request, "governance/round_arrange.html", {"round": found, "form": form, "error": error},
        status=422 if error or form.errors else 200,
    )  # fmt: skip


@needs(Permission.COORDINATE_ROUNDS)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    found = reach.whole_round_of(request.user, pk)
    stage = request.POST.get("stage", "")
    if stage not in (_PUBLISH, *Stage):
        raise Http404
    try:
        if stage == _PUBLISH:
            actions.publish(by=request.user, found=found, seen=seen_in(request.POST))
        else:
            actions.move(by=request.user, found=found, stage=Stage(stage), seen=seen_in(request.POST))
    except UserError as wrong:
        return _page(request, reach.whole_round_of(request.user, pk), wrong)
    return redirect("mgi-round", pk)


@needs(Permission.COORDINATE_ROUNDS)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked what: an institution, and ticks at its questions; whole domains and our suggestions in one go."""
    found = reach.whole_round_of(request.user, pk)
    asked = request.POST.get("institution") or request.GET.get("institution") or ""
    institution = Institution.objects.filter(pk=whole(asked)).first()
    error = None
    if request.method == "POST" and institution is not None:
        try:
            _assign(request, found, institution)
            return redirect("mgi-round", pk)
        except UserError as wrong:
            error = wrong
    framework = frameworks.parsed(found.framework)
    return render(request, "governance/assign.html", {
        "round": found, "institutions": Institution.objects.all(), "institution": institution, "error": error,
        "domains": rows.to_assign(framework, found, institution), "level": found.level,
    }, status=409 if error else 200)  # fmt: skip


def _assign(request: HttpRequest, found: Round, institution: Institution) -> None:
    framework = frameworks.parsed(found.framework)
    wanted = {code for code in request.POST.getlist("question") if code in framework.by_code}
    wanted |= {
        question.code
        for domain in framework.domains
        if domain.code in request.POST.getlist("domain")
        for question in framework.of_domain(domain)
    }
    has = set(found.answers.filter(institution=institution).values_list("question", flat=True))
    actions.take_back(by=request.user, found=found, institution=institution, questions=has - wanted)
    order = [code for code in framework.by_code if code in wanted]
    actions.assign(by=request.user, found=found, institution=institution, questions=order)


@needs(Permission.READ_ROUNDS)
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers of a round, by domain, institution and state; a respondent's are those of the own institution."""
    found = reach.round_of(request.user, pk)
    framework = frameworks.parsed(found.framework)
    chosen = _chosen(request)
    mine = rows.chosen(reach.answers(request.user, found), framework, **chosen)
    page = Paginator(mine, _ON_A_PAGE).get_page(request.GET.get("page"))
    every = not is_limited(request.user, Permission.READ_ROUNDS)
    return render(request, "governance/questions.html", {
        "round": found, "framework": framework, "page": page, "rows": rows.of(page.object_list, framework),
        "chosen": chosen, "states": list(State), "domains": rows.titles(framework), "sees_all": every,
        "institutions": rows.institutions(found) if every else [],
        "has_books": may(request.user, Permission.ANSWER_QUESTIONS) and found.is_open,
    })  # fmt: skip


def _chosen(request: HttpRequest) -> dict[str, Any]:
    return {name: request.GET.get(name, "") for name in ("domain", "state", "institution", "flag")}
