"""The end of a training: test results, who has completed by the rules of the curriculum, and the follow-up."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import tallies
from durna.web.training.models import Expert, FollowUp, Participation, Training
from durna.web.training.models.evaluation import MONTHS

# Where a training follows no curriculum.
LEAST_ATTENDANCE = 80
Score = Decimal | None


@transaction.atomic
def set_tests(*, by: str, training: Training, scores: Mapping[int, tuple[Score, Score]]) -> None:
    """Percent of the test before and after, by participation. Raises UserError for a score that is no percentage."""
    if training.closed_at:
        raise refusal("training-wrong-closed")
    held = {each.pk: each for each in training.participations.filter(state="selected")}
    changed = []
    for pk, (before, after) in scores.items():
        if pk not in held:
            raise refusal("training-wrong-not-selected", people=1)
        if any(score is not None and not 0 <= score <= 100 for score in (before, after)):
            raise refusal("training-wrong-score")
        held[pk].pre_test, held[pk].post_test = before, after
        changed.append(held[pk])
    Participation.objects.bulk_update(changed, ["pre_test", "post_test"], batch_size=500)
    chain.record(by, "training-tests-entered", training.key, people=len(changed))


def has_completed(participation: Participation) -> bool:
    """By the rules of the curriculum: enough of the planned hours, and enough in the second test where one is asked."""
    curriculum = participation.training.curriculum
    least = curriculum.least_attendance if curriculum else LEAST_ATTENDANCE
    asked = curriculum.least_post_test if curriculum else None
    attended = participation.attendance is not None and participation.attendance >= least
    if participation.training.mode == "self_paced":
        attended = bool(participation.finished_online)
    return attended and (asked is None or (participation.post_test is not None and participation.post_test >= asked))


@transaction.atomic
def close(*, by: str, training: Training, today: date) -> int:
    """Decide who has completed, ask for follow-up after months, and shut the list. Returns how many have completed.

    Those who completed a training of trainers are proposed to the Network of Experts.
    Raises UserError before the last day, for a list without anybody, and where nothing tells who was there.
    """
    locked = Training.objects.select_for_update(of=("self",))
    training = locked.select_related("curriculum", "programme").get(pk=training.pk)
    _can_close(training, today)
    people = list(training.participations.filter(state="selected").select_related("person"))
    if not people:
        raise refusal("training-wrong-nobody")
    if all(each.attendance is None and each.finished_online is None for each in people):
        raise refusal("training-wrong-no-attendance")
    for each in people:
        each.training = training
        each.completed = each.role == "participant" and has_completed(each)
    Participation.objects.bulk_update(people, ["completed"], batch_size=500)
    completed = [each for each in people if each.completed]
    last = training.ends_on or training.starts_on or today
    FollowUp.objects.bulk_create(_follow_ups(completed, last), ignore_conflicts=True)
    _propose_experts(training, completed, by)
    training.closed_at = timezone.now()
    with tallies.following(trainings=[training.pk]):
        training.save(update_fields=["closed_at"])
    chain.record(by, "training-closed", training.key, selected=len(people), completed=len(completed))
    return len(completed)


@transaction.atomic
def reopen(*, by: str, training: Training, because: str) -> None:
    """Open a closed list again, with a reason. Raises UserError where certificates were given out."""
    training = Training.objects.select_for_update().get(pk=training.pk)
    if training.batches.exists():
        raise refusal("training-wrong-certified")
    if not training.closed_at or not because.strip():
        raise refusal("training-wrong-reason")
    FollowUp.objects.filter(participation__training=training, answered_at=None).delete()
    with tallies.following(trainings=[training.pk]):
        training.participations.update(completed=None)
        training.closed_at = None
        training.save(update_fields=["closed_at"])
    chain.record(by, "training-reopened", training.key, because=because)


def after_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _can_close(training: Training, today: date) -> None:
    if training.closed_at or training.cancelled_at:
        raise refusal("training-wrong-closed")
    last = training.ends_on or training.starts_on
    if last is not None and last > today:
        raise refusal("training-wrong-not-over", day=last.isoformat())


def _follow_ups(completed: list[Participation], last: date) -> list[FollowUp]:
    return [
        FollowUp(participation=each, months=months, asks=asks, due_on=after_months(last, months))
        for each in completed
        for months in MONTHS
        for asks in (("trainee", "supervisor") if each.supervisor else ("trainee",))
    ]


def _propose_experts(training: Training, completed: list[Participation], by: str) -> None:
    if training.programme.kind != "training_of_trainers":
        return
    roots = {each.person.root_id: each for each in completed}
    known = set(Expert.objects.filter(person__in=roots).values_list("person_id", flat=True))
    fresh = [
        Expert(person_id=pk, way="completion", proposed_by=by, languages=[each.language] if each.language else [])
        for pk, each in roots.items() if pk not in known
    ]  # fmt: skip
    made = Expert.objects.bulk_create(fresh)
    if training.curriculum:
        modules = list(training.curriculum.modules.all())
        for expert in made:
            expert.modules.set(modules)
