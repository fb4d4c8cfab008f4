"""Projects and trainings of the other rooms: those that serve an objective, and those that a measure names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from durna.web import texts
from durna.web.cooperation import linked as projects
from durna.web.cooperation.models import Project
from durna.web.numbers import wholes
from durna.web.papers.build import in_language
from durna.web.training import stated as trainings
from durna.web.training.models import Training

_MOST = 300
_PROJECT = "cooperation/project/"


@dataclass(frozen=True)
class Work:
    """`kind`: project | training. `address`: of a page that everybody may open; empty where there is none."""

    kind: str
    title: str
    address: str
    is_example: bool


def public(objective: int, named: Iterable[str]) -> list[Work]:
    """What everybody may know: public projects and trainings of an objective, and public projects that are `named`."""
    found = {
        one.key: Work("project", one.title, one.address, False)
        for one in projects.projects_of_objective(objective, public_only=True)
    }
    for one in Project.objects.filter(pk__in=_numbers(named), is_public=True):
        address = reverse("published_project", args=[one.pk])
        found.setdefault(one.key, Work("project", one.title, address, False))
    told = trainings.trainings_of_objective(objective)
    return [
        *found.values(),
        *(Work("training", one.title, reverse("training_calendar"), one.training.is_example) for one in told),
    ]


def choices() -> list[tuple[list[tuple[str, str]], str]]:
    """For a form: projects and trainings as statements, the newest first; with the message id of the group."""
    language = texts.code()
    of_projects = [(one.key, one.title) for one in Project.objects.order_by("-pk")[:_MOST]]
    of_trainings = [
        (f"{trainings.PREFIX}{one.pk}", f"{one.number}: {in_language(one.title, language)}")
        for one in Training.objects.order_by("-pk")[:_MOST]
    ]
    return [(of_projects, "compact-projects"), (of_trainings, "compact-trainings")]


def _numbers(keys: Iterable[str]) -> list[int]:
    return wholes([key.removeprefix(_PROJECT) for key in keys if key.startswith(_PROJECT)])
