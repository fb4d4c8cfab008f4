"""Pages of the catalogue: programmes, their curricula, modules, the library."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.refusals import refusal
from durna.web.texts import say
from durna.web.training import forms, planning
from durna.web.training.models import LibraryItem, Module, Programme
from durna.web.training.views.pages import ask, may_manage, page_of
from durna.web.versioned import seen_in


@needs(Permission.READ_TRAININGS)
def programmes(request: HttpRequest) -> HttpResponse:
    return render(request, "training/programmes.html", {
        "programmes": Programme.objects.annotate(given=Count("trainings")), "may_manage": may_manage(request),
        "modules": Module.objects.all(),
    })  # fmt: skip


@needs(Permission.READ_TRAININGS)
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Programme, pk=pk)
    return render(request, "training/programme.html", {
        "programme": found, "curricula": found.curricula.prefetch_related("parts__module"),
        "page": page_of(request, found.trainings.all()), "may_manage": may_manage(request),
    })  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def programme_new(request: HttpRequest) -> HttpResponse:
    form = forms.ProgrammeForm(request.POST or None)
    return ask(
        request, form, lambda: planning.add_programme(by=request.user.email, **form.fields_of_programme()),
        title=say("training-programme-new"), back=reverse("training_programmes"), back_text=say("training_programmes"),
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Programme, pk=pk)
    initial = {
        "code": found.code, "kind": found.kind, "objectives": found.objectives,
        **{f"{name}_{code}": getattr(found, name).get(code, "")
           for name in ("title", "aim", "topic") for code in ("az", "en", "ru")},
    }  # fmt: skip
    form = forms.ProgrammeForm(request.POST or None, initial=initial)
    form.version = found.version
    return ask(
        request, form,
        lambda: planning.change_programme(
            by=request.user.email, programme=found, seen=seen_in(request.POST), **form.fields_of_programme()
        ),
        title=found.code, back=reverse("training_programme", args=[pk]), back_text=found.code,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def curriculum_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Programme, pk=pk)
    form = forms.CurriculumForm(request.POST or None)

    def do() -> None:
        told = dict(form.cleaned_data)
        parts = _parts(told.pop("parts"))
        planning.add_curriculum(by=request.user.email, programme=found, parts=parts, **told)

    return ask(
        request, form, do, title=say("training-curriculum-new"), back=reverse("training_programme", args=[pk]),
        back_text=found.code,
    )  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def module_new(request: HttpRequest) -> HttpResponse:
    form = forms.ModuleForm(request.POST or None)
    return ask(
        request, form,
        lambda: planning.add_module(
            by=request.user.email, code=form.cleaned_data["code"], title=form.content("title")
        ),
        title=say("training-module-new"), back=reverse("training_programmes"), back_text=say("training_programmes"),
    )  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def library(request: HttpRequest) -> HttpResponse:
    found = LibraryItem.objects.select_related("module")
    return render(request, "training/library.html", {
        "page": page_of(request, found), "may_manage": may_manage(request),
    })  # fmt: skip


@needs(Permission.MANAGE_TRAININGS)
def library_new(request: HttpRequest) -> HttpResponse:
    form = forms.LibraryForm(request.POST or None)

    def do() -> None:
        same = {name: form.cleaned_data[name] for name in ("author", "year", "languages", "address", "module")}
        planning.add_library_item(by=request.user.email, title=form.content("title"), **same)

    return ask(
        request, form, do, title=say("training-library-new"), back=reverse("training_library"),
        back_text=say("training_library"),
    )  # fmt: skip


def _parts(text: str) -> list[tuple[Module, Decimal]]:
    """`CODE HOURS`, a module a line, in their order."""
    known = {module.code: module for module in Module.objects.all()}
    parts = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        code, _, hours = line.strip().partition(" ")
        try:
            parts.append((known[code], Decimal(hours.strip().replace(",", "."))))
        except (KeyError, InvalidOperation):
            raise refusal("training-wrong-part", line=number, codes=", ".join(known) or "–") from None
    return parts
