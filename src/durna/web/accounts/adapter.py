"""What the library of signing in asks us: nobody registers by himself, and every sign-in is in the audit."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from durna.web.audit import chain
from durna.web.texts import say


class Adapter(DefaultAccountAdapter):
    @property
    def error_messages(self) -> dict[str, Any]:
        own = {"email_password_mismatch": say("sign-in-wrong"), "enter_current_password": say("password-now-wrong")}
        return {**DefaultAccountAdapter.error_messages, **own}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        chain.record(user.email, "signed-in")
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            chain.record(request.user.email, "signed-out")
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # What was typed may be a password in the wrong box: it is not kept.
        chain.record("", "sign-in-refused")
        super().authentication_failed(request, **credentials)
