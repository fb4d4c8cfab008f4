"""What of the rounds a user reaches. The policy decides; here it is asked about rounds and answers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import Stage


def rounds(user: Any) -> QuerySet[Round]:
    """A respondent finds those that ask the own institution and have begun."""
    found = Round.objects.select_related("framework").defer("framework__text")
    if not is_limited(user, Permission.READ_ROUNDS):
        return found
    mine = Answer.objects.filter(institution=user.institution_id).values("round")
    return found.filter(pk__in=mine).exclude(stage=Stage.PREPARING) if user.institution_id else found.none()


def round_of(user: Any, pk: int) -> Round:
    """Raises Http404 for a round that the user does not reach."""
    found = rounds(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def whole_round_of(user: Any, pk: int) -> Round:
    """A round for pages that show all of it. Raises Http404 where the user reaches a part of it only."""
    if is_limited(user, Permission.READ_ROUNDS) or not may(user, Permission.READ_ROUNDS):
        raise Http404
    return round_of(user, pk)


def answers(user: Any, found: Round) -> QuerySet[Answer]:
    """Of one round; a respondent's are those of the own institution."""
    mine = Answer.objects.filter(round=found).select_related("institution", "author", "cleared_by")
    return mine.filter(institution=user.institution_id) if is_limited(user, Permission.READ_ROUNDS) else mine


def answer_of(user: Any, pk: int) -> Answer:
    """Raises Http404 for an answer that the user does not reach."""
    reached = Answer.objects.filter(round__in=rounds(user)).select_related(
        "round__framework", "institution", "author", "cleared_by"
    )
    if is_limited(user, Permission.READ_ROUNDS):
        reached = reached.filter(Q(institution=user.institution_id) & Q(institution__isnull=False))
    found = reached.defer("round__framework__text").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_write(user: Any, answer: Answer) -> bool:
    """The own institution's answer; an agreed one belongs to nobody but who coordinates the round."""
    if answer.institution_id is None:
        return may(user, Permission.COORDINATE_ROUNDS)
    return may(user, Permission.ANSWER_QUESTIONS, institution=answer.institution_id)
