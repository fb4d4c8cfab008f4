"""The chain of the audit: written inside the transaction of the change it tells of, verified from its beginning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from durna.web.audit.models import Event

CHANGE, LOOK = "change", "look"
_FIRST = "0" * 64
# A number of our own, for the lock that PostgreSQL holds until the transaction ends.
_LOCK = 6_413_870_022


@dataclass(frozen=True)
class Entry:
    """What is told of one change, before it has its place in the chain."""

    action: str
    about: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def record(actor: str, action: str, about: str = "", kind: str = CHANGE, **details: Any) -> Event:
    """Add an entry. It must be called where the change is made, so that both are saved or neither is."""
    return record_all(actor, [Entry(action, about, details)], kind)[0]


def record_all(actor: str, entries: Sequence[Entry], kind: str = CHANGE) -> list[Event]:
    """Add an entry for each of many changes that one person makes at once. Where to call it: as `record`."""
    with transaction.atomic():
        _one_at_a_time()
        last = Event.objects.order_by("-number").first()
        number, previous, now = last.number if last else 0, last.seal if last else _FIRST, datetime.now(UTC)
        made = []
        for entry in entries:
            number += 1
            event = Event(
                number=number, at=now, kind=kind, actor=actor, action=entry.action, about=entry.about,
                details=dict(entry.details), previous=previous,
            )  # fmt: skip
            previous = event.seal = seal(event)
            made.append(event)
        return Event.objects.bulk_create(made)


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
