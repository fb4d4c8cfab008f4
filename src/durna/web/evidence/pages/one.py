"""The page of one piece of evidence: what it says, its versions, its files, what cites it, what was done to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.evidence import citing, figures, statements
from durna.web.evidence.bounded import Bounded
from durna.web.evidence.models import Citation, Evidence

_CITATIONS = 50
_CHANGES = 50


@needs(Permission.READ_EVIDENCE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = get_object_or_404(
        Evidence.objects.select_related("issuer", "newest", "supersedes", "responsible").prefetch_related(
            "attachments__stored__kept_by"
        ),
        pk=pk,
    )
    family = evidence.first_id or evidence.pk
    rows = Citation.objects.select_related(*citing.WITH)
    page = Bounded(rows.filter(evidence=evidence), _CITATIONS, rows).get_page(request.GET.get("page"))
    told = statements.described(citation.statement for citation in page.object_list)
    return render(request, "evidence/one.html", {
        "evidence": evidence, "page": page,
        "versions": Evidence.objects.filter(first=family).order_by("-pk")[:_CITATIONS] if evidence.first_id else (),
        "citations": [(each, *told[each.statement], citing.needs_review(each)) for each in page.object_list],
        "passport": figures.passport_address(request.user, evidence),
        "changes": evidence.changes.all()[:_CHANGES],
    })  # fmt: skip
