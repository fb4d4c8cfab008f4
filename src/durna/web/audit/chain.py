"""The chain of the audit: written inside the transaction of the change it tells of, verified from its beginning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from durna.web.audit.models import Event

CHANGE, LOOK = "change", "look"
_FIRST = "0" * 64
# A number of our own, for the lock that PostgreSQL holds until the transaction ends.
_LOCK = 6_413_870_022


def record(actor: str, action: str, about: str = "", kind: str = CHANGE, **details: Any) -> Event:
    """Add an entry. It must be called where the change is made, so that both are saved or neither is."""
    with transaction.atomic():
        _one_at_a_time()
        last = Event.objects.order_by("-number").first()
        event = Event(
            number=last.number + 1 if last else 1, at=datetime.now(UTC), kind=kind, actor=actor, action=action,
            about=about, details=details, previous=last.seal if last else _FIRST,
        )  # fmt: skip
        event.seal = seal(event)
        event.save()
    return event


def seal(event: Event) -> str:
    said = {
        "number": event.number, "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"), "kind": event.kind,
        "actor": event.actor, "action": event.action, "about": event.about, "details": event.details,
        "previous": event.previous,
    }  # fmt: skip
    return hashlib.sha256(_canonical(said)).hexdigest()


def broken() -> int | None:
    """The number at which the chain is broken; None where every entry is as it was written and none is missing."""
    previous = _FIRST
    for number, event in enumerate(Event.objects.order_by("number").iterator(), start=1):
        if event.number != number or event.previous != previous or event.seal != seal(event):
            return number
        previous = event.seal
    return None


def length() -> int:
    return Event.objects.count()


def _canonical(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _one_at_a_time() -> None:
    """SQLite lets one writer in from the beginning of a transaction; PostgreSQL has to be told."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
