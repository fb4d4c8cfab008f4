"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.awaiting import awaiting
from durna.web.explorer import editions, vouched
from durna.web.explorer.headlines import headlines


@needs(Permission.ENTER)
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it under this name before they have read which one the page names."""
    return redirect(static("site/icon.svg"), permanent=True)


@needs(Permission.ENTER)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {
        "editions": vouched.counted(editions.readable(request.user)[:5]), "awaiting": awaiting(request.user),
        "headlines": headlines(request.user),
    })  # fmt: skip
