"""A consultation among institutions: who came, what they raised, what became of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.governance import frameworks
from durna.web.governance.models import Consultation, Participant, Point, Round
from durna.web.refusals import refusal


def key(consultation: Consultation) -> str:
    return f"governance/consultation/{consultation.pk}"


@transaction.atomic
def hold(*, by: Any, found: Round, people: Collection[tuple[str, str]], **said: Any) -> Consultation:
    """`people`: names, and whom they speak for."""
    made = Consultation.objects.create(round=found, **said)
    _seat(made, people)
    chain.record(by.email, "mgi-consultation-held", key(made), held_on=str(made.held_on), participants=len(people))
    return made


@transaction.atomic
def change(
    *, by: Any, consultation: Consultation, people: Collection[tuple[str, str]], seen: int, **said: Any
) -> Consultation:
    """Raises ChangedMeanwhile."""
    for name, value in said.items():
        setattr(consultation, name, value)
    consultation.save_over(seen)
    consultation.participants.all().delete()
    _seat(consultation, people)
    chain.record(by.email, "mgi-consultation-changed", key(consultation), participants=len(people))
    return consultation


@transaction.atomic
def raise_point(*, by: Any, consultation: Consultation, question: str, **said: Any) -> Point:
    """Raises UserError for a question that the framework does not have."""
    if question and question not in frameworks.parsed(consultation.round.framework).by_code:
        raise refusal("mgi-no-question", question=question)
    made = Point.objects.create(consultation=consultation, question=question, **said)
    chain.record(by.email, "mgi-point-raised", key(consultation), question=question, stance=made.stance)
    return made


@transaction.atomic
def resolve(*, by: Any, point: Point, resolution: str) -> Point:
    """Raises UserError for a resolution that says nothing."""
    if not resolution.strip():
        raise refusal("mgi-no-resolution")
    point.resolution, point.resolved_on = resolution.strip(), timezone.localdate()
    point.save()
    chain.record(by.email, "mgi-point-resolved", key(point.consultation), question=point.question)
    return point


def _seat(consultation: Consultation, people: Collection[tuple[str, str]]) -> None:
    Participant.objects.bulk_create(
        [Participant(consultation=consultation, name=name, speaks_for=place) for name, place in people]
    )
