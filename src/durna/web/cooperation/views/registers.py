"""Lists that all projects share: organisations, rates of exchange, evaluations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.cooperation.actions import registers as actions
from durna.web.cooperation.forms import OrganisationForm, RateForm, Upload
from durna.web.cooperation.models import Evaluation, Organisation, Rate
from durna.web.texts import say

PER_PAGE = 100


@needs(Permission.READ_PROJECTS)
def organisations(request: HttpRequest) -> HttpResponse:
    held = Organisation.objects.annotate(count=Count("parts__project", distinct=True)).order_by("acronym", "pk")
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "cooperation/organisations.html", {"page": page})


@needs(Permission.MANAGE_PROJECTS)
def organisation_new(request: HttpRequest) -> HttpResponse:
    return _save(request, OrganisationForm, Organisation(), actions.put_organisation, "organisation", "organisations")


@needs(Permission.MANAGE_PROJECTS)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(Organisation, pk=pk)
    return _save(request, OrganisationForm, held, actions.put_organisation, "organisation", "organisations")


@needs(Permission.READ_PROJECTS)
def rates(request: HttpRequest) -> HttpResponse:
    page = Paginator(Rate.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "cooperation/rates.html", {"page": page})


@needs(Permission.MANAGE_PROJECTS)
def rate_new(request: HttpRequest) -> HttpResponse:
    return _save(request, RateForm, Rate(), actions.put_rate, "rate", "rates")


@needs(Permission.READ_PROJECTS)
def evaluations(request: HttpRequest) -> HttpResponse:
    form = Upload(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form, "q": request.GET.get("q", "")}
    if request.method == "POST" and may(request.user, Permission.MANAGE_PROJECTS) and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            taken = actions.take_evaluations(by=request.user.email, content=upload.read(), name=upload.name)
        except UserError as error:
            shown["error"] = error
        else:
            messages.success(
                request, say("coop-evaluations-taken", new=taken.new, known=taken.known, joined=taken.joined)
            )
            return redirect("evaluations")
    held = Evaluation.objects.prefetch_related("projects")
    if shown["q"]:
        held = held.filter(title__icontains=shown["q"]) | held.filter(countries__icontains=shown["q"])
    shown["page"] = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    is_wrong = request.method == "POST" and (bool(form.errors) or "error" in shown)
    return render(request, "cooperation/evaluations.html", shown, status=422 if is_wrong else 200)


def _save(request: HttpRequest, form_type: Any, held: Any, save: Any, kind: str, page: str) -> HttpResponse:
    form = form_type(request.POST or None, instance=held)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            save(by=request.user.email, **{kind: form.save(commit=False)})
            messages.success(request, say("coop-saved"))
            return redirect(page)
        except UserError as refused:
            error = refused
    context = {"form": form, "title": say(f"coop-part-{kind}"), "back": reverse(page), "error": error}
    return render(request, "cooperation/form.html", context, status=422 if form.errors or error else 200)
