"""What is done to people's accounts: each in one transaction with its entry in the audit."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth import password_validation
from django.db import transaction
from django.utils import timezone

from durna.web.access.roles import ROLES
from durna.web.accounts.models import Institution, Link, User
from durna.web.audit import chain
from durna.web.refusals import refusal

LINK_DAYS = 7


@transaction.atomic
def invite(*, by: str, email: str, name: str, roles: Sequence[str], institution: str = "") -> str:
    """Make an account that nobody can sign in to yet; returns the token of the link by which its person joins.

    Raises UserError for an address that has an account, and for a role that there is not.
    """
    _refuse_unknown(roles)
    if User.objects.filter(email=email.casefold()).exists():
        raise refusal("people-known-address")
    place = Institution.objects.get_or_create(name=institution)[0] if institution else None
    user = User(email=email, name=name, roles=list(roles), institution=place)
    user.set_unusable_password()
    user.save()
    chain.record(by, "person-invited", user.email, roles=list(roles), institution=institution)
    return _link(user, timezone.now())


@transaction.atomic
def new_link(*, by: str, user: User) -> str:
    """A new link, where the first was lost or a password forgotten; links given before stop working."""
    Link.objects.filter(user=user, used_at=None).delete()
    chain.record(by, "link-given", user.email)
    return _link(user, timezone.now())


def person_of(token: str) -> User | None:
    """Whose link it is; None for one that is unknown, used, or too old."""
    found = Link.objects.select_related("user").filter(
        token_hash=_hash(token), used_at=None, ends_at__gt=timezone.now(), user__is_active=True
    )
    link = found.first()
    return link.user if link else None


@transaction.atomic
def join(*, token: str, password: str) -> User:
    """Choose the password by a link. Raises UserError for a dead link, Django's ValidationError for a weak password."""
    link = Link.objects.select_for_update().filter(token_hash=_hash(token), used_at=None).first()
    user = person_of(token)
    if link is None or user is None:
        raise refusal("people-dead-link", days=LINK_DAYS)
    password_validation.validate_password(password, user)
    user.set_password(password)
    user.save()
    link.used_at = timezone.now()
    link.save()
    chain.record(user.email, "password-chosen", user.email)
    return user


@transaction.atomic
def give_roles(*, by: str, user: User, roles: Sequence[str], is_active: bool) -> None:
    """Raises UserError for a role that there is not, and where nobody would be left to manage people."""
    _refuse_unknown(roles)
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    is_manager = is_active and "system_administrator" in roles
    if not is_manager and not any("system_administrator" in other.roles for other in others):
        raise refusal("people-last-administrator")
    before = {"roles": list(user.roles), "is_active": user.is_active}
    user.roles, user.is_active = list(roles), is_active
    user.save()
    chain.record(by, "roles-given", user.email, before=before, after={"roles": list(roles), "is_active": is_active})


def _refuse_unknown(roles: Sequence[str]) -> None:
    strange = [name for name in roles if name not in ROLES]
    if strange:
        raise refusal("people-no-role", role=strange[0], roles=", ".join(ROLES))


def _link(user: User, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    Link.objects.create(
        token_hash=_hash(token), user=user, made_at=now, ends_at=now + timedelta(days=LINK_DAYS)
    )  # fmt: skip
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
