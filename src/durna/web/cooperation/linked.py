"""Projects by what they serve: asked by the pages of the Global Compact and by the training room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from durna.web.cooperation.models import Project
from durna.web.cooperation.status import status


@dataclass(frozen=True)
class Linked:
    """`key`: the project as a statement. `status`: a word of status.py, the end of the message `coop-status-<word>`."""

    key: str
    title: str
    address: str
    status: str
    partners: tuple[str, ...]


def projects_of_objective(number: int, *, public_only: bool = False) -> list[Linked]:
    """Projects that serve an objective of the Global Compact, by itself or by one of its actions (`23a`)."""
    asked = Q(links__kind="objective", links__code=str(number)) | Q(
        links__kind="action", links__code__regex=rf"^{number}[a-z]+$"
    )
    held = Project.objects.filter(asked).distinct()
    return _linked(held.filter(is_public=True) if public_only else held, public_only)


def projects_of(kind: str, code: str, *, public_only: bool = False) -> list[Linked]:
    """`kind`: one of models.LINKS, as `mgi` with the code of a question or `sdg` with a target."""
    held = Project.objects.filter(links__kind=kind, links__code=code).distinct()
    return _linked(held.filter(is_public=True) if public_only else held, public_only)


def _linked(projects: Any, is_public: bool) -> list[Linked]:
    today = timezone.localdate()
    page = "published_project" if is_public else "project"
    return [
        Linked(
            project.key, project.title, reverse(page, args=[project.pk]), status(project, today),
            tuple(dict.fromkeys(str(each.organisation) for each in project.partners.all())),
        )
        for project in projects.prefetch_related("partners__organisation", "periods")
    ]  # fmt: skip
