"""The Network of Experts: proposed, accepted, invited, teaching; and who trained whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import matching
from durna.web.training.models import Expert, Invitation, Module, Participation, Person, Teaching, Training
from durna.web.training.nominating import person_of

_SALT = "durna training invitation"


@dataclass(frozen=True)
class Trained:
    """A training that an expert gave, and how many completed it; `experts`: those of them who teach in their turn."""

    training: Training
    completed: int
    experts: tuple[Expert, ...]


@transaction.atomic
def propose(
    *, by: str, way: str, person: Mapping[str, Any], modules: Sequence[Module], languages: Sequence[str] = ()
) -> Expert:
    """Somebody is proposed by a State or a partner, or at their own request; the centre decides."""
    made = Person.objects.bulk_create([person_of(person)])
    matching.propose(made)
    root = Person.objects.get(pk=made[0].root_id)
    if Expert.objects.filter(person=root).exists():
        raise refusal("training-wrong-expert-known")
    expert = Expert.objects.create(person=root, way=way, proposed_by=by, languages=list(languages))
    expert.modules.set(modules)
    chain.record(by, "training-expert-proposed", f"training/expert/{expert.pk}", way=way)
    return expert


@transaction.atomic
def decide(*, by: str, expert: Expert, state: str, modules: Sequence[Module]) -> None:
    """Accept (each is specialised in a module at least), decline, or note that somebody left."""
    if state == "accepted" and not modules:
        raise refusal("training-wrong-expert-module")
    before = expert.state
    expert.state, expert.decided_by, expert.decided_at = state, by, timezone.now()
    expert.save()
    expert.modules.set(modules)
    chain.record(by, "training-expert-decided", f"training/expert/{expert.pk}", before=before, after=state)


@transaction.atomic
def invite(*, by: str, expert: Expert, training: Training) -> Invitation:
    if expert.state != "accepted":
        raise refusal("training-wrong-expert-state")
    if Invitation.objects.filter(expert=expert, training=training).exists():
        raise refusal("training-wrong-invited")
    made = Invitation.objects.create(expert=expert, training=training, made_by=by)
    chain.record(by, "training-expert-invited", training.key, expert=expert.pk)
    return made


def invitation_token(invitation: Invitation) -> str:
    return signing.dumps(invitation.pk, salt=_SALT)


def invited_by(token: str) -> Invitation | None:
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("training", "expert__person").filter(pk=pk, answer="").first()


@transaction.atomic
def answer(*, token: str, accepts: bool) -> None:
    invitation = invited_by(token)
    if invitation is None:
        raise refusal("training-wrong-link-used")
    invitation.answer = "accepted" if accepts else "declined"
    invitation.answered_at = timezone.now()
    invitation.save()
    chain.record("expert", "training-invitation-answered", invitation.training.key, answer=invitation.answer)


def with_load(year: int) -> QuerySet[Expert]:
    """Experts with what they taught in a year: hours and sessions."""
    mine = Q(teachings__session__starts_at__year=year)
    return (
        Expert.objects.select_related("person")
        .annotate(
            hours=Sum("teachings__session__hours", filter=mine), sessions=Count("teachings", filter=mine, distinct=True)
        )
        .order_by("person__family_name", "person__given_name", "pk")
    )


def suitable(training: Training) -> QuerySet[Expert]:
    """Accepted experts for the modules of a training who were not asked yet."""
    found = Expert.objects.filter(state="accepted").exclude(invitations__training=training)
    if training.curriculum_id:
        found = found.filter(modules__in=training.curriculum.modules.all())
    return found.select_related("person").distinct()


def given_by(experts: Sequence[Expert]) -> dict[int, list[Trained]]:
    """What each of these experts gave and who of those taught there teaches now: in four queries, however many."""
    pairs = set(Teaching.objects.filter(expert__in=experts).values_list("expert_id", "session__training_id").distinct())
    trainings = Training.objects.in_bulk({training for _, training in pairs})
    completed = dict(
        Participation.objects.filter(training__in=trainings, completed=True)
        .values_list("training").annotate(n=Count("pk"))
    )  # fmt: skip
    after = _experts_from(trainings)
    given: dict[int, list[Trained]] = {expert.pk: [] for expert in experts}
    for expert, training in sorted(pairs, key=lambda pair: str(trainings[pair[1]].starts_on)):
        given[expert].append(
            Trained(trainings[training], completed.get(training, 0), tuple(after.get(training, ())))
        )  # fmt: skip
    return given


def _experts_from(trainings: Mapping[int, Training]) -> dict[int, list[Expert]]:
    """Experts who completed one of these trainings, under whatever record."""
    found: dict[int, list[Expert]] = {}
    done = Participation.objects.filter(training__in=trainings, completed=True).select_related("person")
    roots: dict[int, set[int]] = {}
    for each in done:
        roots.setdefault(each.person.root_id, set()).add(each.training_id)
    for expert in Expert.objects.filter(person__in=roots).select_related("person"):
        for training in roots[expert.person_id]:
            found.setdefault(training, []).append(expert)
    return found
