"""What was learnt, what people thought, and what they do with it months later. A small group is never shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.db import transaction
from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training.models import Answered, FollowUp, Participation, Reaction, Training
from durna.web.training.models.evaluation import ASPECTS

# Fewer answers than this are not shown at all: in a small group everybody knows who said what.
SMALLEST_GROUP = 5
_REACTION, _FOLLOW_UP = "durna training reaction", "durna training follow-up"
_POINTS = range(1, 6)


@dataclass(frozen=True)
class Gain:
    """The mean of second test minus first, in points, over the n who sat both."""

    n: int
    before: float | None
    after: float | None
    gain: float | None


@dataclass(frozen=True)
class Aspect:
    name: str
    mean: float
    counts: tuple[int, ...]  # of 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Reactions:
    """`aspects` and `comments` are empty below the smallest group; `n` is told always."""

    n: int
    aspects: tuple[Aspect, ...]
    comments: tuple[str, ...]

    @property
    def is_hidden(self) -> bool:
        return 0 < self.n < SMALLEST_GROUP


def gain(participations: QuerySet[Participation]) -> Gain:
    both = participations.filter(role="participant", pre_test__isnull=False, post_test__isnull=False)
    found = both.aggregate(
        n=Count("pk"), before=Avg("pre_test"), after=Avg("post_test"), gain=Avg(F("post_test") - F("pre_test"))
    )
    return Gain(found["n"], *(None if found[name] is None else float(found[name]) for name in (
        "before", "after", "gain")))  # fmt: skip


def reactions(training: Training) -> Reactions:
    held = list(training.reactions.all())
    if len(held) < SMALLEST_GROUP:
        return Reactions(len(held), (), ())
    aspects = tuple(_aspect(name, held) for name in ASPECTS)
    return Reactions(len(held), aspects, tuple(each.comment for each in held if each.comment))


def _aspect(name: str, held: Sequence[Reaction]) -> Aspect:
    counts = Counter(each.answers[name] for each in held if name in each.answers)
    total = sum(counts.values())
    mean = sum(points * number for points, number in counts.items()) / total if total else 0.0
    return Aspect(name, mean, tuple(counts[points] for points in _POINTS))


def reaction_token(participation: Participation) -> str:
    return signing.dumps(participation.pk, salt=_REACTION)


def asked_for_reaction(token: str) -> Participation | None:
    """Whose link it is, if there is an answer to give still."""
    try:
        pk = signing.loads(token, salt=_REACTION)
    except signing.BadSignature:
        return None
    found = Participation.objects.select_related("training").filter(pk=pk, state="selected", answered=None)
    return found.first()


@transaction.atomic
def react(*, token: str, answers: Mapping[str, int], comment: str) -> None:
    """Keep an answer without a trace of who gave it: the audit tells that one came, and the link is used up.

    Raises UserError for a link that was used.
    """
    participation = asked_for_reaction(token)
    if participation is None:
        raise refusal("training-wrong-link-used")
    Answered.objects.create(participation=participation)
    Reaction.objects.create(training=participation.training, answers=dict(answers), comment=comment.strip())
    chain.record("anonymous", "training-reaction-given", participation.training.key)


def follow_up_token(follow_up: FollowUp) -> str:
    return signing.dumps(follow_up.pk, salt=_FOLLOW_UP)


def asked_to_follow_up(token: str) -> FollowUp | None:
    try:
        pk = signing.loads(token, salt=_FOLLOW_UP)
    except signing.BadSignature:
        return None
    found = FollowUp.objects.select_related("participation__training", "participation__person")
    return found.filter(pk=pk, answered_at=None).first()


@transaction.atomic
def answer_follow_up(*, token: str, applies: str, example: str) -> None:
    """Raises UserError for a link that was used."""
    follow_up = asked_to_follow_up(token)
    if follow_up is None:
        raise refusal("training-wrong-link-used")
    follow_up.applies, follow_up.example, follow_up.answered_at = applies, example.strip(), timezone.now()
    follow_up.save()
    chain.record(
        follow_up.asks, "training-follow-up-answered", follow_up.participation.training.key, follow_up=follow_up.pk
    )  # fmt: skip


def due(today: date) -> QuerySet[FollowUp]:
    """Follow-ups whose day has come and that nobody has answered."""
    return FollowUp.objects.filter(answered_at=None, due_on__lte=today)


def applied(training: Training) -> dict[tuple[int, str], dict[str, int]]:
    """How many said yes, partly or no, and how many were asked, by months and by who was asked."""
    found = FollowUp.objects.filter(participation__training=training).values("months", "asks").annotate(
        asked=Count("pk"), answered=Count("answered_at"), yes=Count("pk", filter=Q(applies="yes")),
        partly=Count("pk", filter=Q(applies="partly")), no=Count("pk", filter=Q(applies="no")),
    )  # fmt: skip
    return {(each["months"], each["asks"]): each for each in found}
