"""Whoever applies without a link gets a code, and withdraws by it. No page tells whether somebody has applied."""

from __future__ import annotations

import hashlib
import re

from django.db import transaction

from durna.web.training import nominating, selecting
from durna.web.training.models import Participation, Training
from durna.web.training.models.participation import code as letters
from durna.web.training.nominating import Nominee

BY = "application"


@transaction.atomic
def apply(*, training: Training, nominee: Nominee) -> str:
    """Returns the code, which is shown once and kept as its hash alone.

    Whoever is on the list already stays as he is and gets a code too, which opens nothing: so the answer to a stranger
    who types somebody's name is that to anybody. Raises UserError as a nomination does.
    """
    made = "-".join((letters()[:4], letters()[:4], letters()[:4]))
    if nominee.key not in nominating.on_the_list(training):
        (participation,) = nominating.nominate(by=BY, training=training, nominees=[nominee])
        Participation.objects.filter(pk=participation.pk).update(withdrawal_hash=_hash(made))
    return made


@transaction.atomic
def withdraw(*, code: str) -> None:
    """Does nothing for a code that opens nothing. Raises UserError for a training that is closed."""
    found = Participation.objects.select_related("training").filter(withdrawal_hash=_hash(code)).first()
    if found is not None:
        selecting.withdraw(by=BY, participation=found)


def _hash(code: str) -> str:
    return hashlib.sha256(re.sub(r"[\s-]", "", code).upper().encode()).hexdigest()
