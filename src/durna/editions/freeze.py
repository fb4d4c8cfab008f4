"""A freeze: everything that an edition was made from, by hash, so that it can be made again and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from durna.editions import canonical
from durna.editions.folder import Edition

FORMAT = 1


@dataclass(frozen=True)
class Delivery:
    """A delivery that was known; `files` are those in the store, `replaced` older deliveries.

    Readers have the freeze: how many records there were may be about few people, and is not in it.
    """

    delivery_id: str
    source: str
    file: str
    sha256: str
    mapping: str
    mapping_sha256: str
    recorded_at: str
    cut_off: str | None
    covers: str | None
    replaced: tuple[str, ...]
    folder: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Program:
    """`code` is one hash of every file of the package; figures must not depend on it, bytes of documents may."""

    version: str
    code: str
    python: str
    libraries: Mapping[str, str]
    fonts: Mapping[str, str]

    def builds_like(self, other: Program) -> bool:
        return self == other


@dataclass(frozen=True)
class Freeze:
    """`recorded` is the pinned moment; `earlier` are the editions signed before, each with the hash of its manifest;
    `register` is the head of the register then."""

    edition: str
    country: str
    recorded: str
    period: str
    deliveries: tuple[Delivery, ...]
    inputs: Mapping[str, str]
    definitions: Mapping[str, str]
    program: Program
    earlier: Mapping[str, str]
    register: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.recorded)

    def delivery(self, delivery_id: str) -> Delivery | None:
        return next((each for each in self.deliveries if each.delivery_id == delivery_id), None)


def encode(freeze: Freeze) -> bytes:
    return canonical.encode({"format": FORMAT, **asdict(freeze)})


def read(edition: Edition) -> Freeze:
    """Raises UserError where the file is gone, damaged or of a later program."""
    raw = canonical.read(edition.freeze)
    try:
        return _freeze(raw)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise canonical.damaged(edition.name, edition.freeze.name) from None


def _freeze(raw: Mapping[str, Any]) -> Freeze:
    if raw["format"] != FORMAT:
        raise ValueError(raw["format"])
    said = {name: raw[name] for name in Freeze.__dataclass_fields__ if name != "register"}
    said["register"] = raw.get("register", "")
    said["deliveries"] = tuple(map(_delivery, raw["deliveries"]))
    said["program"] = Program(**raw["program"])
    freeze = Freeze(**said)
    freeze.moment.isoformat()
    return freeze


def _delivery(raw: Mapping[str, Any]) -> Delivery:
    """Also as it was written with the number of records."""
    said = {name: raw[name] for name in Delivery.__dataclass_fields__}
    return Delivery(**{**said, "replaced": tuple(raw["replaced"])})
