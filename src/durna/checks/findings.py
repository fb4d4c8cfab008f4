"""What a check found out about figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What a check found out about published or computed figures."""

    check: str
    indicator: str
    text: Mapping[str, str]
    figures: tuple[str, ...] = ()
    severity: str = "note"  # note | warning | severe
