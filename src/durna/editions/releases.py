"""The calendar of releases: which edition is due when, and when it was signed. Written by hand in `releases.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from durna.indicators import handwritten

FILE = "releases.yaml"
EXPECTED = "A list of entries with edition and planned (YYYY-MM-DD), and where they are known actual and note (en, az)."


@dataclass(frozen=True)
class Release:
    """`actual` is the day on which it came out; None where it has not."""

    edition: str
    planned: date | None
    actual: date | None = None
    note: Mapping[str, str] | None = None

    @property
    def days_late(self) -> int | None:
        """Days after the planned one; fewer than none where it came early."""
        return None if self.planned is None or self.actual is None else (self.actual - self.planned).days


def load(file: Path) -> tuple[Release, ...]:
    """The calendar in order of date; empty where there is no such file. Raises UserError where it is wrong."""
    raw = handwritten.read(file, EXPECTED) or []
    if not isinstance(raw, list):
        raise handwritten.wrong(file, "It is not a list.", EXPECTED)
    found = [_release(file, place, entry) for place, entry in enumerate(raw, start=1)]
    names = [each.edition for each in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise handwritten.wrong(file, f"Edition '{twice[0]}' stands twice.", "One entry for each edition.")
    return tuple(sorted(found, key=_day))


def with_actual(planned: tuple[Release, ...], signed: Mapping[str, date]) -> tuple[Release, ...]:
    """The calendar with the days on which editions were signed, where nobody wrote another one down."""
    known = {each.edition for each in planned}
    told = [replace(each, actual=each.actual or signed.get(each.edition)) for each in planned]
    unplanned = [Release(name, None, day) for name, day in signed.items() if name not in known]
    return tuple(sorted([*told, *unplanned], key=_day))


def _day(release: Release) -> tuple[date, str]:
    return release.planned or release.actual or date.max, release.edition


def _release(file: Path, place: int, entry: Any) -> Release:
    if not isinstance(entry, dict):
        raise handwritten.wrong(file, f"Entry {place} is not a release.", EXPECTED)
    good = {
        "edition": bool(entry.get("edition")), "planned": type(entry.get("planned")) is date,
        "actual": entry.get("actual") is None or type(entry["actual"]) is date,
    }  # fmt: skip
    wrong = [name for name, is_good in good.items() if not is_good]
    if wrong:
        raise handwritten.wrong(file, f"Entry {place} has no right {', '.join(wrong)}.", EXPECTED)
    return Release(str(entry["edition"]), entry["planned"], entry.get("actual"), handwritten.texts(entry.get("note")))
