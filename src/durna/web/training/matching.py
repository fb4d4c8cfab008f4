"""Which records of people may be of one person: proposed when a list comes in, decided by a coordinator, undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import folding, tallies
from durna.web.training.models import Match, Person

# Points; together with the least that is proposed, and what is certain enough to be joined at once.
NAME, NEAR_NAME, EMAIL, INSTITUTION, COUNTRY, BIRTH_YEAR = 60, 45, 50, 15, 10, 15
LEAST, CERTAIN = 65, 110
_AT_ONCE = 400
# What is compared; rows, because there may be very many.
_READ = (
    "pk", "same_as_id", "name_key", "block_key", "sex", "country", "institution", "email", "birth_year",
)  # fmt: skip


@dataclass(frozen=True)
class Likeness:
    score: int
    reasons: tuple[str, ...]


def likeness(one: Any, other: Any) -> Likeness:
    """How much speaks for one person; 0 where something speaks against it."""
    found = list(_of_name_and_address(one, other))
    # The rest alone is not enough for a proposal.
    if not found or _contradict(one, other):
        return Likeness(0, ())
    if one.institution and folding.share_words(one.institution, other.institution):
        found.append(("institution", INSTITUTION))
    if one.country and one.country == other.country:
        found.append(("country", COUNTRY))
    if one.birth_year and one.birth_year == other.birth_year:
        found.append(("birth-year", BIRTH_YEAR))
    return Likeness(sum(points for _, points in found), tuple(reason for reason, _ in found))


def propose(new: Sequence[Person]) -> list[Match]:
    """Compare new records with all others, in a few queries; those beyond doubt are joined, with the match to undo it.

    To be called inside the transaction that saved them.
    """
    known = _candidates(new)
    fresh = {person.pk for person in new}
    made: list[Match] = []
    roots: dict[int, int] = {}
    for person in new:
        best: dict[int, Match] = {}
        for other in _likely(person, known):
            # Of two new ones the later is compared with the earlier, once.
            if other.pk == person.pk or (other.pk in fresh and other.pk > person.pk):
                continue
            like = likeness(other, person)
            held = best.get(_root(other))
            if like.score >= LEAST and (held is None or like.score > held.score):
                best[_root(other)] = Match(
                    first_id=other.pk, second=person, score=like.score, reasons=list(like.reasons)
                )  # fmt: skip
                roots[other.pk] = _root(other)
        made += best.values()
    certain = _join_certain(made, roots)
    Match.objects.bulk_create(made, batch_size=500)
    Person.objects.bulk_update(certain, ["same_as"], batch_size=500)
    return made


def _join_certain(made: Sequence[Match], roots: Mapping[int, int]) -> list[Person]:
    joined: dict[int, Person] = {}
    for match in sorted(made, key=lambda each: -each.score):
        second = match.second
        if match.score < CERTAIN or second.pk in joined or roots[match.first_id] == second.pk:
            continue
        second.same_as_id = roots[match.first_id]
        match.state, match.moved, match.decided_at = "same", [second.pk], timezone.now()
        joined[second.pk] = second
    for person in joined.values():
        # A chain of new ones of one person ends at its first record.
        while person.same_as_id in joined:
            person.same_as_id = joined[person.same_as_id].same_as_id
    return list(joined.values())


def _of_name_and_address(one: Any, other: Any) -> Iterator[tuple[str, int]]:
    if one.name_key and one.name_key == other.name_key:
        yield "name", NAME
    elif one.name_key and folding.is_near(one.name_key, other.name_key):
        yield "near-name", NEAR_NAME
    if one.email and one.email == other.email:
        yield "email", EMAIL


@transaction.atomic
def decide(*, by: str, match: Match, is_same: bool) -> None:
    """Join the two under the record of the first, or keep them apart. Raises UserError where it is decided already."""
    match = Match.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=match.pk)
    if match.state not in ("proposed", "undone"):
        raise refusal("training-wrong-match-decided")
    match.state = "same" if is_same else "different"
    if is_same:
        root, old = match.first.root_id, match.second.root_id
        moving = [] if root == old else [old, *Person.objects.filter(same_as=old).values_list("pk", flat=True)]
        with tallies.following(people=[root, old]):
            Person.objects.filter(pk__in=moving).update(same_as=root)
        match.moved = moving
    match.decided_by, match.decided_at = by, timezone.now()
    match.save()
    chain.record(by, "training-match-decided", f"{match.first.key} {match.second.key}", same=is_same)


@transaction.atomic
def undo(*, by: str, match: Match) -> None:
    """Part again what a match joined. Raises UserError where it joined nothing."""
    match = Match.objects.select_for_update().get(pk=match.pk)
    if match.state != "same":
        raise refusal("training-wrong-match-not-joined")
    if match.moved:
        old, *others = match.moved
        with tallies.following(people=match.moved):
            Person.objects.filter(pk=old).update(same_as=None)
            Person.objects.filter(pk__in=others).update(same_as=old)
    about = " ".join(f"training/person/{pk}" for pk in (match.first_id, match.second_id))
    match.state, match.moved, match.decided_by, match.decided_at = "undone", [], by, timezone.now()
    match.save()
    chain.record(by, "training-match-undone", about)


def _contradict(one: Any, other: Any) -> bool:
    if one.birth_year and other.birth_year and one.birth_year != other.birth_year:
        return True
    return one.sex != other.sex and "unknown" not in (one.sex, other.sex)


def _root(record: Any) -> int:
    """Of a record as it was read, which is a row and no Person."""
    return int(record.same_as_id or record.pk)


class _Known:
    """Records by block and word of the name, and by address: near names have a word in common."""

    def __init__(self) -> None:
        self.by_word: dict[tuple[str, str], dict[int, Any]] = defaultdict(dict)
        self.by_email: dict[str, dict[int, Any]] = defaultdict(dict)

    def add(self, people: Iterable[Any]) -> None:
        for person in people:
            for word in person.name_key.split():
                self.by_word[person.block_key, word][person.pk] = person
            if person.email:
                self.by_email[person.email][person.pk] = person


def _likely(person: Person, known: _Known) -> Iterable[Any]:
    found: dict[int, Any] = {}
    for word in person.name_key.split():
        found |= known.by_word.get((person.block_key, word), {})
    if person.email:
        found |= known.by_email.get(person.email, {})
    return found.values()


def _candidates(new: Sequence[Person]) -> _Known:
    known = _Known()
    blocks = sorted({person.block_key for person in new})
    emails = sorted({person.email for person in new if person.email})
    for field, values in (("block_key", blocks), ("email", emails)):
        for start in range(0, len(values), _AT_ONCE):
            some = Person.objects.filter(**{f"{field}__in": values[start : start + _AT_ONCE]})
            known.add(some.values_list(*_READ, named=True).order_by().iterator(chunk_size=5000))
    return known
