"""Sessions that end: after a time of rest, and after a working day in any case. Each sees his own alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from durna.web.accounts.models import User
from durna.web.audit import chain

_SINCE, _SEEN, _SECURED = "since", "seen", "second_factor"
# What opens before there is a second factor: signing out, choosing a language, saying once more who one is.
_WITHOUT = ("account_logout", "account_login", "account_reauthenticate", "set_language", "icon")
# Not at every page: the moment would be written to the database each time.
_EVERY = 60  # seconds


class Ends:
    """Signs out whoever has rested too long. Stands after the one that knows who asks."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if was_signed_in:
            _end_or_go_on(request)
        answer = self._answer(request)
        if was_signed_in:
            # What was shown to one person stays in no memory of a browser that another may use.
            answer.headers.setdefault("Cache-Control", "no-store")
            if not request.user.is_authenticated:
                answer.headers["Clear-Site-Data"] = '"cache"'
        return answer


class SecondFactor:
    """Where the place demands a second factor, whoever has none yet finds only the pages on which one is made."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_DEMANDED or not request.user.is_authenticated or request.session.get(_SECURED):
            return None
        if is_mfa_enabled(request.user):
            request.session[_SECURED] = True
            return None
        name = request.resolver_match.url_name or ""
        is_open = name.startswith("mfa_") or name in _WITHOUT
        return None if is_open else redirect("mfa_index")


def _end_or_go_on(request: HttpRequest) -> None:
    now = int(time.time())
    since, seen = request.session.setdefault(_SINCE, now), request.session.get(_SEEN, 0)
    if (seen and now - seen > settings.SESSION_REST) or now - since > settings.SESSION_COOKIE_AGE:
        chain.record(request.user.email, "session-ran-out")
        logout(request)
    elif now - seen >= _EVERY:
        request.session[_SEEN] = now


def of(user: User) -> list[UserSession]:
    """The newest first; those that have ended are forgotten."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.created_at, reverse=True)


@transaction.atomic
def end(by: User, pk: int) -> None:
    """Raises Http404 where it is not one of this person's own."""
    session = UserSession.objects.filter(pk=pk, user=by).first()
    if session is None:
        raise Http404
    session.end()
    chain.record(by.email, "session-ended", by.email)


@transaction.atomic
def end_others(by: User, key: str) -> None:
    """All but the one with this key."""
    for session in UserSession.objects.filter(user=by).exclude(session_key=key):
        session.end()
    chain.record(by.email, "sessions-ended", by.email)


@transaction.atomic
def end_all(by: str, user: User) -> None:
    """By an administrator: whoever lost a device, or left."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    chain.record(by, "sessions-of-person-ended", user.email)
