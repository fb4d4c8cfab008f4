"""The trainings as statements that evidence stands behind, and as what other rooms show of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.numbers import whole
from durna.web.papers.build import in_language
from durna.web.training import summary
from durna.web.training.models import Programme, Training

PREFIX = "training/delivery/"
_MOST = 100


@dataclass(frozen=True)
class Told:
    """A training as another room shows it. `participants`: nothing where no number is known or published."""

    key: str
    title: str
    address: str
    training: Training
    participants: int | None
    completed: int | None
    is_published_only: bool


def described(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    numbers = {key: pk for key in keys if (pk := whole(key.removeprefix(PREFIX))) is not None}
    held = Training.objects.in_bulk(set(numbers.values()))
    return {
        key: (f"{held[pk].number}: {in_language(held[pk].title, texts.code())}", reverse("training", args=[pk]))
        for key, pk in numbers.items() if pk in held
    }  # fmt: skip


def may_cite(user: Any, key: str) -> bool:
    return may(user, Permission.MANAGE_TRAININGS)


def trainings_of_objective(number: int) -> list[Told]:
    """Trainings whose programme serves an objective of the Global Compact, the newest first; three queries."""
    programmes = [each.pk for each in Programme.objects.all() if number in each.objectives]
    return _told(Training.objects.filter(programme__in=programmes, cancelled_at=None)[:_MOST])


def trainings_of_project(key: str) -> list[Told]:
    """Trainings that a project (`cooperation/project/4`) pays for."""
    return _told(Training.objects.filter(project=key, cancelled_at=None)[:_MOST])


def _told(found: Any) -> list[Told]:
    trainings = list(found)
    people = summary.people_of(trainings)
    return [_one(each, people.get(each.pk)) for each in trainings]


def _one(training: Training, people: Mapping[str, int] | None) -> Told:
    known = None if training.is_told_only or people is None else people
    participants = training.published_participants if training.is_told_only else (known or {}).get("selected")
    return Told(
        training.key, in_language(training.title, texts.code()), reverse("training", args=[training.pk]), training,
        participants, known["completed"] if known and training.closed_at else None, training.is_told_only,
    )  # fmt: skip
