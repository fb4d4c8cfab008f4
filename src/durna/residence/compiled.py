"""Compiled functions kept from run to run, as long as none of their sources has changed. `njit` comes from here.

Numba keeps a function as long as its own file is unchanged. But a compiled function holds those that it calls, out of
other files: after a change in one of them the old answers would go on. So here the sources count together.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from numba import config
from numba import njit as njit
from numba.core import caching

FOLDER = Path(__file__).parent


@cache
def sources_in(folder: Path) -> bytes:
    """One hash of all files that hold compiled functions."""
    contents = [file.read_bytes() for file in sorted(folder.rglob("*.py"))]
    return hashlib.sha256(b"\0".join(content for content in contents if b"njit" in content)).digest()


class _Together:
    """A place for compiled functions of this folder."""

    @classmethod
    def from_function(cls, function: Any, file: str) -> Any:
        return super().from_function(function, file) if FOLDER in Path(file).parents else None  # type: ignore[misc]

    def get_source_stamp(self) -> Any:
        return super().get_source_stamp(), sources_in(FOLDER)  # type: ignore[misc]


class WhereTold(_Together, caching.UserProvidedCacheLocator):
    """In NUMBA_CACHE_DIR."""


class BesideSources(_Together, caching.InTreeCacheLocator):
    """In __pycache__."""


class WithUser(_Together, caching.UserWideCacheLocator):
    """In the user's cache, where the program's folder cannot be written."""


_OURS = (WhereTold, BesideSources, WithUser)


def keep_together() -> None:
    """Before any compiled function of this folder is defined; those of others stay with the places they have."""
    # Numba makes its settings while it runs, so nobody who reads its source knows their names.
    settings: Any = config
    numbas = ",".join(place.__name__ for place in caching.CacheImpl._locator_classes)
    ours = ",".join(f"{place.__module__}.{place.__name__}" for place in _OURS)
    settings.CACHE_LOCATOR_CLASSES = f"{ours},{settings.CACHE_LOCATOR_CLASSES or numbas}"


keep_together()
