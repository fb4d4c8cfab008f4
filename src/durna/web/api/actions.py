"""What is done to keys: each in one transaction with its entry in the audit."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from durna.web.accounts.models import User
from durna.web.api.models import Key
from durna.web.audit import chain
from durna.web.refusals import refusal

DAYS = (30, 90, 365)
MOST = 10
_SIGN = "durna_"
_SHOWN = len(_SIGN) + 5


@transaction.atomic
def make(*, by: User, name: str, days: int) -> str:
    """Returns the key, which nobody can ever read again.

    Raises UserError for a name that the person has given already, for another number of days, and for one key too many.
    """
    # The person's own row is held, so that two requests at once do not make one key too many.
    User.objects.select_for_update().get(pk=by.pk)
    mine = [key for key in Key.objects.filter(user=by, revoked_at=None) if key.is_valid]
    if len(mine) >= MOST:
        raise refusal("api-too-many", most=MOST)
    if days not in DAYS or not name.strip() or not name.isprintable():
        raise refusal("api-no-key", days=", ".join(map(str, DAYS)))
    if any(key.name == name.strip() for key in mine):
        raise refusal("api-known-name", key=name.strip())
    token = _SIGN + secrets.token_urlsafe(32)
    ends = timezone.localdate() + timedelta(days=days)
    Key.objects.create(user=by, name=name.strip(), start=token[:_SHOWN], token_hash=hashed(token), ends_on=ends)
    chain.record(by.email, "api-key-made", name.strip(), ends_on=ends.isoformat(), start=token[:_SHOWN])
    return token


@transaction.atomic
def revoke(*, by: User, key: Key) -> None:
    """A key that is revoked already stays as it is."""
    if Key.objects.filter(pk=key.pk, user=by, revoked_at=None).update(revoked_at=timezone.now()):
        chain.record(by.email, "api-key-revoked", key.name, start=key.start)


def of_token(token: str) -> Key | None:
    """The key that may be used now; None for one that is unknown, over, revoked, or of somebody who was shut out."""
    found = Key.objects.select_related("user").filter(token_hash=hashed(token), user__is_active=True).first()
    if found is None or not found.is_valid:
        return None
    today = timezone.localdate()
    if found.used_on != today:  # once a day, so that reading does not write
        Key.objects.filter(pk=found.pk).update(used_on=today)
    return found


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
