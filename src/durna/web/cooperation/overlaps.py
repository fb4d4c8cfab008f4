"""Projects that do the same thing at the same place in the same time, so that two funders may learn of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

_NEVER = date.max


@dataclass(frozen=True)
class Overlap:
    """`places` and `themes`: what both have; `start` and `end`: while both run."""

    one: Any
    other: Any
    places: tuple[str, ...]
    themes: tuple[str, ...]
    start: date
    end: date


def overlaps(projects: Iterable[Any]) -> list[Overlap]:
    """The longest first. Parts of one family, and two reports of the same money, are no overlap."""
    held = [project for project in projects if project.starts is not None]
    families = _families(held)
    shared: dict[tuple[int, int], tuple[Any, Any, set[str], set[str]]] = {}
    for (place, theme), group in _groups(held).items():
        for one, other in _together(group):
            if families[one.pk] == families[other.pk] or one.told_also_id == other.pk or other.told_also_id == one.pk:
                continue
            found = shared.setdefault((one.pk, other.pk), (one, other, set(), set()))
            found[2].add(place)
            found[3].add(theme)
    made = [
        Overlap(
            one, other, tuple(sorted(places)), tuple(sorted(themes)), max(one.starts, other.starts),
            min(one.ends or _NEVER, other.ends or _NEVER),
        )
        for one, other, places, themes in shared.values()
    ]  # fmt: skip
    return sorted(made, key=lambda each: each.start - each.end)


def _groups(projects: list[Any]) -> dict[tuple[str, str], list[Any]]:
    """Those at one place on one theme, by their start."""
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for project in sorted(projects, key=lambda each: (each.starts, each.pk)):
        themes = _themes(project)
        for place in _places(project):
            for theme in themes:
                found[(place, theme)].append(project)
    return found


def _together(group: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs that run at the same time: of those that start later, only while the earlier one still runs."""
    for number, one in enumerate(group):
        end = one.ends or _NEVER
        for other in group[number + 1 :]:
            if other.starts > end:
                break
            if (other.ends or _NEVER) >= one.starts:
                yield one, other


def _places(project: Any) -> set[str]:
    return {place.code.upper() for place in project.places.all() if place.code}


def _themes(project: Any) -> set[str]:
    """Five-digit sectors and objectives of the Global Compact."""
    sectors = {f"sector {sector.code}" for sector in project.sectors.all() if sector.vocabulary == "1"}
    return sectors | {f"objective {link.code}" for link in project.links.all() if link.kind == "objective"}


def _families(projects: list[Any]) -> dict[int, int]:
    """The top of each one's family, through parents that have no days too."""
    from durna.web.cooperation.models import Project

    parents = dict(Project.objects.exclude(parent=None).order_by().values_list("pk", "parent_id"))
    found = {}
    for project in projects:
        here, seen = project.pk, {project.pk}
        while here in parents and parents[here] not in seen:
            here = parents[here]
            seen.add(here)
        found[project.pk] = here
    return found
