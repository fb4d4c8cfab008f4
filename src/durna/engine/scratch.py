"""A place of the engine's own beside the records, for what does not fit in its memory; nothing of it stays."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

_NAME, _LOCK = ".spill-", ".lock"


def scratch_in(folder: Path | None, owner: object) -> Path | None:
    """A new folder that nobody else may read, removed with its `owner` or at the end of the program.

    What a killed program left in the same place goes first. None where nothing can be written there: memory must do.
    """
    if folder is None or not folder.is_dir():
        return None
    _sweep(folder)
    while True:
        place = folder / f"{_NAME}{uuid4().hex}"
        lock = FileLock(place / _LOCK)
        try:
            place.mkdir(mode=0o700)
            lock.acquire()
        except FileNotFoundError:
            continue  # taken for one that was left, between the two steps
        except OSError:
            return None
        if (place / _LOCK).exists():
            weakref.finalize(owner, _remove, place, lock)
            return place


def _sweep(folder: Path) -> None:
    """The system lets go of the lock of a program that ended, however it ended."""
    for place in folder.glob(f"{_NAME}*"):
        lock = FileLock(place / _LOCK)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue
        _remove(place, lock)


def _remove(place: Path, lock: FileLock) -> None:
    shutil.rmtree(place, ignore_errors=True)
    lock.release()
