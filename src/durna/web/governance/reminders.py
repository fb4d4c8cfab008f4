"""What of the rounds awaits somebody: questions to answer, answers to review, answers whose evidence has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse

from durna.web import awaiting
from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.evidence import citing
from durna.web.governance.cited import PREFIX
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import OPEN, WRITABLE, State
from durna.web.texts import say


def awaits(user: Any) -> Iterator[awaiting.Awaited]:
    """A few looks, however many answers there are."""
    if not may(user, Permission.READ_ROUNDS):
        return
    if user.institution_id and may(user, Permission.ANSWER_QUESTIONS, institution=user.institution_id):
        yield from _to_answer(user.institution_id)
    if may(user, Permission.REVIEW_ANSWERS):
        yield from _to_review()
    if may(user, Permission.COORDINATE_ROUNDS) or is_limited(user, Permission.READ_ROUNDS):
        yield from _to_look_at(user)


def _to_answer(institution: int) -> Iterator[awaiting.Awaited]:
    for found, count in _counted(institution=institution, state__in=WRITABLE):
        text = say("mgi-await-answers", count=count, round=str(found))
        yield awaiting.Awaited(text, reverse("mgi-questions", args=[found.pk]), found.answers_due_on)


def _to_review() -> Iterator[awaiting.Awaited]:
    for found, count in _counted(state=State.ANSWERED):
        text = say("mgi-await-review", count=count, round=str(found))
        yield awaiting.Awaited(
            text, f"{reverse('mgi-questions', args=[found.pk])}?state={State.ANSWERED}", found.consultation_on
        )


def _to_look_at(user: Any) -> Iterator[awaiting.Awaited]:
    """Answers of the newest rounds that cite what has ended, has a newer version, or was corrected."""
    answers = Answer.objects.filter(round__later=None)
    if is_limited(user, Permission.READ_ROUNDS):
        answers = answers.filter(institution=user.institution_id)
    rounds = {f"{PREFIX}{pk}": of_round for pk, of_round in answers.values_list("pk", "round")}
    counts = Counter(rounds[key] for key in citing.flagged_among(rounds))
    for found in Round.objects.filter(pk__in=counts) if counts else ():
        text = say("mgi-await-evidence", count=counts[found.pk], round=str(found))
        yield awaiting.Awaited(text, f"{reverse('mgi-questions', args=[found.pk])}?flag=1")


def _counted(**wanted: Any) -> list[tuple[Round, int]]:
    rows = Answer.objects.filter(round__stage__in=OPEN, **wanted).values_list("round").annotate(count=Count("pk"))
    counts = dict(rows.order_by("round"))
    return [(found, counts[found.pk]) for found in Round.objects.filter(pk__in=counts)] if counts else []
