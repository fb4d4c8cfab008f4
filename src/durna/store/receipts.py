"""Receipts: what intake did with a delivery. Rows in are accepted plus rejected, exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Receipt:
    """Counts are rows of the delivered file; `records` are what they became (a row may hold two events)."""

    source: str
    delivery_id: str
    file: str
    sha256: str
    cut_off: str | None
    rows_in: int
    accepted: int
    rejected: int
    superseded: int
    records: int
    reasons: dict[str, int]
    flags: dict[str, int]
    unknown_codes: dict[str, dict[str, int]]
    seconds: float
    mapping: str
    mapping_sha256: str
    stream: str
    covers: str | None
    recorded_at: str
    recorded_by: str
    read_as: dict[str, Any] = field(default_factory=dict)
    quarantine: str | None = None
    program: str = ""
    repeated: bool = False
    partial: bool = False
    columns_not_read: list[str] = field(default_factory=list)
    left_over: int = 0  # of a table: older records that this delivery does not have, beside those it replaced

    def __post_init__(self) -> None:
        if self.rows_in != self.accepted + self.rejected or sum(self.reasons.values()) != self.rejected:
            raise ValueError(f"receipt {self.delivery_id} does not add up")

    def as_json(self) -> dict[str, Any]:
        """Its fields are plain JSON already."""
        return dict(vars(self))

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Receipt:
        return cls(**{key: value for key, value in raw.items() if key in cls.__dataclass_fields__})
