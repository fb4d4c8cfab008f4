"""Pages on which evidence is written: added, edited, given a new version and files."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.evidence import actions, forms
from durna.web.evidence.kinds import Kind
from durna.web.evidence.models import Evidence
from durna.web.evidence.pages import passes
from durna.web.refusals import refusal
from durna.web.versioned import ChangedMeanwhile, seen_in


@needs(Permission.MANAGE_EVIDENCE)
def add(request: HttpRequest) -> HttpResponse:
    """With a pass, what is added is cited at once by the statement whose page the reader came from."""
    asked = request.POST if request.method == "POST" else request.GET
    allowed = passes.read(request.user, asked.get("pass", ""))
    form = forms.Written(_sent(request), request.FILES or None, by=request.user)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.add(request.user, form.said(), form.uploads())
                if allowed:
                    passes.cite(request.user, allowed, made)
            return redirect(allowed.back if allowed else made.get_absolute_url())
        except UserError as refused:
            error = refused
    return _form(request, form, error, titled="evidence-add", allowed=allowed, token=asked.get("pass", ""))


@needs(Permission.MANAGE_EVIDENCE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _written(pk)
    form = forms.Written(_sent(request), initial=forms.initial(evidence), is_new=False, by=request.user)
    error, now = None, None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.edit(request.user, evidence, seen_in(request.POST), form.said())
            return redirect("evidence_one", pk)
        except ChangedMeanwhile:
            error, now = refusal("evidence-changed"), _written(pk)
        except UserError as refused:
            error = refused
    return _form(
        request, form, error, titled="evidence-edit", evidence=evidence, differing=_differing(form, now),
        version=now.version if now else seen_in(request.POST) or evidence.version,
    )  # fmt: skip


@needs(Permission.MANAGE_EVIDENCE)
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    old = _written(pk)
    begin = {**forms.initial(old), "version_label": "", "effective_from": None, "effective_until": None}
    form = forms.Written(_sent(request), request.FILES or None, initial=begin, by=request.user)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                new = actions.new_version(request.user, old, form.said(), form.uploads())
            return redirect("evidence_one", new.pk)
        except UserError as refused:
            error = refused
    return _form(request, form, error, titled="evidence-new-version", evidence=old, lead="evidence-new-version-text")


@needs(Permission.MANAGE_EVIDENCE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _written(pk)
    form = forms.Files(_sent(request), request.FILES or None)
    error = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach(request.user, evidence, form.uploads())
            return redirect("evidence_one", pk)
        except UserError as refused:
            error = refused
    return _form(request, form, error, titled="evidence-file-add", evidence=evidence)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _written(pk: int) -> Evidence:
    """A figure is not written: its edition says what it is."""
    return get_object_or_404(Evidence.objects.select_related("issuer", "responsible").exclude(kind=Kind.FIGURE), pk=pk)


def _form(request: HttpRequest, form: Any, error: UserError | None, **more: Any) -> HttpResponse:
    told = {"form": form, "error": error, "issuers": forms.issuers(), **more}
    status = 409 if more.get("differing") is not None else 422 if form.errors or error else 200
    return render(request, "evidence/form.html", told, status=status)


def _differing(form: forms.Written, now: Evidence | None) -> list[tuple[str, str, str]] | None:
    """Label, what stands now, and what this person wrote, of each field in which the two differ."""
    if now is None:
        return None
    stands, wrote = forms.initial(now), form.cleaned_data
    return [
        (form.fields[name].label, form.shown(name, stands[name]), form.shown(name, wrote[name]))
        for name in form.fields
        if (stands[name] or "") != (wrote[name] or "")
    ]
