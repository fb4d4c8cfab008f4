"""One way to write JSON and to hash: the same content always has the same bytes, so that it can be signed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from durna.errors import UserError


def encode(content: Any) -> bytes:
    """UTF-8, keys in order, one value a line at the outer levels; ends with a line break."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode()


def line(content: Any) -> bytes:
    """One line of a file of lines."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (text + "\n").encode()


def read(file: Path) -> Any:
    """Raises UserError where the file is gone or is no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        raise damaged(file.parent.name, file.name) from None


def damaged(edition: str, file: str) -> UserError:
    return UserError(
        message="edition-damaged",
        what=edition,
        file=file,
        found=f"{file} of edition '{edition}' is missing or cannot be read.",
        expected="The file as the program wrote it.",
        do="Restore the edition from a backup. If it was never signed: discard it and freeze again.",
    )


def sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_salted(file: Path, salt: bytes) -> str:
    """HMAC-SHA256: tells nothing of the content to whoever lacks the salt."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hmac.new(salt, digestmod=hashlib.sha256)).hexdigest()


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder by its path there, in order."""
    return {file.relative_to(folder).as_posix(): sha256(file) for file in files(folder)}


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
