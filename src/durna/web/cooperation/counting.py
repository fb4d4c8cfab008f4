"""Whose money counts: of a family of projects one level, of two reports of the same money one.

A part of a project that is funded by it, and the project itself, tell the same money; a sum over both would count it
twice. The top of each family says which level counts; everything else is shown and never added.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def counted(projects: Iterable[Any]) -> set[int]:
    """The keys of those whose money counts. A branch that ends above the level of its family counts where it ends."""
    held = list(projects)
    by_key = {project.pk: project for project in held}
    with_children = {project.parent_id for project in held if project.parent_id}
    found = set()
    for project in held:
        top, level = _top(project, by_key)
        is_end = level < top.counted_level and project.pk not in with_children
        if project.told_also_id is None and (level == top.counted_level or is_end):
            found.add(project.pk)
    return found


def _top(project: Any, by_key: dict[int, Any]) -> tuple[Any, int]:
    """The top of the family and the level of the project in it. A ring, which no form lets in, ends where it began."""
    level, seen = 1, {project.pk}
    while project.parent_id in by_key and project.parent_id not in seen:
        project = by_key[project.parent_id]
        seen.add(project.pk)
        level += 1
    return project, level


def would_be_a_ring(project: Any, parent: Any, parents: dict[int, int | None]) -> bool:
    """`parents`: key of a project -> that of its parent."""
    here: int | None = parent.pk if parent else None
    while here is not None:
        if here == project.pk:
            return True
        here = parents.get(here)
    return False
