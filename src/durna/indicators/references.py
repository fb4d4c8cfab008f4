"""References: where a published figure was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from durna.indicators import handwritten

EXPECTED = "A key for each reference, with title, address and kind, and published where the date is known."


@dataclass(frozen=True)
class Reference:
    key: str
    title: str
    address: str
    kind: str
    published: str = ""


def load(file: Path) -> Mapping[str, Reference]:
    """The references of a workspace by key; none where it has no such file."""
    raw = handwritten.read(file, EXPECTED) or {}
    if not isinstance(raw, dict):
        raise handwritten.wrong(file, "It is not a list of keys.", EXPECTED)
    return {str(key): _reference(file, str(key), entry) for key, entry in raw.items()}


def _reference(file: Path, key: str, entry: Any) -> Reference:
    missing = [name for name in ("title", "address", "kind") if not (isinstance(entry, dict) and entry.get(name))]
    if missing:
        raise handwritten.wrong(file, f"The reference '{key}' has no {', no '.join(missing)}.", EXPECTED)
    return Reference(
        key, str(entry["title"]), str(entry["address"]), str(entry["kind"]), str(entry.get("published") or "")
    )
