"""Whoever applies without a link gets a code, and withdraws by it. No page tells whether somebody has applied."""

from __future__ import annotations

import hashlib
import re

from django.db import transaction

from durna.web.audit import chain
from durna.web.training import nominating, selecting
from durna.web.training.models import Participation, Training
from durna.web.training.models.participation import code as letters
from durna.web.training.nominating import Nominee

BY = "application"


@transaction.atomic
def apply(*, training: Training, nominee: Nominee) -> str:
    """Returns the code, which is shown once and kept as its hash alone.

    Whoever had withdrawn is on the list again, by what he says now. Whoever is on it stays as he is and gets a code
    too, which opens nothing: so the answer to a stranger who types somebody's name is that to anybody. Raises UserError
    as a nomination does.
    """
    made = "-".join((letters()[:4], letters()[:4], letters()[:4]))
    held = _held(training, nominee)
    if held is None:
        (participation,) = nominating.nominate(by=BY, training=training, nominees=[nominee])
        Participation.objects.filter(pk=participation.pk).update(withdrawal_hash=_hash(made))
    elif held.state == "withdrawn":
        _stand_again(training, held, nominee, _hash(made))
    return made


def _held(training: Training, nominee: Nominee) -> Participation | None:
    """Who the list has by this name and address; of several one that stands."""
    there = training.participations.select_related("person")
    found = [each for each in there if nominating.key_of(each.person) == nominee.key]
    return min(found, key=lambda each: each.state == "withdrawn", default=None)


def _stand_again(training: Training, held: Participation, nominee: Nominee, code: str) -> None:
    """As an own application, whoever had nominated before: a link counts the places that it gave."""
    nominating.refuse_shut(training)
    held = Participation.objects.select_for_update().get(pk=held.pk)
    if held.state != "withdrawn":
        return  # of two who come at once the first
    for name, value in nominee.participation.items():
        setattr(held, name, value)
    link, held.link = held.link_id, None
    held.state, held.rank, held.withdrawal_hash = "nominated", None, code
    held.save_over(held.version)
    chain.record(BY, "training-applied-again", training.key, participation=held.pk, link=link)


@transaction.atomic
def withdraw(*, code: str) -> None:
    """Does nothing for a code that opens nothing. Raises UserError for a training that is closed."""
    found = Participation.objects.select_related("training").filter(withdrawal_hash=_hash(code)).first()
    if found is not None:
        selecting.withdraw(by=BY, participation=found)


def _hash(code: str) -> str:
    return hashlib.sha256(re.sub(r"[\s-]", "", code).upper().encode()).hexdigest()
