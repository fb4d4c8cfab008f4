"""The key that signs sessions: made at the first start, kept with the site's own things, never in the repository."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "secret_key"


def secret(folder: Path) -> str:
    """The key of a site; one that nothing keeps where the site has no folder yet, as while tests run."""
    if not folder.is_dir():
        return secrets.token_urlsafe(64)
    file = folder / FILE
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(key)
    return key
