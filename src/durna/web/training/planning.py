"""What is done to the catalogue and to trainings before people come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import hours, tallies
from durna.web.training.models import (
    CostLine,
    Curriculum,
    CurriculumModule,
    Expert,
    LibraryItem,
    Module,
    Programme,
    Session,
    Teaching,
    Training,
)  # fmt: skip


@transaction.atomic
def add_programme(*, by: str, **fields: Any) -> Programme:
    if Programme.objects.filter(code=fields["code"]).exists():
        raise refusal("training-wrong-code-taken", code=fields["code"])
    made = Programme.objects.create(**fields)
    chain.record(by, "training-programme-added", f"training/programme/{made.pk}")
    return made


@transaction.atomic
def change_programme(*, by: str, programme: Programme, seen: int, **fields: Any) -> Programme:
    """Raises ChangedMeanwhile."""
    _set(programme, fields)
    programme.save_over(seen)
    chain.record(by, "training-programme-changed", f"training/programme/{programme.pk}")
    return programme


@transaction.atomic
def add_module(*, by: str, code: str, title: Mapping[str, str], is_example: bool = False) -> Module:
    if Module.objects.filter(code=code).exists():
        raise refusal("training-wrong-code-taken", code=code)
    made = Module.objects.create(code=code, title=title, is_example=is_example)
    chain.record(by, "training-module-added", f"training/module/{made.pk}")
    return made


@transaction.atomic
def add_curriculum(
    *, by: str, programme: Programme, label: str, parts: Sequence[tuple[Module, Decimal]], **fields: Any
) -> Curriculum:
    """A new version; those before stay as they are. `parts`: modules in their order, with their hours."""
    if programme.curricula.filter(label=label).exists():
        raise refusal("training-wrong-code-taken", code=label)
    if not parts:
        raise refusal("training-wrong-curriculum-empty")
    made = Curriculum.objects.create(programme=programme, label=label, **fields)
    CurriculumModule.objects.bulk_create(
        CurriculumModule(curriculum=made, module=module, place=place, hours=hours)
        for place, (module, hours) in enumerate(parts, start=1)
    )
    chain.record(by, "training-curriculum-added", f"training/programme/{programme.pk}", version=label)
    return made


@transaction.atomic
def add_library_item(*, by: str, **fields: Any) -> LibraryItem:
    made = LibraryItem.objects.create(**fields)
    chain.record(by, "training-library-added", f"training/library/{made.pk}")
    return made


@transaction.atomic
def add_training(*, by: str, **fields: Any) -> Training:
    if Training.objects.filter(number=fields["number"]).exists():
        raise refusal("training-wrong-code-taken", code=fields["number"])
    training = Training(**fields)
    _coherent(training)
    training.save()
    chain.record(by, "training-added", training.key, number=training.number)
    return training


@transaction.atomic
def change_training(*, by: str, training: Training, seen: int, **fields: Any) -> Training:
    """Raises ChangedMeanwhile, and UserError for a closed training."""
    _open(training)
    _set(training, fields)
    _coherent(training)
    training.save_over(seen)
    chain.record(by, "training-changed", training.key)
    return training


@transaction.atomic
def cancel(*, by: str, training: Training) -> None:
    _open(training)
    training.cancelled_at = timezone.now()
    training.save_over(training.version)
    chain.record(by, "training-cancelled", training.key)


@transaction.atomic
def add_session(*, by: str, training: Training, experts: Sequence[Expert] = (), **fields: Any) -> Session:
    """Raises UserError for a session outside the days of the training, and for hours that run into another day."""
    _open(training)
    starts = hours.here(fields["starts_at"])
    day, last = starts.date(), training.ends_on or training.starts_on
    if training.starts_on and last and training.date_precision == "day" and not training.starts_on <= day <= last:
        raise refusal("training-wrong-session-outside", day=day.isoformat())
    if (starts + timedelta(hours=float(fields["hours"]))).date() > day:
        raise refusal("training-wrong-session-long")
    made = Session.objects.create(training=training, **fields)
    Teaching.objects.bulk_create(Teaching(session=made, expert=expert) for expert in experts)
    chain.record(by, "training-session-added", training.key, session=made.pk)
    return made


@transaction.atomic
def remove_session(*, by: str, session: Session) -> None:
    """Raises UserError where somebody was marked present at it."""
    _open(session.training)
    if session.marks.exists() or session.sheets.exists():
        raise refusal("training-wrong-session-marked")
    session.teachings.all().delete()
    chain.record(by, "training-session-removed", session.training.key, session=session.pk)
    session.delete()


@transaction.atomic
def add_cost(*, by: str, training: Training, **fields: Any) -> CostLine:
    with tallies.following(trainings=[training.pk]):
        made = CostLine.objects.create(training=training, **fields)
    chain.record(by, "training-cost-added", training.key, amount=str(made.amount), currency=made.currency)
    return made


@transaction.atomic
def remove_cost(*, by: str, cost: CostLine) -> None:
    chain.record(
        by, "training-cost-removed", cost.training.key, what=cost.what, amount=str(cost.amount),
        currency=cost.currency,
    )  # fmt: skip
    with tallies.following(trainings=[cost.training_id]):
        cost.delete()


def _open(training: Training) -> None:
    if training.closed_at or training.cancelled_at:
        raise refusal("training-wrong-closed")


def _coherent(training: Training) -> None:
    if training.starts_on and training.ends_on and training.ends_on < training.starts_on:
        raise refusal("training-wrong-days")
    if training.curriculum and training.curriculum.programme_id != training.programme_id:
        raise refusal("training-wrong-curriculum-other")


def _set(record: Any, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
