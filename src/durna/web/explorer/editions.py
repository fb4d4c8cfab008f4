"""Editions that a reader may see, and their published figures, read once while their file stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from durna.editions import folder, kept
from durna.editions.folder import Edition
from durna.indicators.figures import Figures
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.served import workspace


def readable(user: object) -> list[Edition]:
    """The newest first by name: signed ones for everybody, published ones for those who prepare them."""
    return [one for one in _all() if _is_open(user, one)]


def find(user: object, name: str) -> Edition | None:
    return next((one for one in readable(user) if one.name == name), None)


def figures(edition: Edition) -> Figures:
    """As they are published: of an internal edition, none is handed out here."""
    file = edition.data / kept.FILE
    return _read(file, file.stat().st_mtime_ns)


def _all() -> Iterator[Edition]:
    place = folder.place(workspace())
    names = sorted((each.name for each in place.iterdir() if each.is_dir()), reverse=True) if place.is_dir() else []
    for name in names:
        edition = Edition(place / name)
        if not name.startswith(".") and edition.exists:
            yield edition


def _is_open(user: object, edition: Edition) -> bool:
    if edition.is_signed:
        return may(user, Permission.READ_PUBLISHED)
    return edition.documents.is_dir() and may(user, Permission.READ_PREPARED)


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> Figures:
    return kept.read(file)
