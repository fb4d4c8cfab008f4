"""The list of the library: filtered, searched, the newest first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.evidence import citing, search
from durna.web.evidence.bounded import MOST, Bounded
from durna.web.evidence.kinds import Kind
from durna.web.evidence.models import Evidence, Issuer
from durna.web.numbers import whole

_ON_A_PAGE = 50


@needs(Permission.READ_EVIDENCE)
def listed(request: HttpRequest) -> HttpResponse:
    rows = Evidence.objects.select_related("issuer")
    page = Bounded(_asked(rows, request.GET), _ON_A_PAGE, rows, newest_first=True).get_page(request.GET.get("page"))
    flagged = citing.flagged().filter(evidence__in=[each.pk for each in page.object_list])
    return render(request, "evidence/listed.html", {
        "page": page, "flagged": set(flagged.values_list("evidence", flat=True)), "most": MOST, "kinds": list(Kind),
        "issuers": Issuer.objects.all()[:500], "today": timezone.localdate(), "asked": request.GET,
    })  # fmt: skip


def _asked(found: QuerySet[Evidence], asked: Any) -> QuerySet[Evidence]:
    """What is asked for in a way that nobody understands is as if it were not asked for."""
    kind = asked["kind"] if asked.get("kind") in list(Kind) else ""
    issuer = whole(asked.get("issuer"))
    day, is_flagged = _day(asked.get("on", "")), asked.get("flagged") == "1"
    if kind:
        found = found.filter(kind=kind)
    if issuer:
        found = found.filter(issuer=issuer)
    if day:
        found = found.filter(Q(effective_from=None) | Q(effective_from__lte=day))
        found = found.filter(Q(effective_until=None) | Q(effective_until__gte=day))
    if is_flagged:
        found = found.filter(pk__in=citing.flagged().order_by().values("evidence"))
    newest = None if day or is_flagged else MOST + 1
    return search.matching(found, asked.get("q", ""), search.marks(kind, issuer), newest)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
