"""Where it is remembered who gave how many wrong passwords: for every process that serves, so in the site's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_MOST = 10_000  # addresses and accounts


def remembered(folder: Path) -> dict[str, Any]:
    """Django's settings of its cache; in memory alone where the site has no folder yet, as while tests run."""
    if not folder.is_dir():
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": folder / "limits" / "signing_in", "OPTIONS": {"MAX_ENTRIES": _MOST},
    }  # fmt: skip
