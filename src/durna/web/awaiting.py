"""What awaits somebody: computed from the facts at each look, so that nothing has to be sent and nothing goes stale.

Many networks have no mail server; this list on the first page is the reminder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Awaited:
    """`text` in the reader's language; `due` where there is a day for it."""

    text: str
    address: str
    due: date | None = None

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


def _rooms() -> tuple[Callable[[Any], Iterable[Awaited]], ...]:
    """Each room says what awaits a user; what a room may show, it asks the policy itself. Rooms import this module."""
    from durna.web.compact import reminders as compact
    from durna.web.cooperation import awaits as cooperation
    from durna.web.dataroom import calendar_actions as dataroom
    from durna.web.evidence import reminders as evidence
    from durna.web.governance import reminders as governance
    from durna.web.training import reminders as training

    return (
        evidence.awaits, compact.awaits, governance.awaits, training.awaits, cooperation.awaits,
        dataroom.awaits,
    )  # fmt: skip


def awaiting(user: Any) -> list[Awaited]:
    """The most urgent first; what has no day comes last."""
    if not user.is_authenticated:
        return []
    found = [one for room in _rooms() for one in room(user)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))
