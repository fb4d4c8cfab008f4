"""Pages of what went wrong: each says so in the reader's language, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.web.api.door import PREFIX as API
from durna.web.texts import code


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _in_the_frame(request, "refused", 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _in_the_frame(request, "missing", 404)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this browser: most often one opened before signing in somewhere else."""
    return _in_the_frame(request, "form", 403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _alone(request, "bad", 400)


def broken(request: HttpRequest) -> HttpResponse:
    return _alone(request, "broken", 500)


class Calm:
    """Refuses what no view could deal with, and gives a page where the library answers with an empty one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        # No text of a database holds it: PostgreSQL refuses to be asked for one that does.
        if any("\0" in str(text) for text in kwargs.values()):
            raise Http404
        # The API says itself what is wrong with a question, as it is described.
        if not request.path_info.startswith(API) and any("\0" in text for text in _sent(request)):
            raise BadRequest

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._answer(request)
        if answer.status_code != 405 or answer.content:
            return answer
        # Somebody opened, in a browser, an address that only a form is sent to.
        page = _in_the_frame(request, "method", 405)
        page.headers["Allow"] = answer.headers["Allow"]
        return page


def _sent(request: HttpRequest) -> Iterator[str]:
    for told in (request.GET, request.POST):
        for name, texts in told.lists():
            yield name
            yield from texts


def _in_the_frame(request: HttpRequest, what: str, status: int) -> HttpResponse:
    return render(request, "wrong.html", {"what": f"wrong-{what}", "text": f"wrong-{what}-text"}, status=status)


def _alone(request: HttpRequest, what: str, status: int) -> HttpResponse:
    """Without the frame, which asks the database: that may be what is broken, or nobody knows yet who asks."""
    said = {"what": f"wrong-{what}", "text": f"wrong-{what}-text", "code": code()}
    return render(None, "wrong_alone.html", said, status=status)  # type: ignore[arg-type]
