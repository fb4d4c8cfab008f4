"""What this room calls its statements, and which of its things the other rooms ask for."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.numbers import wholes


def register() -> None:
    from durna.web.evidence import statements

    statements.register("cooperation/project/", _projects, _may_cite)
    statements.register("cooperation/result/", _periods, _may_cite)


def _may_cite(user: Any, key: str) -> bool:
    return may(user, Permission.MANAGE_PROJECTS)


def _projects(keys: list[str]) -> dict[str, tuple[str, str]]:
    from durna.web.cooperation.models import Project

    held = Project.objects.in_bulk(_numbers(keys))
    return {project.key: (project.title, reverse("project", args=[project.pk])) for project in held.values()}


def _periods(keys: list[str]) -> dict[str, tuple[str, str]]:
    from durna.web.cooperation.models import Period

    held = Period.objects.select_related("indicator").in_bulk(_numbers(keys))
    return {
        period.key: (f"{period.indicator}, {period}", reverse("project_period", args=[period.project_id, period.pk]))
        for period in held.values()
    }


def _numbers(keys: list[str]) -> list[int]:
    return wholes([key.rpartition("/")[2] for key in keys])
