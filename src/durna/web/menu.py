"""The menu: the rooms of the site, and in each the pages where its work begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from durna.web.access.permissions import Permission
from durna.web.access.policy import may

# Each list is a room: the name of a page, which is its text's message id too, and the permission that shows it.
_ROOMS: tuple[tuple[tuple[str, Permission], ...], ...] = (
    (("editions", Permission.READ_PUBLISHED),),
    (("receipts", Permission.READ_RECEIPTS),),
    (("people", Permission.MANAGE_PEOPLE), ("audit", Permission.READ_AUDIT)),
)


@dataclass(frozen=True)
class Entry:
    text: str
    address: str
    is_here: bool


def seen_by(user: Any, here: str | None) -> list[list[Entry]]:
    """The menu of a user who is on the page `here`; rooms without an entry for them are left out."""
    rooms = (
        [Entry(name, reverse(name), name == here) for name, needed in room if may(user, needed)] for room in _ROOMS
    )
    return [room for room in rooms if room]
