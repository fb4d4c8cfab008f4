"""Writing to the store: all or nothing, one writer at a time.

A delivery is prepared under store/incoming. Committing moves its folder into place, then replaces the manifest; until
that last step the delivery does not exist. What a kill leaves behind is swept away by the next writer.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from durna.engine.duck import no_space
from durna.errors import UserError
from durna.store import manifest
from durna.workspace import Workspace


@dataclass
class Incoming:
    """A delivery in preparation. `beside` maps files outside the store to where they go when it is committed."""

    workspace: Workspace
    manifest: manifest.Manifest
    folder: Path
    beside: dict[Path, Path] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        return self.folder / name

    def outside(self, folder: Path, name: str) -> Path:
        """A place to write a file that belongs beside the store (vault, quarantine) when all goes well."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        waiting = folder / f"{name}.incoming"
        self.beside[waiting] = folder / name
        return waiting

    def commit(self, entry: manifest.Entry, pseudonym_key: str) -> None:
        """Make the delivery exist."""
        store = self.workspace.store
        for waiting, place in self.beside.items():
            if waiting.exists():
                _sync(waiting)
                waiting.replace(place)
        for file in self.folder.iterdir():
            _sync(file)
        place = store / entry.folder
        place.parent.mkdir(parents=True, exist_ok=True)
        self.folder.rename(place)
        manifest.sync_folder(place.parent)
        manifest.write(store, self.manifest.with_entry(entry, pseudonym_key))


@contextmanager
def incoming(workspace: Workspace) -> Iterator[Incoming]:
    """Open the store for writing. Raises UserError while somebody else writes, or when the disk is full."""
    store = workspace.store
    try:
        (store / "incoming").mkdir(parents=True, exist_ok=True)
        with FileLock(store / ".lock", timeout=0):
            known = manifest.read(store)
            _sweep(workspace, known)
            delivery = Incoming(workspace, known, store / "incoming" / uuid4().hex)
            delivery.folder.mkdir()
            try:
                yield delivery
            finally:
                shutil.rmtree(delivery.folder, ignore_errors=True)
                for waiting in delivery.beside:
                    waiting.unlink(missing_ok=True)
    except Timeout:
        raise UserError(
            found="Another intake is writing to this store.",
            expected="One intake at a time.",
            do="Wait until it ends, then deliver again.",
        ) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise no_space() from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise UserError(
                found="The store cannot be written.",
                expected="A workspace folder in which this user may write.",
                do="Correct the rights of the workspace, or move it.",
            ) from None
        raise


def _sweep(workspace: Workspace, known: manifest.Manifest) -> None:
    """Remove what a killed writer left: nothing the manifest names is touched."""
    store = workspace.store
    for left in (store / "incoming").iterdir():
        shutil.rmtree(left, ignore_errors=True)
    folders = {entry.folder for entry in known.entries}
    for place in (store / "records").glob("*/*"):
        if place.relative_to(store).as_posix() not in folders:
            shutil.rmtree(place, ignore_errors=True)
    deliveries = {entry.receipt.delivery_id for entry in known.entries}
    for folder in (workspace.vault, workspace.quarantine):
        for file in folder.glob("*.*") if folder.exists() else ():
            is_ours = file.suffix in (".incoming", ".sealed") or folder == workspace.quarantine
            if is_ours and (file.suffix == ".incoming" or file.stem not in deliveries):
                file.unlink(missing_ok=True)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
