"""Pledges with their updates, and good practices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from durna.web.accounts.models import User
from durna.web.audit import chain
from durna.web.compact.actions.keeping import keep
from durna.web.compact.models import Pledge, Practice, Update
from durna.web.refusals import refusal


@transaction.atomic
def save_pledge(*, by: User, pledge: Pledge, fields: Mapping[str, Any], seen: int = 0) -> Pledge:
    """Raises UserError where it would be due before it was made."""
    if fields.get("made_on") and fields.get("due") and fields["due"] < fields["made_on"]:
        raise refusal("compact-ends-before-start")
    changed = keep(pledge, fields, seen)
    chain.record(by.email, "compact-pledge-saved", pledge.statement, changed=changed)
    return pledge


@transaction.atomic
def update_pledge(*, by: User, pledge: Pledge, on: date, text: Mapping[str, str], state: str) -> Update:
    """Add an update, and say how the pledge stands. Updates are neither changed nor taken away."""
    made = Update.objects.create(pledge=pledge, on=on, text=dict(text), by=by.email)
    if state != pledge.state:
        keep(pledge, {"state": state}, pledge.version)
    chain.record(by.email, "compact-pledge-updated", pledge.statement, on=str(on), text=dict(text), state=state)
    return made


@transaction.atomic
def save_practice(*, by: User, practice: Practice, fields: Mapping[str, Any], seen: int = 0) -> Practice:
    """Raises UserError where it would end before it begins, or where an objective is primary and secondary."""
    if fields.get("starts") and fields.get("ends") and fields["ends"] < fields["starts"]:
        raise refusal("compact-ends-before-start")
    both = sorted(set(fields["primary"]) & set(fields["secondary"]))
    if both:
        raise refusal("compact-objective-twice", number=str(both[0]))
    changed = keep(practice, fields, seen)
    chain.record(by.email, "compact-practice-saved", practice.statement, changed=changed)
    return practice
