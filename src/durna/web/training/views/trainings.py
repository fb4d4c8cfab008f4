"""Pages of trainings: the list, one of them, its days, sessions and costs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.numbers import whole
from durna.web.texts import say
from durna.web.training import forms, planning, summary
from durna.web.training.models import CostLine, Session, Training
from durna.web.training.models.catalogue import KINDS
from durna.web.training.views.pages import ask, attempt, done, may_manage, page_of, show, training_of
from durna.web.versioned import seen_in


@needs(Permission.READ_TRAININGS)
def trainings(request: HttpRequest) -> HttpResponse:
    found = Training.objects.select_related("programme")
    asked = {name: request.GET.get(name, "").strip() for name in ("year", "kind", "number")}
    if year := whole(asked["year"][:4]):
        found = found.filter(starts_on__year=year)
    if asked["kind"] in KINDS:
        found = found.filter(programme__kind=asked["kind"])
    if asked["number"]:
        found = found.filter(number__istartswith=asked["number"])
    page = page_of(request, found)
    return render(request, "training/trainings.html", {
        "page": page, "asked": asked, "kinds": KINDS, "may_manage": may_manage(request),
        "people": summary.people_of(list(page)),
    })  # fmt: skip


@needs(Permission.READ_TRAININGS)
def training(request: HttpRequest, pk: int) -> HttpResponse:
    found = training_of(pk)
    sessions = found.sessions.select_related("module").prefetch_related("teachings__expert__person")
    return show(
        request, "training", found, sessions=sessions, costs=summary.costs(found),
        counts=summary.counts(found), state=summary.state(found), project=summary.project(found.project),
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def training_new(request: HttpRequest) -> HttpResponse:
    form = forms.TrainingForm(request.POST or None)
    return ask(
        request, form, lambda: planning.add_training(by=request.user.email, **form.fields_of_training()),
        title=say("training-new"), back=reverse("trainings"), back_text=say("trainings"),
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def training_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = training_of(pk)
    same = ("number", "programme", "curriculum", "starts_on", "ends_on", "mode", "languages", "place", "capacity",
            "nominations_until", "takes_applications", "project")  # fmt: skip
    initial = {
        **{name: getattr(found, name) for name in same},
        **{f"{name}_{code}": getattr(found, name).get(code, "")
           for name in ("title", "criteria") for code in ("az", "en", "ru")},
    }  # fmt: skip
    form = forms.TrainingForm(request.POST or None, initial=initial)
    form.version = found.version
    return ask(
        request, form,
        lambda: planning.change_training(
            by=request.user.email, training=found, seen=seen_in(request.POST), **form.fields_of_training()
        ),
        title=found.number, back=reverse("training", args=[pk]), back_text=found.number,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def training_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = training_of(pk)
    if request.method != "POST":
        return redirect("training", pk)
    error = attempt(lambda: planning.cancel(by=request.user.email, training=found))
    return show(request, "refused", found, error=error) if error else done(
        request, "training-saved", "training", pk)  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def session_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = training_of(pk)
    first = f"{found.starts_on.isoformat()}T09:00" if found.starts_on else None
    form = forms.SessionForm(request.POST or None, initial={"starts_at": first, "hours": 6})
    return ask(
        request, form, lambda: planning.add_session(by=request.user.email, training=found, **form.cleaned_data),
        title=say("training-session-new"), back=reverse("training", args=[pk]), back_text=found.number,
        lead=say("training-local-time"),
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.select_related("training"), pk=pk)
    if request.method != "POST":
        return redirect("training", session.training_id)
    error = attempt(lambda: planning.remove_session(by=request.user.email, session=session))
    return show(request, "refused", training_of(session.training_id), error=error) if error else done(
        request, "training-saved", "training", session.training_id)  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def cost_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = training_of(pk)
    form = forms.CostForm(request.POST or None)
    return ask(
        request, form, lambda: planning.add_cost(by=request.user.email, training=found, **form.cleaned_data),
        title=say("training-cost-new"), back=reverse("training", args=[pk]), back_text=found.number,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def cost_remove(request: HttpRequest, pk: int) -> HttpResponse:
    cost = get_object_or_404(CostLine.objects.select_related("training"), pk=pk)
    if request.method == "POST":
        planning.remove_cost(by=request.user.email, cost=cost)
    return redirect("training", cost.training_id)
