"""Citations that somebody has to look at again: what they rest on has a newer version, has ended, or was corrected."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.evidence import citing, statements
from durna.web.evidence.bounded import Bounded
from durna.web.evidence.models import Citation

_ON_A_PAGE = 50


@needs(Permission.READ_EVIDENCE)
def review(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    is_mine = request.GET.get("mine") == "1"
    found = citing.flagged_for(request.user) if is_mine else citing.flagged()
    page = Bounded(found, _ON_A_PAGE, Citation.objects.select_related(*citing.WITH)).get_page(request.GET.get("page"))
    told = statements.described(citation.statement for citation in page.object_list)
    rows = [(each, *told[each.statement], citing.needs_review(each)) for each in page.object_list]
    shown = {"page": page, "rows": rows, "is_mine": is_mine, "error": error}
    return render(request, "evidence/review.html", shown, status=422 if error else 200)


@require_POST
@needs(Permission.MANAGE_EVIDENCE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """It still holds, or it is moved to the newest version."""
    citation = get_object_or_404(Citation.objects.select_related(*citing.WITH), pk=pk)
    try:
        if request.POST.get("decision") == "move":
            citing.move(request.user, citation)
        else:
            citing.confirm(request.user, citation)
    except UserError as error:
        return review(request, error)
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(back if is_ours else reverse("evidence_review"))
