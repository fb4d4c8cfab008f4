"""Zip files, and the office documents that are zip files: looked into without unpacking them.

A bomb is told by its own list of contents: too many parts, too much when unpacked, or parts that lie over each other.
What a part says of its size is not believed when it is read: `part` stops at the limit.
"""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from durna.web.refusals import refusal

_MOST_PARTS = 10_000
_MOST_UNPACKED = 1 << 30
_SMALL_ENOUGH = 50 << 20  # a sheet of zeros shrinks a thousandfold, and does no harm at this size
_MOST_TIMES = 100
_PROGRAMS = re.compile(r"\.(?:exe|dll|scr|com|msi|bat|cmd|ps1|vbs|jar|lnk|hta|class|dex)$", re.IGNORECASE)
_MACROS = re.compile(r"(?:^|/)(?:vbaProject\.bin|Basic/.*\.xml)$", re.IGNORECASE)


def names(file: BinaryIO) -> list[str] | None:
    """The names of the parts; None where it is no readable zip. Raises UserError for a bomb, macros and programs."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    _refuse_bombs(parts, file.seek(0, 2))
    found = [part.filename for part in parts]
    if any(_MACROS.search(name) for name in found):
        raise refusal("file-macros")
    if any(_PROGRAMS.search(name) for name in found):
        raise refusal("file-program-inside")
    return found


def part(file: BinaryIO, name: str, most: int) -> bytes:
    """One part, at most so many bytes of it; nothing where there is none or it cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(name) as stream:
            return stream.read(most)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return b""


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    is_lying = packed > size
    is_swelling = unpacked > max(_SMALL_ENOUGH, _MOST_TIMES * size)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or is_lying or is_swelling:
        raise refusal("file-bomb")
