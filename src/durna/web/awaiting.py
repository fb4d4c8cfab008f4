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


# Each room says what awaits a user; what a room may show, it asks the policy itself.
_ROOMS: tuple[Callable[[Any], Iterable[Awaited]], ...] = ()


def awaiting(user: Any) -> list[Awaited]:
    """The most urgent first; what has no day comes last."""
    if not user.is_authenticated:
        return []
    found = [one for room in _ROOMS for one in room(user)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))
