"""Projects that do the same thing at the same place in the same time, so that two funders may learn of each other.

There are many more pairs than projects: a pair is found on a few plain facts, and shown where its page is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from durna.web.cooperation.models import Link, Place, Project, Sector

_NEVER = date.max


@dataclass(frozen=True, eq=False)
class Facts:
    """Of a project what tells whether it overlaps. `ends`: the last day of time where no end is known."""

    pk: int
    starts: date
    ends: date
    family: int
    told_also_id: int | None
    places: frozenset[str]
    themes: frozenset[str]


@dataclass(frozen=True)
class Overlap:
    """`places` and `themes`: what both have; `start` and `end`: while both run."""

    one: Facts
    other: Facts

    @property
    def places(self) -> list[str]:
        return sorted(self.one.places & self.other.places)

    @property
    def themes(self) -> list[str]:
        return sorted(self.one.themes & self.other.themes)

    @property
    def start(self) -> date:
        return max(self.one.starts, self.other.starts)

    @property
    def end(self) -> date:
        return min(self.one.ends, self.other.ends)


@dataclass(frozen=True)
class Shown:
    """An overlap with its two projects."""

    one: Any
    other: Any
    overlap: Overlap


def overlaps() -> list[Overlap]:
    """The longest first. Parts of one family, and two reports of the same money, are no overlap."""
    found: dict[tuple[int, int], tuple[int, Facts, Facts]] = {}
    for group in _groups(_facts()):
        for one, other in _together(group):
            pair = (one.pk, other.pk)
            if pair not in found and one.family != other.family and not _told_twice(one, other):
                days = min(one.ends, other.ends).toordinal() - other.starts.toordinal()
                found[pair] = (days, one, other)
    longest = sorted(found.values(), key=lambda each: -each[0])
    return [Overlap(one, other) for _, one, other in longest]


def shown(page: Sequence[Overlap]) -> list[Shown]:
    keys = {each.pk for overlap in page for each in (overlap.one, overlap.other)}
    held = Project.objects.in_bulk(keys)
    return [Shown(held[each.one.pk], held[each.other.pk], each) for each in page]


def _told_twice(one: Facts, other: Facts) -> bool:
    return other.told_also_id == one.pk or one.told_also_id == other.pk


def _groups(held: Iterable[Facts]) -> Iterable[list[Facts]]:
    """Those at one place on one theme, by their start."""
    found: dict[tuple[str, str], list[Facts]] = defaultdict(list)
    for project in sorted(held, key=lambda each: (each.starts, each.pk)):
        for place in project.places:
            for theme in project.themes:
                found[(place, theme)].append(project)
    return found.values()


def _together(group: list[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs that run at the same time: of those that start later, only while the earlier one still runs."""
    for number, one in enumerate(group):
        for place in range(number + 1, len(group)):
            other = group[place]
            if other.starts > one.ends:
                break
            if other.ends >= one.starts:
                yield one, other


def _facts() -> Iterator[Facts]:
    places, themes = _places(), _themes()
    days = ("starts_actual", "starts_planned", "ends_actual", "ends_planned")
    rows = list(Project.objects.order_by().values_list("pk", "parent_id", "told_also_id", *days))
    parents = {pk: parent for pk, parent, *_ in rows if parent}
    for pk, _, told_also, began, begins, ended, ends in rows:
        starts = began or begins
        if starts is not None and places[pk] and themes[pk]:
            until = ended or ends or _NEVER
            yield Facts(pk, starts, until, _top(pk, parents), told_also, frozenset(places[pk]), frozenset(themes[pk]))


def _places() -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for pk, code in Place.objects.exclude(code="").order_by().values_list("project", "code"):
        found[pk].add(code.upper())
    return found


def _themes() -> dict[int, set[str]]:
    """Five-digit sectors and objectives of the Global Compact."""
    found: dict[int, set[str]] = defaultdict(set)
    for pk, code in Sector.objects.filter(vocabulary="1").order_by().values_list("project", "code"):
        found[pk].add(f"sector {code}")
    for pk, code in Link.objects.filter(kind="objective").order_by().values_list("project", "code"):
        found[pk].add(f"objective {code}")
    return found


def _top(pk: int, parents: dict[int, int]) -> int:
    """The top of a family, through parents that have no days too."""
    here, seen = pk, {pk}
    while here in parents and parents[here] not in seen:
        here = parents[here]
        seen.add(here)
    return here
