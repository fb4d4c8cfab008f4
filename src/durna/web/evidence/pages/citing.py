"""Cite evidence from the page of a statement, and take a citation back. With htmx the page itself stays."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.evidence import citing, search, statements
from durna.web.evidence.bounded import MOST
from durna.web.evidence.models import Citation, Evidence
from durna.web.evidence.pages import passes
from durna.web.numbers import whole

_OFFERED = 20


@needs(Permission.READ_EVIDENCE)
def choose(request: HttpRequest) -> HttpResponse:
    """What may be cited for a statement: the newest versions with the words that were asked for."""
    token = request.GET.get("pass", "")
    allowed = passes.demand(request.user, token)
    asked = request.GET.get("q", "")
    offered = search.matching(Evidence.objects.filter(newest=None).select_related("issuer"), asked, newest=MOST)
    is_part = bool(request.htmx)
    told = {"found": offered[:_OFFERED] if asked.strip() or not is_part else (), "token": token, "asked": asked,
            "statement": allowed.statement, "back": allowed.back}  # fmt: skip
    if is_part:
        return render(request, "evidence/_found.html", told)
    title, _ = statements.described([allowed.statement])[allowed.statement]
    return render(request, "evidence/choose.html", {**told, "titled": title})


@require_POST
@needs(Permission.READ_EVIDENCE)
def cite(request: HttpRequest) -> HttpResponse:
    allowed = passes.demand(request.user, request.POST.get("pass", ""))
    evidence = get_object_or_404(Evidence, pk=whole(request.POST.get("evidence")))
    passes.cite(request.user, allowed, evidence, request.POST.get("place", ""))
    return _answer(request, allowed)


@require_POST
@needs(Permission.READ_EVIDENCE)
def uncite(request: HttpRequest, pk: int) -> HttpResponse:
    allowed = passes.demand(request.user, request.POST.get("pass", ""))
    citation = get_object_or_404(Citation.objects.select_related("evidence"), pk=pk, statement=allowed.statement)
    citing.uncite(request.user, citation)
    return _answer(request, allowed)


def _answer(request: HttpRequest, allowed: passes.Pass) -> HttpResponse:
    if not request.htmx:
        return redirect(allowed.back)
    return render(request, "evidence/_citations.html", {
        "statement": allowed.statement, "may_cite": True, "back": allowed.back,
    })  # fmt: skip
