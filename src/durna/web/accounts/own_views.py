"""Pages of one's own account that the library of signing in does not have."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.accounts import sessions
from durna.web.numbers import whole


@needs(Permission.OWN_ACCOUNT)
def my_sessions(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if (chosen := whole(request.POST.get("session"))) is not None:
            sessions.end(request.user, chosen)
        else:
            sessions.end_others(request.user, request.session.session_key)
        return redirect("my_sessions")
    return render(request, "accounts/sessions.html", {
        "sessions": sessions.of(request.user), "here": request.session.session_key,
    })  # fmt: skip
