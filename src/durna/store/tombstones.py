"""Tombstones: what was erased, why, how much of it, when and by whom. They never say whose it was."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

DELIVERY, PERSON = "delivery", "person"


@dataclass(frozen=True)
class Tombstone:
    """Of one delivery. `kind`: the whole of its records, or those of one person.

    `records`: how many were erased of it. `was` and `folder`: where they lay, and where the delivery's records lie now.
    """

    number: int
    kind: str
    source: str
    delivery_id: str
    records: int
    reason: str
    at: str
    by: str
    was: str
    folder: str

    @property
    def is_whole(self) -> bool:
        """Of the delivery nothing is left, also beside the store."""
        return self.kind == DELIVERY

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Tombstone:
        return cls(**{key: value for key, value in raw.items() if key in cls.__dataclass_fields__})
