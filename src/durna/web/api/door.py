"""The way to the API: who asks, how often, and answers that a program can read, also where the gate stays shut.

It stands before the gate, which asks the policy for the API as for any page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from durna.web.api import actions, problems
from durna.web.api.limits import ANYBODY, PERSON, Taken, limits

PREFIX = "/api/v1/"
_SCHEME = "Bearer "
_LOOPBACK = ("127.0.0.1", "::1")


class Door:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self._answer(request)
        told = request.headers.get("Authorization", "")
        key = actions.of_token(token_of(told)) if told else None
        if told and key is None:
            taken = limits.take(_address(request), ANYBODY)
            refused = _too_often(taken) if taken.wait else problems.problem(401)
            refused.headers.setdefault("WWW-Authenticate", "Bearer")
            return _with_limits(refused, taken)
        if key is not None:
            request.user = key.user
        taken = limits.take(*_who(request, key.pk if key else None))
        if taken.wait:
            return _with_limits(_too_often(taken), taken)
        return _with_limits(_finished(request, _readable(self._answer(request))), taken)


def token_of(told: str) -> str:
    return told.removeprefix(_SCHEME).strip() if told.startswith(_SCHEME) else ""


def _who(request: HttpRequest, key: int | None) -> tuple[str, str]:
    if key is not None:
        return f"key {key}", PERSON
    if request.user.is_authenticated:
        return f"user {request.user.pk}", PERSON
    return _address(request), ANYBODY


def _address(request: HttpRequest) -> str:
    """Of whoever asks. A proxy on this machine names it last; nobody else is believed."""
    near = request.META.get("REMOTE_ADDR", "")
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return f"address {named if near in _LOOPBACK and named else near}"


def _too_often(taken: Taken) -> HttpResponse:
    answer = problems.problem(429, limit=taken.limit, wait=taken.wait)
    answer.headers["Retry-After"] = str(taken.wait)
    return answer


def _readable(answer: HttpResponse) -> HttpResponse:
    """What the gate and Django answer with a page, as a problem."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code == 302:
        answer = problems.problem(401)
        answer.headers["WWW-Authenticate"] = "Bearer"
    elif answer.status_code >= 400 and not kind.startswith(problems.KIND):
        allowed = answer.headers.get("Allow")
        answer = problems.problem(answer.status_code)
        if allowed:
            answer.headers["Allow"] = allowed
    return answer


def _finished(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """With a mark of its content: whoever has it already is told so in a few bytes."""
    patch_vary_headers(answer, ("Authorization", "Cookie", "Accept-Language"))
    if answer.status_code != 200:
        return answer
    mark = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if mark in known or "*" in known:
        kept = {name: answer.headers[name] for name in ("Vary", "Content-Language") if name in answer.headers}
        answer = HttpResponse(status=304, headers=kept)
        del answer.headers["Content-Type"]
    answer.headers["ETag"] = mark
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _with_limits(answer: HttpResponse, taken: Taken) -> HttpResponse:
    answer.headers["RateLimit-Limit"] = str(taken.limit)
    answer.headers["RateLimit-Remaining"] = str(taken.left)
    return answer
