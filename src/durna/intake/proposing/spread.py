"""What is proposed for a file whose rows hold several records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from durna.sources.mapping import FieldMapping, Unpivot


@dataclass(frozen=True)
class Spread:
    """The columns that become rows, and the fields that this gives."""

    columns: tuple[str, ...]
    fields: Mapping[str, FieldMapping]
    why: str
    unpivot: Unpivot | None = None
    events: Mapping[str, Mapping[str, FieldMapping]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name
