"""Tables made of the records, kept beside them as files of the engine, each under everything that it depends on.

A file is found by the hash of its whole question and says its own hash: one that is damaged is as if it were not there.
Definitions: docs/decisions/0046.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

_ENDING, _FRESH = ".table", ".fresh"
_DIGITS, _A_DAY = 32, 86_400
# The one that is asked for now, and the one before: figures as of an earlier day, a program that was changed back.
MOST_STATES = 2


@dataclass(frozen=True)
class Place:
    """Where one table is kept. `what`: its name in every state of the records; `question`: the hash of this state."""

    folder: Path
    what: str
    question: str

    def found(self) -> Path | None:
        """The file that answers the question, if there is one that can be trusted."""
        for file in self._files(self.question):
            with suppress(OSError):
                if file.name == self._name(_hash_of(file)):
                    os.utime(file)
                    return file
                file.unlink()
        return None

    def keep(self, write: Callable[[Path], None]) -> Path | None:
        """The file that `write` makes, under its name; None where the disk does not take it."""
        fresh = self.folder / f"{uuid4().hex}{_FRESH}"
        try:
            # Records are in it: nobody else reads it.
            for folder in (self.folder.parent, self.folder):
                folder.mkdir(mode=0o700, exist_ok=True)
            self._sweep()
            write(fresh)
            fresh.chmod(0o600)
            file = fresh.with_name(self._name(_hash_of(fresh)))
            fresh.replace(file)
        except OSError:
            return None
        finally:
            for left in self.folder.glob(f"{fresh.name}*"):
                with suppress(OSError):
                    left.unlink()
        return file

    def _name(self, content: str) -> str:
        return f"{self.what}-{self.question}-{content}{_ENDING}"

    def _files(self, question: str) -> list[Path]:
        """Those last used first."""
        return sorted(self.folder.glob(f"{self.what}-{question}-*{_ENDING}"), key=_last_used, reverse=True)

    def _sweep(self) -> None:
        """Room for one more state; what a killed program left goes too, once nobody can be writing it any more."""
        for file in (*self._files("*")[MOST_STATES - 1 :], *_abandoned(self.folder)):
            with suppress(OSError):
                file.unlink()


def _abandoned(folder: Path) -> Iterator[Path]:
    oldest = time.time() - _A_DAY
    return (file for file in folder.glob(f"*{_FRESH}*") if _last_used(file) < oldest)


def _last_used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _hash_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:_DIGITS]
