"""Writing to the store: all or nothing, one writer at a time.

A delivery is prepared under store/incoming. Committing moves its files into place, then replaces the manifest; until
that last step the delivery does not exist. Whatever a writer is about to leave anywhere is first noted in a journal:
the next writer removes what a killed one noted and the manifest does not name. Nothing else is ever removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from durna.errors import UserError
from durna.store import manifest
from durna.store.manifest import Entry, Manifest
from durna.store.writer import Busy, only_writer
from durna.workspace import Workspace

_JOURNAL = "pending.json"


@dataclass
class Incoming:
    """A delivery in preparation. `beside` maps files outside the store to where they go when it is committed."""

    workspace: Workspace
    manifest: Manifest
    folder: Path
    beside: dict[Path, Path] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        return self.folder / name

    def outside(self, folder: Path, name: str) -> Path:
        """A place to write a file that belongs beside the store (vault, quarantine) when all goes well."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        waiting = folder / f"{name}.incoming"
        self.beside[waiting] = folder / name
        self._note()
        return waiting

    def commit(self, entry: Entry, pseudonym_key: str) -> None:
        """Make the delivery exist."""
        store = self.workspace.store
        place = store / entry.folder
        self._note(entry.receipt.delivery_id, place)
        for waiting, target in self.beside.items():
            if waiting.exists():
                _sync(waiting)
                waiting.replace(target)
                manifest.sync_folder(target.parent)
        for file in self.folder.iterdir():
            _sync(file)
        place.parent.mkdir(parents=True, exist_ok=True)
        # Under an older manifest that was restored, the same delivery may have been here before.
        shutil.rmtree(place, ignore_errors=True)
        self.folder.rename(place)
        manifest.sync_folder(place.parent)
        manifest.write(store, self.manifest.with_entry(entry, pseudonym_key))

    def _note(self, delivery_id: str = "", place: Path | None = None) -> None:
        """Write the journal: what must go unless the manifest comes to name the delivery."""
        leaves = [*self.beside, *(self.beside.values() if place else ()), *([place] if place else ())]
        # By name within each place: a copy of the workspace must not reach into the one it was made of.
        names = {name: _under(folder, leaves) for name, folder in _places(self.workspace).items()}
        noted = {"delivery": delivery_id, "leaves": names}
        journal = self.workspace.store / _JOURNAL
        fresh = journal.with_suffix(".new")
        fresh.write_text(json.dumps(noted), encoding="utf-8")
        _sync(fresh)
        fresh.replace(journal)


@contextmanager
def incoming(workspace: Workspace) -> Iterator[Incoming]:
    """Open the store for writing. Raises UserError while somebody else writes, or when the disk is full."""
    store = workspace.store
    with only_writer(store / ".lock", busy=_busy(), closed=_closed()):
        (store / "incoming").mkdir(exist_ok=True)
        _refuse_lost(store)
        known = manifest.read(store)
        _sweep(workspace, known)
        delivery = Incoming(workspace, known, store / "incoming" / uuid4().hex)
        delivery.folder.mkdir(mode=0o700)
        try:
            yield delivery
        finally:
            shutil.rmtree(delivery.folder, ignore_errors=True)
            # What the manifest does not name after all is taken back: a disk may have been full at the last step.
            _sweep(workspace, manifest.read(store))


def _busy() -> Busy:
    return Busy(
        message="busy",
        found="Another intake is writing to this store.",
        expected="One intake at a time.",
        do="Wait until it ends, then deliver again.",
    )


def _closed() -> UserError:
    return UserError(
        message="no-writing",
        found="The store cannot be written.",
        expected="A workspace folder in which this user may write.",
        do="Correct the rights of the workspace, or move it.",
    )


def _places(workspace: Workspace) -> dict[str, Path]:
    return {"store": workspace.store, "vault": workspace.vault, "quarantine": workspace.quarantine}


def _under(folder: Path, paths: Iterable[Path]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths if path.is_relative_to(folder)]


def _sweep(workspace: Workspace, known: Manifest) -> None:
    """Remove what a writer noted, unless its delivery came to exist."""
    store = workspace.store
    for left in (store / "incoming").iterdir():
        shutil.rmtree(left, ignore_errors=True)
    noted = _noted(store)
    if noted and known.get(noted["delivery"]) is None:
        places = _places(workspace)
        for path in (places[place] / name for place, names in noted["leaves"].items() for name in names):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    _finish_erasing(workspace, known)
    for file in (store / _JOURNAL, store / "pending.new", store / "manifest.json.new"):
        file.unlink(missing_ok=True)


def _finish_erasing(workspace: Workspace, known: Manifest) -> None:
    """What a tombstone stands for goes: the folder that was rewritten, and what lay beside it of a whole delivery."""
    named = {entry.folder for entry in known.entries}
    for stone in known.tombstones:
        if stone.was not in named:
            shutil.rmtree(workspace.store / stone.was, ignore_errors=True)
        if stone.is_whole:
            (workspace.quarantine / f"{stone.delivery_id}.csv").unlink(missing_ok=True)
            (workspace.vault / f"{stone.delivery_id}.sealed").unlink(missing_ok=True)


def _noted(store: Path) -> dict[str, Any]:
    try:
        noted: dict[str, Any] = json.loads((store / _JOURNAL).read_text(encoding="utf-8"))
        return noted
    except (OSError, ValueError):
        # The journal itself is replaced in one step: without a whole one, nothing was left anywhere.
        return {}


def _refuse_lost(store: Path) -> None:
    """A manifest that is gone is no empty store: without it every record would look like a left-over."""
    if not (store / "manifest.json").exists() and not (store / _JOURNAL).exists() and any(store.glob("records/*/*")):
        raise UserError(
            message="store-damaged",
            found="The store holds records but its manifest is gone.",
            expected="store/manifest.json as the last intake wrote it.",
            do="Restore it from a backup. Nothing was changed.",
        )


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
