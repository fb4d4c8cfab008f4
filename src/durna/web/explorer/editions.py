"""Editions that a reader may see, and a way into their figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from durna.editions import folder
from durna.editions.folder import Edition
from durna.indicators.figures import Figure
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.explorer import index, reading
from durna.web.served import workspace


@dataclass(frozen=True)
class Published:
    """The figures of an edition as they are published, each read when it is asked for.

    Of a large edition that is read for the first time there are none until its index is made.
    """

    edition: Edition

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(reading.indicators(self.edition)) if index.is_ready(self.edition) else ()

    def of(self, indicator: str) -> list[Figure]:
        return self._read(reading.Filter(indicator))

    def totals(self, indicator: str) -> list[Figure]:
        """Those without a breakdown alone: few, where `of` may be very many."""
        return self._read(reading.Filter(indicator, by=""))

    def _read(self, wanted: reading.Filter) -> list[Figure]:
        return reading.page(self.edition, wanted, -1, reading.EVERY)[0] if index.is_ready(self.edition) else []


def figures(edition: Edition) -> Published:
    return Published(edition)


def readable(user: object) -> list[Edition]:
    """The newest first by name: signed ones for everybody, published ones for those who prepare them."""
    return [one for one in _all() if _is_open(user, one)]


def find(user: object, name: str) -> Edition | None:
    return next((one for one in readable(user) if one.name == name), None)


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
