"""The menu: the rooms of the site, and in each the pages where its work begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from durna.web.access.permissions import Permission
from durna.web.access.policy import may

# Each room with the name of a page, which is its text's message id too, and the permission that shows it.
_ROOMS: Mapping[str, tuple[tuple[str, Permission], ...]] = {
    "statistics": (
        ("explorer", Permission.READ_PUBLISHED), ("editions", Permission.READ_PUBLISHED),
        ("counts", Permission.COUNT_RECORDS), ("bulletins", Permission.PREPARE_EDITIONS),
        ("api", Permission.READ_PUBLISHED),
    ),
    "dataroom": (
        ("deliver", Permission.DELIVER), ("receipts", Permission.READ_RECEIPTS), ("jobs", Permission.READ_RECEIPTS),
        ("calendar", Permission.READ_RECEIPTS), ("retention", Permission.MANAGE_DATA),
        ("findings", Permission.EXPLAIN_FINDINGS), ("prepared_editions", Permission.PREPARE_EDITIONS),
    ),
    "evidence": (("evidence", Permission.READ_EVIDENCE),),
    "mgi": (
        ("mgi-rounds", Permission.READ_ROUNDS), ("mgi-frameworks", Permission.MANAGE_FRAMEWORKS),
        ("mgi-profiles", Permission.READ_PUBLISHED),
    ),
    "compact": (
        ("compact", Permission.READ_PUBLISHED), ("compact_matrix", Permission.READ_COMPACT),
        ("compact_measures", Permission.READ_COMPACT), ("compact_plans", Permission.READ_COMPACT),
        ("compact_reviews", Permission.READ_COMPACT), ("compact_pledges", Permission.READ_COMPACT),
        ("compact_practices", Permission.READ_COMPACT),
    ),
    "cooperation": (("projects", Permission.READ_PROJECTS), ("published_projects", Permission.READ_PUBLISHED)),
    "training": (
        ("training_calendar", Permission.READ_PUBLISHED), ("training_check", Permission.ENTER),
        ("trainings", Permission.READ_TRAININGS), ("training_statistics", Permission.READ_TRAININGS),
    ),
    "site": (("people", Permission.MANAGE_PEOPLE), ("audit", Permission.READ_AUDIT)),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    text: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class Room:
    name: str  # `room-<name>` is the message id of its title
    entries: list[Entry]


def seen_by(user: Any, here: str | None) -> list[Room]:
    """The menu of a user who is on the page `here`; rooms without an entry for them are left out."""
    rooms = [
        Room(room, [Entry(name, reverse(name), name == here) for name, needed in pages if may(user, needed)])
        for room, pages in _ROOMS.items()
    ]
    return [room for room in rooms if room.entries]
