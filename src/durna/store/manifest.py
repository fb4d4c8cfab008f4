"""The manifest: which deliveries there are, in the order in which they became known.

It is the only truth about the store. Files that it does not name do not exist: a kill between two steps leaves them
behind, and the next intake sweeps them away. Replacing the manifest is one atomic rename.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from durna.errors import UserError
from durna.store.receipts import Receipt
from durna.store.tombstones import Tombstone

FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """One delivery: its receipt, its place, and what it replaced."""

    receipt: Receipt
    folder: str
    supplements: bool = False
    replaced: dict[str, int] = field(default_factory=dict)  # older delivery -> records of it that this one supersedes

    @property
    def known_since(self) -> datetime:
        return datetime.fromisoformat(self.receipt.recorded_at)


@dataclass(frozen=True)
class Manifest:
    entries: tuple[Entry, ...] = ()
    pseudonym_key: str = ""
    tombstones: tuple[Tombstone, ...] = ()

    def of(self, source: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.receipt.source == source)

    def get(self, delivery_id: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.receipt.delivery_id == delivery_id), None)

    def as_known(self, as_of: datetime | None) -> Manifest:
        """The manifest as it was at a moment; nothing known later is in it."""
        if as_of is None:
            return self
        return replace(self, entries=tuple(entry for entry in self.entries if entry.known_since <= as_of))

    def with_entry(self, entry: Entry, pseudonym_key: str) -> Manifest:
        return Manifest((*self.entries, entry), pseudonym_key or self.pseudonym_key, self.tombstones)


def read(store: Path) -> Manifest:
    """Raises UserError for a manifest that is damaged or of a later program."""
    file = store / "manifest.json"
    try:
        seen = file.stat()
    except FileNotFoundError:
        return Manifest()
    except OSError:
        raise _unreadable("It is damaged.") from None
    return _read(file, (seen.st_ino, seen.st_size, seen.st_mtime_ns))


# A page of the site asks for a receipt or two of thousands. The file is replaced, never written over: another one is
# another number of the file system.
@lru_cache(maxsize=4)
def _read(file: Path, state: tuple[int, ...]) -> Manifest:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        if raw["format"] != FORMAT:
            raise _unreadable(f"It has format {raw['format']}, and this program reads format {FORMAT}.")
        tombstones = tuple(Tombstone.from_json(each) for each in raw.get("tombstones", ()))
        return Manifest(tuple(_entries(raw["deliveries"])), raw.get("pseudonym_key", ""), tombstones)
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        raise _unreadable("It is damaged.") from None


def write(store: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step; durable when this returns."""
    head: dict[str, Any] = {"format": FORMAT, "pseudonym_key": manifest.pseudonym_key}
    # Where nothing was ever erased, the file is as it always was.
    if manifest.tombstones:
        head["tombstones"] = [each.as_json() for each in manifest.tombstones]
    # A delivery a line, each encoded in one go: indented as a whole, it would take most of a delivery's time once there
    # are some thousands.
    deliveries = ",\n".join(json.dumps(_as_json(entry), ensure_ascii=False) for entry in manifest.entries)
    fresh = store / "manifest.json.new"
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "deliveries": [\n{deliveries}\n]}}\n')
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(store / "manifest.json")
    sync_folder(store)


def sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows cannot open a folder, and needs no such step."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "folder": entry.folder, "supplements": entry.supplements, "replaced": entry.replaced,
        "receipt": entry.receipt.as_json(),
    }  # fmt: skip


def _entries(raw: Iterable[dict[str, Any]]) -> Iterable[Entry]:
    for item in raw:
        yield Entry(Receipt.from_json(item["receipt"]), item["folder"], item["supplements"], item["replaced"])


def _unreadable(found: str) -> UserError:
    return UserError(
        message="store-damaged",
        found=f"The manifest of the store cannot be used. {found}",
        expected="store/manifest.json as the last intake wrote it.",
        do="Restore the store from a backup.",
    )
