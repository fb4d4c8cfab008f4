"""The gate before every page. A page that says nothing of who may open it opens for nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from durna.web.access.policy import may
from durna.web.access.routes import permission_of
from durna.web.texts import say


class Gate:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        permission = permission_of(name, view)
        if permission is not None and may(request.user, permission):
            return None
        if permission is not None and not request.user.is_authenticated:
            return _to_sign_in(request)
        # For the log: readers see a page that says it in their language.
        raise PermissionDenied(f"needs {permission}" if permission else "nobody said who may open it")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """And back to the page. What a form sent is lost with the session: its page is where to go on."""
    if request.method not in ("GET", "HEAD"):
        messages.warning(request, say("sign-in-form-lost"))
    elif not request.htmx:
        return redirect_to_login(request.get_full_path())
    answer = redirect_to_login(_page_shown(request))
    # A part of a page that is asked for anew must not become the page on which one signs in.
    return HttpResponseClientRedirect(answer.headers["Location"]) if request.htmx else answer


def _page_shown(request: HttpRequest) -> str:
    """From which page of this site the browser asks."""
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}):
        return reverse("home")
    page = urlsplit(told)
    return urlunsplit(("", "", page.path, page.query, "")) or reverse("home")
