"""From border crossings to migration: the residence engine. It needs no workspace."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from durna.residence.classifying import classify
    from durna.residence.results import report_of
    from durna.residence.rule import Rule

__all__ = ["Rule", "classify", "report_of"]
_PLACES = {"Rule": "rule", "classify": "classifying", "report_of": "results"}


def __getattr__(name: str) -> Any:
    """Brought when first asked for: the compiler behind it takes as long to load as all else that a command needs, and
    most commands follow no crossing."""
    if name not in _PLACES:
        raise AttributeError(f"module 'durna.residence' has no attribute '{name}'")
    return getattr(import_module(f"durna.residence.{_PLACES[name]}"), name)
