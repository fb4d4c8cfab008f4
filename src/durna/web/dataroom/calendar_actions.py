"""What is done to the calendar of deliveries: its file is the workspace's, the people to ask are the site's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from durna.checks import deliveries, expecting
from durna.checks.deliveries import DUE, LATE, REJECTED, Status
from durna.errors import UserError
from durna.store import manifest
from durna.web import awaiting
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.audit import chain
from durna.web.dataroom import words
from durna.web.dataroom.models import Contact
from durna.web.refusals import refusal
from durna.web.served import workspace
from durna.web.texts import code as reader
from durna.web.texts import language, say

_MOST_REMINDERS = 8


def statuses(on: date) -> list[Status]:
    """What became of every expected delivery by a day. Raises UserError where the calendar is wrong."""
    land = workspace()
    expected = deliveries.load(land.root / deliveries.FILE)
    receipts = [entry.receipt for entry in manifest.read(land.store).entries] if expected else []
    return deliveries.statuses(expected, receipts, on, land.timezone)


@transaction.atomic
def keep(by: str, text: str, seen: str) -> None:
    """Replace the calendar. Raises UserError where it is wrong or was changed meanwhile."""
    root = workspace().root
    if expecting.mark(expecting.text_of(root)) != seen:
        raise refusal("calendar-changed")
    chain.record(by, "calendar-kept", deliveries.FILE, before=seen, after=expecting.mark(text))
    expecting.keep(root, text)


@transaction.atomic
def name_contact(by: str, institution: str, person: str) -> None:
    """Whom to ask in an institution; an empty text takes the contact away."""
    if person:
        Contact.objects.update_or_create(institution=institution, defaults={"person": person})
    else:
        Contact.objects.filter(institution=institution).delete()
    chain.record(by, "contact-named", institution, person=person)


def awaits(user: Any) -> Iterator[awaiting.Awaited]:
    """What institutions owe, for those who manage the data; a calendar that is wrong says so on its own page."""
    if not may(user, Permission.MANAGE_DATA):
        return
    try:
        found = statuses(timezone.localdate())
    except UserError:
        return
    owed = [one for one in found if one.state in (DUE, REJECTED) or (one.state == LATE and not one.is_received)]
    for one in owed[-_MOST_REMINDERS:]:
        said = say(
            "calendar-awaits", institution=words.institution(one.institution), source=words.source(one.source),
            period=language(reader()).period(one.period),
        )  # fmt: skip
        yield awaiting.Awaited(said, reverse("calendar"), one.due_on)
