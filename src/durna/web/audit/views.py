"""The audit as its readers see it: the newest first, by person and by action."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.audit.models import Event

_ON_A_PAGE = 50


@needs(Permission.READ_AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    found = Event.objects.all()
    for field in ("actor", "action"):
        if asked := request.GET.get(field):
            found = found.filter(**{field: asked})
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)  # read before the entry of this very look is added
    chain.record(request.user.email, "audit-read", kind=chain.LOOK, page=page.number)
    return render(request, "audit/events.html", {"page": page})
