"""What was found in the records, kept beside them under everything that it depends on.

A kept answer is never looked for by name or date but by the hash of its whole question. What is damaged, of another
question, or of another program is as if it were not there; where nothing can be written, nothing is kept.
Definitions: docs/decisions/0026.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from uuid import uuid4

from durna.store.shelf import Place

FOLDER, TABLES = ".kept", "tables"
# Nothing that nobody asked for in so long is asked for again; and the folder stays small beside the records.
MOST_DAYS, MOST_BYTES = 40, 512 * 1024 * 1024
_DIGEST, _DIGITS = hashlib.sha256().digest_size, 32
# Those whose version may change a figure.
_LIBRARIES = ("duckdb", "ibis-framework", "pyarrow", "numpy", "numba", "scipy", "scikit-learn", "sqlglot")
# Rooms that no figure passes through: what changes in them changes no kept answer.
_BESIDE = ("cli", "web", "publish", "editions", "disclosure", "checks", "synthetic", "__pycache__")


class Kept:
    """The kept answers of one store. A question is a JSON value that names all that the answer depends on."""

    def __init__(self, store: Path) -> None:
        self._folder = store / FOLDER
        self._is_swept = False

    def get(self, question: Any) -> Any | None:
        """The answer, as it was kept; None where there is none that can be trusted."""
        asked = _text({"question": question, "program": program()})
        file = self._file(asked)
        try:
            raw = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        if hashlib.sha256(raw[_DIGEST:]).digest() != raw[:_DIGEST]:
            return None
        try:
            found = json.loads(zlib.decompress(raw[_DIGEST:]))
            return found["answer"] if found["asked"] == asked else None
        except (zlib.error, ValueError, KeyError, TypeError):
            return None

    def put(self, question: Any, answer: Any) -> None:
        """The answer must be a JSON value and not None."""
        asked = _text({"question": question, "program": program()})
        packed = zlib.compress(_text({"asked": asked, "answer": answer}).encode(), 1)
        file = self._file(asked)
        fresh = file.with_name(f"{file.name}-{uuid4().hex}")
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._sweep_once()
            # Small cells are in it, as in the records: nobody else reads it.
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(hashlib.sha256(packed).digest() + packed)
            fresh.replace(file)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def place(self, what: str, question: Any) -> Place:
        """Where a whole table is kept. `what`: its name, whatever the records say."""
        asked = _text({"question": question, "program": program()})
        return Place(self._folder / TABLES, what, hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS])

    def _file(self, asked: str) -> Path:
        return self._folder / hashlib.sha256(asked.encode()).hexdigest()

    def _sweep_once(self) -> None:
        """The oldest go first; also what a killed program left half written."""
        if self._is_swept:
            return
        self._is_swept = True
        room, oldest = MOST_BYTES, time.time() - MOST_DAYS * 86_400
        for used, size, file in sorted(_sizes(self._folder), reverse=True):
            room -= size
            if room < 0 or used < oldest:
                file.unlink(missing_ok=True)


def _sizes(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for file in folder.iterdir():
        if file.is_file():
            stat = file.stat()
            yield stat.st_mtime, stat.st_size, file


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def program() -> str:
    """A hash of the code and the lists that figures are made with, of the libraries and of the kind of machine."""
    digest = hashlib.sha256()
    for name, content in _files(resources.files("durna"), ""):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    digest.update(_text([*versions, platform.python_version(), platform.machine()]).encode())
    return digest.hexdigest()


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{above}/{each.name}"
        if each.is_file():
            yield name, each.read_bytes()
        elif each.name not in _BESIDE:
            yield from _files(each, name)
