"""Selection: who comes, who waits; with the balance before the eyes of whoever decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training.models import Participation, Training
from durna.web.versioned import ChangedMeanwhile

BALANCED = ("sex", "country", "institution")


@dataclass(frozen=True)
class Share:
    """How many of one sex, country or institution were nominated, and how many are selected."""

    what: str
    nominated: int
    selected: int
    of_selected: float | None  # percent of all selected


def balance(participations: Sequence[Participation]) -> dict[str, list[Share]]:
    """By sex, country and institution, the most numerous first; those who withdrew are not counted."""
    there = [each for each in participations if each.state != "withdrawn"]
    selected = [each for each in there if each.state == "selected"]
    return {field: _shares(field, there, selected) for field in BALANCED}


def _shares(field: str, there: Sequence[Participation], selected: Sequence[Participation]) -> list[Share]:
    all_, chosen = (Counter(getattr(each, field) for each in group) for group in (there, selected))
    return [
        Share(what, number, chosen[what], 100 * chosen[what] / len(selected) if selected else None)
        for what, number in sorted(all_.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def repeated(participations: Sequence[Participation]) -> set[int]:
    """People who stand on a list more than once: named by two institutions, or by one after an own application."""
    people = Counter(each.person.root_id for each in participations if each.state != "withdrawn")
    return {person for person, number in people.items() if number > 1}


@transaction.atomic
def select(*, by: str, training: Training, decided: Mapping[int, tuple[str, int]]) -> int:
    """Decide on people of a list: `{participation: (state, version seen)}`. Returns how many decisions were new.

    Raises ChangedMeanwhile where somebody else decided on one of them after the list was opened, UserError for more
    people than there are places and for a person who would have two; nothing is then saved.
    """
    training = Training.objects.select_for_update().get(pk=training.pk)
    if training.closed_at or training.cancelled_at:
        raise refusal("training-wrong-closed")
    held = {each.pk: each for each in training.participations.select_related("person")}
    changes = [(held[pk], state, seen) for pk, (state, seen) in decided.items() if pk in held]
    _nobody_else(changes)
    moved = [(each, state) for each, state, _ in changes if each.state != state]
    before = {str(each.pk): each.state for each, _ in moved}
    for each, state in moved:
        each.state, each.version = state, each.version + 1
    _fits(training, held.values())
    _refuse_two_places(held.values())
    ranks = _ranked(held.values())
    Participation.objects.bulk_update(
        {each.pk: each for each in [*(each for each, _ in moved), *ranks]}.values(), ["state", "version", "rank"]
    )
    training.selected_at = timezone.now()
    training.save(update_fields=["selected_at"])
    chain.record(
        by, "training-selected", training.key, before=before, after={str(each.pk): state for each, state in moved}
    )  # fmt: skip
    return len(moved)


@transaction.atomic
def call_reserve(*, by: str, training: Training) -> Participation:
    """The first of the reserve list gets a place that became free. Raises UserError where none waits or fits."""
    training = Training.objects.select_for_update().get(pk=training.pk)
    held = list(training.participations.select_related("person"))
    there = {each.person.root_id for each in held if each.state == "selected"}
    waiting = [each for each in held if each.state == "reserve" and each.person.root_id not in there]
    first = min(waiting, key=lambda each: (each.rank is None, each.rank or 0, each.pk), default=None)
    if first is None:
        raise refusal("training-wrong-no-reserve")
    first.state, first.rank = "selected", None
    others = [each for each in held if each.pk != first.pk]
    _fits(training, [*others, first])
    first.save_over(first.version)
    chain.record(by, "training-reserve-called", training.key, participation=first.pk)
    return first


@transaction.atomic
def withdraw(*, by: str, participation: Participation) -> None:
    """Take somebody off the list; that he was on it stays. Raises UserError for a training that is closed."""
    if participation.training.closed_at or participation.training.cancelled_at:
        raise refusal("training-wrong-closed")
    if participation.state == "withdrawn":
        return
    participation.state, participation.rank = "withdrawn", None
    participation.save_over(participation.version)
    chain.record(by, "training-withdrawn", participation.training.key, participation=participation.pk)


def _nobody_else(changes: Sequence[tuple[Participation, str, int]]) -> None:
    late = [each for each, state, seen in changes if each.version != seen and each.state != state]
    if late:
        told = refusal("training-wrong-list-changed", people=len(late))
        raise ChangedMeanwhile(found=told.found, expected=told.expected, do=told.do)


def _fits(training: Training, held: Sequence[Participation]) -> None:
    selected = sum(each.state == "selected" and each.role == "participant" for each in held)
    if training.capacity is not None and selected > training.capacity:
        raise refusal("training-wrong-capacity", capacity=training.capacity, selected=selected)


def _refuse_two_places(held: Iterable[Participation]) -> None:
    people = Counter(each.person.root_id for each in held if each.state == "selected")
    if twice := sum(number > 1 for number in people.values()):
        raise refusal("training-wrong-two-places", people=twice)


def _ranked(held: Sequence[Participation]) -> list[Participation]:
    """Give the reserve its places: those who had one keep their order, new ones come after."""
    waiting = sorted(
        (each for each in held if each.state == "reserve"),
        key=lambda each: (each.rank is None, each.rank or 0, each.pk),
    )
    changed = [each for each in held if each.state != "reserve" and each.rank is not None]
    for each in changed:
        each.rank = None
    for place, each in enumerate(waiting, start=1):
        if each.rank != place:
            each.rank = place
            changed.append(each)
    return changed
