"""Pages of the Network of Experts."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.numbers import whole, wholes
from durna.web.texts import say
from durna.web.training import forms, network
from durna.web.training.models import Expert, Module
from durna.web.training.models.experts import EXPERT_STATES
from durna.web.training.views.pages import ask, attempt, done, may_manage, page_of, show, training_of


@needs(Permission.READ_TRAININGS)
def experts(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "accepted")
    found = network.with_load(timezone.localdate().year).filter(state=state).prefetch_related("modules")
    balance = {
        field: Counter(Expert.objects.filter(state="accepted").values_list(f"person__{field}", flat=True))
        for field in ("sex", "country")
    }  # fmt: skip
    chain.record(request.user.email, "training-people-read", "training/experts", kind=chain.LOOK)
    return render(request, "training/experts.html", {
        "page": page_of(request, found), "state": state, "states": EXPERT_STATES, "may_manage": may_manage(request),
        "sexes": balance["sex"].items(), "countries": balance["country"].most_common(),
    })  # fmt: skip


@needs(Permission.READ_TRAININGS)
def expert(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Expert.objects.select_related("person"), pk=pk)
    chain.record(request.user.email, "training-person-read", found.person.key, kind=chain.LOOK)
    return _expert(request, found)


def _expert(request: HttpRequest, found: Expert, **more: object) -> HttpResponse:
    context = {
        "expert": found, "mine": set(found.modules.values_list("pk", flat=True)), "modules": Module.objects.all(),
        "given": network.given_by([found])[found.pk], "invitations": found.invitations.select_related("training"),
        "may_manage": may_manage(request), "states": EXPERT_STATES[1:], **more,
    }  # fmt: skip
    return render(request, "training/expert.html", context, status=422 if more.get("error") else 200)


@needs(Permission.MANAGE_TRAININGS)
def expert_new(request: HttpRequest) -> HttpResponse:
    form = forms.ExpertForm(request.POST or None)

    def do() -> None:
        told = dict(form.cleaned_data)
        modules, languages = told.pop("modules"), told.pop("languages")
        network.propose(
            by=request.user.email, way="state", person=_person(told), modules=modules, languages=languages
        )  # fmt: skip

    return ask(
        request, form, do, title=say("training-expert-new"), back=reverse("training_experts"),
        back_text=say("training_experts"),
    )  # fmt: skip


@needs(Permission.ENTER)
def expert_apply(request: HttpRequest) -> HttpResponse:
    """A person's own request to join the network; the page tells nobody who is in it."""
    form = forms.ExpertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        modules, languages = told.pop("modules"), told.pop("languages")
        attempt(lambda: network.propose(
            by="application", way="self", person=_person(told), modules=modules, languages=languages))  # fmt: skip
        return render(request, "training/thanks.html", {"text": "training-applied"})
    return render(request, "training/expert_apply.html", {"form": form}, status=422 if form.errors else 200)


def _person(told: dict[str, object]) -> dict[str, object]:
    return {**told, "email": str(told["email"]).casefold()}


@needs(Permission.MANAGE_TRAININGS)
def expert_decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Expert.objects.select_related("person"), pk=pk)
    state = request.POST.get("state", "")
    if request.method != "POST" or state not in EXPERT_STATES:
        return redirect("training_expert", pk)
    modules = list(Module.objects.filter(pk__in=wholes(request.POST.getlist("modules"))))
    error = attempt(lambda: network.decide(by=request.user.email, expert=found, state=state, modules=modules))
    return _expert(request, found, error=error) if error else done(request, "training-saved", "training_expert", pk)


@needs(Permission.READ_TRAININGS)
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Experts of a training: who suits it, who was asked, and what they answered; the links to hand over."""
    training = training_of(pk)
    asked = training.invitations.select_related("expert__person")
    links = [
        (each, request.build_absolute_uri(reverse("training_invitation", args=[network.invitation_token(each)])))
        for each in asked
    ]  # fmt: skip
    return show(
        request, "invitations", training, links=links, suitable=network.suitable(training).prefetch_related("modules")
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    training = training_of(pk)
    key = whole(request.POST.get("expert"))
    if request.method != "POST" or key is None:
        return redirect("training_invitations", pk)
    found = get_object_or_404(Expert, pk=key)
    error = attempt(lambda: network.invite(by=request.user.email, expert=found, training=training))
    return show(request, "refused", training, error=error) if error else done(
        request, "training-saved", "training_invitations", pk)  # fmt: skip


@needs(Permission.ENTER)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = network.invited_by(token)
    if found is None:
        return render(request, "training/ended.html", status=410)
    if request.method == "POST" and request.POST.get("answer") in ("accepted", "declined"):
        network.answer(token=token, accepts=request.POST["answer"] == "accepted")
        return render(request, "training/thanks.html", {"text": "training-answered"})
    return render(request, "training/invitation.html", {"invitation": found, "training": found.training})


@needs(Permission.READ_TRAININGS)
def cascade(request: HttpRequest) -> HttpResponse:
    """Who trained whom, down to the roll-out sessions."""
    page = page_of(request, Expert.objects.filter(teachings__isnull=False).distinct().select_related("person"))
    given = network.given_by(list(page))
    chain.record(request.user.email, "training-people-read", "training/experts", kind=chain.LOOK)
    return render(request, "training/cascade.html", {
        "page": page, "tree": [(each, given[each.pk]) for each in page],
    })  # fmt: skip
