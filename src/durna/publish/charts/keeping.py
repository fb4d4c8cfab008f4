"""Drawings kept from run to run: to draw is the longest part of a build, and of a hundred drawings one has changed.

A drawing is found by all that it shows and by what draws it: this program, the drawing library, and the fonts of the
machine. Decision 37 says what follows from that.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from durna.publish.charts.library import font_folder
from durna.store.kept import Kept

# A context variable as for own indicators: what draws lies deep in every format, and few builds keep anything.
_now: ContextVar[Kept | None] = ContextVar("kept_drawings", default=None)


@contextmanager
def kept_in(store: Path) -> Iterator[None]:
    """Until it ends, drawings are kept beside the records of that store, and taken from there."""
    token = _now.set(Kept(store))
    try:
        yield
    finally:
        _now.reset(token)


def kept(shown: list[Any], draw: Callable[[], bytes]) -> bytes:
    """`shown`: all that the drawing depends on but the program and its machine, as JSON."""
    keep = _now.get()
    if keep is None:
        return draw()
    question = ["drawing", *shown, version("vl-convert-python"), fonts()]
    found = keep.get(question)
    if isinstance(found, str):
        return base64.b64decode(found)
    made = draw()
    keep.put(question, base64.b64encode(made).decode("ascii"))
    return made


@cache
def fonts() -> str:
    """The fonts that the drawing library can find: letters are measured by them, and pictures of dots show them."""
    digest = sha256()
    for folder in (font_folder(), *_folders()):
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            stat = file.stat()
            digest.update(f"{file} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [
            Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "Fonts"),
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ]
    if sys.platform == "darwin":
        return [Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]
