"""Whoever comes from the State's identity provider: let in where an administrator has invited that address."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from durna.web.accounts.models import User
from durna.web.audit import chain


class Adapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Known by its subject from then on: an address may be given to somebody else, a subject is not."""
        if sociallogin.is_existing:
            return
        user = _invited(sociallogin)
        if user is None or user.pk in _of_others(sociallogin):
            chain.record("", "sign-in-refused")
            raise ImmediateHttpResponse(render(request, "accounts/not_invited.html", status=403))
        sociallogin.connect(request, user)
        chain.record(user.email, "provider-connected", user.email)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        chain.record("", "sign-in-refused")
        raise ImmediateHttpResponse(render(request, "accounts/provider_failed.html", status=401))


def _invited(sociallogin: Any) -> User | None:
    """An address counts where the provider says that it has verified it."""
    told = [each.email.casefold() for each in sociallogin.email_addresses if each.verified]
    return User.objects.filter(email__in=told, is_active=True).first() if told else None


def _of_others(sociallogin: Any) -> set[int]:
    """Those who have another subject at this provider already: the address then went to somebody new."""
    from allauth.socialaccount.models import SocialAccount

    return set(SocialAccount.objects.filter(provider=sociallogin.account.provider).values_list("user_id", flat=True))
