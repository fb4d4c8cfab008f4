"""Writing `expected_deliveries.yaml`: only what reads back as one, whole or not at all; what people wrote stays."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from durna.checks import deliveries

HEADING = "# Who owes which delivery by when: docs/how-to/act-on-a-check.md.\n"


def text_of(folder: Path) -> str:
    file = folder / deliveries.FILE
    return file.read_text(encoding="utf-8") if file.exists() else HEADING


def mark(text: str) -> str:
    """What a page was made from, so that nobody overwrites what he has not seen."""
    return hashlib.sha256(text.encode()).hexdigest()


def with_entry(text: str, source: str, every: str, due_days: int, since: str) -> str:
    """The text with one more entry at its end."""
    lines = (f"- source: {source}", f"  every: {every}", f"  due_days: {due_days}", f'  since: "{since}"')
    return text + ("" if text.endswith("\n") or not text else "\n") + "\n".join(lines) + "\n"


def keep(folder: Path, text: str) -> None:
    """Raises UserError where the text says something else than what is expected."""
    handle, name = tempfile.mkstemp(prefix=f".{deliveries.FILE}-", dir=folder)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        deliveries.load(fresh)
        fresh.chmod(0o644)
        fresh.replace(folder / deliveries.FILE)
    finally:
        fresh.unlink(missing_ok=True)
