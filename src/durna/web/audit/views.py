"""The audit as its readers see it: the newest first, by person and by action."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.audit.models import Event
from durna.web.evidence import statements

_ON_A_PAGE = 50


@needs(Permission.READ_AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    """A page begins at the number where the one before it ended: nobody counts entries, of which there are millions."""
    found = Event.objects.all()
    for field in ("actor", "action"):
        if asked := request.GET.get(field):
            found = found.filter(**{field: asked})
    before = request.GET.get("before", "")
    is_older = before.isdecimal() and len(before) < 19
    if is_older:
        found = found.filter(number__lt=int(before))
    # One more than is shown tells whether there are older ones; read before the entry of this very look is added.
    some = list(found[: _ON_A_PAGE + 1])
    shown = some[:_ON_A_PAGE]
    chain.record(request.user.email, "audit-read", kind=chain.LOOK, newest=shown[0].number if shown else 0)
    older = shown[-1].number if len(some) > len(shown) else None
    named = statements.described(event.about for event in shown)
    return render(request, "audit/events.html", {
        "events": [(event, *named[event.about]) for event in shown], "older": older, "is_older": is_older,
    })  # fmt: skip
