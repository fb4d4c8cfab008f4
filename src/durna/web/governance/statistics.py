"""Whether a cited figure has another value in a newer signed edition. The cited one itself never changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from durna.editions import folder, freeze, kept
from durna.editions.folder import Edition
from durna.web.evidence.models import Evidence
from durna.web.served import workspace


def has_newer_value(evidence: Evidence) -> bool:
    """Of two signed editions the one that is frozen later is the newer."""
    if not evidence.edition:
        return False
    editions = _signed()
    cited = next((edition for edition in editions if edition.name == evidence.edition), None)
    if cited is None:
        return False
    newest = editions[0]
    if newest.name == cited.name:
        return False
    before, now = _value(cited, evidence.figure), _value(newest, evidence.figure)
    return now is not None and now != before


def _signed() -> list[Edition]:
    """The one that was frozen last comes first."""
    place = folder.place(workspace())
    names = [each.name for each in place.iterdir() if each.is_dir()] if place.is_dir() else []
    found = [Edition(place / name) for name in names if not name.startswith(".")]
    signed = [edition for edition in found if edition.exists and edition.is_signed]
    return sorted(signed, key=lambda edition: freeze.read(edition).moment, reverse=True)


def _value(edition: Edition, figure: str) -> float | None:
    file = edition.data / kept.FILE
    return _values(file, file.stat().st_mtime_ns).get(figure)


@lru_cache(maxsize=8)
def _values(file: Path, changed: int) -> dict[str, float | None]:
    return {figure.figure_id: figure.value for figure in kept.read(file)}
