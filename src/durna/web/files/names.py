"""The name under which a file is handed back: nothing in it can leave a folder, hide its ending, or be too long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_MOST_BYTES = 180  # file systems take 255; a reader's program may add to it
_LONGEST_ENDING = 10
_NOT_IN_WINDOWS = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# Controls, format characters (those that turn the direction of writing among them), surrogates, private use.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean(name: str, endings: Sequence[str] = ()) -> str:
    """`endings`: those that the content bears out (`.pdf`); where the name has another one, the first is added."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _UNSEEN)
    plain = _NOT_IN_WINDOWS.sub("_", " ".join(seen.split())).strip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    plain = plain or "file"
    if endings and not plain.lower().endswith(tuple(endings)):
        plain = _shortened(plain, _MOST_BYTES - len(endings[0])) + endings[0]
    return _shortened(plain, _MOST_BYTES)


def ending(name: str) -> str:
    """`.pdf`, in small letters; nothing where there is none that could be one."""
    _, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and last.isalnum() and len(last) < _LONGEST_ENDING else ""


def _shortened(name: str, most: int) -> str:
    """In whole letters; the ending stays."""
    if len(name.encode()) <= most:
        return name
    tail = ending(name)
    stem = name[: -len(tail)] if tail else name
    return stem.encode()[: most - len(tail.encode())].decode(errors="ignore").rstrip(". ") + tail
