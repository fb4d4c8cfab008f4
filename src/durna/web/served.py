"""The workspace that the site serves: opened once, read again when its settings change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from durna.workspace import SETTINGS, Workspace, open_workspace


def workspace() -> Workspace:
    """Raises UserError where there is none."""
    root = Path(settings.WORKSPACE)
    file = root / SETTINGS
    return _opened(root, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=4)
def _opened(root: Path, changed: int) -> Workspace:
    return open_workspace(root)
