"""Nominations: by a link that an institution got, by a person's own application, or entered by the centre."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import folding, matching, tallies
from durna.web.training.models import Match, NominationLink, Participation, Person, Training

# What a person is told from another by, on one list.
NAMES = ("family_name", "given_name", "email", "institution")
_OF_PERSON = ("family_name", "given_name", "patronymic", "sex", "country", "institution", "email", "birth_year")


@dataclass(frozen=True)
class Nominee:
    """What a nomination says: fields of the person, and of the participation."""

    person: Mapping[str, Any]
    participation: Mapping[str, Any]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Nominee:
        person = {name: told[name] for name in _OF_PERSON if name in told}
        person["email"] = (person.get("email") or "").strip().casefold()
        rest = {name: value for name, value in told.items() if name not in _OF_PERSON}
        same = {name: person[name] for name in ("sex", "country", "institution") if name in person}
        return cls(person, {**rest, **same})

    @property
    def key(self) -> tuple[str, str]:
        """Two nominees of one training with the same key are one."""
        person = self.person
        return key(person["family_name"], person["given_name"], person["email"], person.get("institution", ""))


@transaction.atomic
def give_link(
    *, by: str, training: Training, country: str, institution: str, places: int, ends_on: date
) -> str:  # fmt: skip
    """Returns the token of the link, which is shown once."""
    refuse_shut(training)
    token = secrets.token_urlsafe(32)
    link = NominationLink.objects.create(
        training=training, token_hash=_hash(token), country=country, institution=institution, places=places,
        ends_on=ends_on, made_by=by,
    )  # fmt: skip
    chain.record(by, "training-link-given", training.key, link=link.pk, institution=institution, country=country)
    return token


@transaction.atomic
def withdraw_link(*, by: str, link: NominationLink) -> None:
    link.withdrawn_at = timezone.now()
    link.save()
    chain.record(by, "training-link-withdrawn", link.training.key, link=link.pk)


def link_of(token: str) -> NominationLink | None:
    """The link behind a token; None where there is none, or it was withdrawn, or its days are over."""
    found = NominationLink.objects.select_related("training", "training__programme").filter(
        token_hash=_hash(token), withdrawn_at=None, ends_on__gte=timezone.localdate(),
        training__closed_at=None, training__cancelled_at=None,
    )  # fmt: skip
    return found.first()


def places_left(link: NominationLink) -> int:
    return link.places - link.participation_set.exclude(state="withdrawn").count()


def takes_applications(training: Training) -> bool:
    """Whether a person may apply for himself today."""
    until = training.nominations_until
    return (
        training.takes_applications and not training.closed_at and not training.cancelled_at
        and (until is None or until >= timezone.localdate())
    )  # fmt: skip


@transaction.atomic
def nominate(
    *, by: str, training: Training, nominees: Sequence[Nominee], link: NominationLink | None = None
) -> list[Participation]:
    """Put people on the list of a training; who they may be already is proposed.

    Raises UserError for more people than the link has places, a name that is on the list, and a closed training.
    """
    refuse_shut(training)
    if link is not None:
        link = NominationLink.objects.select_for_update().get(pk=link.pk)
        if len(nominees) > places_left(link):
            raise refusal("training-wrong-places", left=places_left(link), asked=len(nominees))
    taken = on_the_list(training, link)
    for nominee in nominees:
        if nominee.key in taken:
            raise refusal("training-wrong-on-the-list")
        taken.add(nominee.key)
    made = enter([Nomination(training, nominee) for nominee in nominees], link=link).participations
    chain.record(by, "training-nominated", training.key, people=len(made), link=link.pk if link else None)
    return made


@dataclass(frozen=True)
class Nomination:
    """Somebody to a training; `results`: what came of it, where that is known already."""

    training: Training
    nominee: Nominee
    results: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entered:
    """`participations` in the order of the nominations; `matches` of their people, with the known and each other."""

    participations: list[Participation]
    matches: list[Match]


def enter(nominations: Sequence[Nomination], link: NominationLink | None = None) -> Entered:
    """Save people and their participations and propose matches: of all at once, so that these are sought in a few
    queries. To be called inside a transaction that records it.

    Somebody who turns out, beyond doubt, to be on the list already is left with the record that the list has.
    """
    people = Person.objects.bulk_create((person_of(each.nominee.person) for each in nominations), batch_size=500)
    matches = matching.propose(people)
    made = Participation.objects.bulk_create(
        (
            Participation(
                training=each.training, person=person, link=link, **{**each.nominee.participation, **each.results}
            )
            for person, each in zip(people, nominations, strict=True)
        ),
        batch_size=500,
    )  # fmt: skip
    tallies.came(made)
    return Entered(made, matches)


def person_of(fields: Mapping[str, Any]) -> Person:
    family, given = fields["family_name"], fields["given_name"]
    return Person(
        **fields, name_key=folding.name_key(family, given), block_key=folding.block_key(family, given)
    )  # fmt: skip


def on_the_list(training: Training, link: NominationLink | None = None) -> set[tuple[str, str]]:
    """Keys of those who are on a list, as far as whoever nominates may know: an institution has its own nominations.

    That somebody applied by himself, or was named by another institution, is not for it to learn. Both then stand on
    the list; who decides sees that they are one, and selects one.
    """
    there = training.participations.exclude(state="withdrawn")
    if link is not None:
        there = there.filter(link=link)
    return {key(*each) for each in there.values_list(*(f"person__{name}" for name in NAMES))}


def key_of(person: Person) -> tuple[str, str]:
    return key(*(getattr(person, name) for name in NAMES))


def key(family: str, given: str, email: str, institution: str) -> tuple[str, str]:
    """With an address names may be spelt differently; without one they must be the same, letter for letter."""
    if email:
        return folding.name_key(family, given), email
    return f"{family} {given}".casefold(), institution.casefold()


def refuse_shut(training: Training) -> None:
    """Raises UserError where nobody comes on the list any more."""
    if training.closed_at or training.cancelled_at or training.is_told_only:
        raise refusal("training-wrong-closed")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
