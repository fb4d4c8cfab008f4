"""Somebody who makes certificates, batch after batch, and what stands afterwards: run as processes of their own.

python -m tests.web.certifiers make|tell WORKSPACE

`tell` prints as JSON: people and numbers of each batch, the last number given, the batches that the audit tells, and
where its chain is broken.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

_BATCHES, _PEOPLE = 60, 40
_TODAY = date(2026, 3, 5)


def make() -> None:
    from durna.web.training import certifying
    from durna.web.training.models import Training

    if not Training.objects.exists():
        _trainings()
    for training in Training.objects.filter(batches=None).order_by("pk"):
        certifying.make_batch(by="somebody", training=training, site="http://localhost/", today=_TODAY)


def _trainings() -> None:
    """Closed, with people who have completed."""
    from django.db import transaction
    from django.utils import timezone

    from durna.web.training.models import Participation, Person, Programme, Training
    from durna.web.training.nominating import person_of

    with transaction.atomic():
        programme = Programme.objects.create(code="ml", kind="course", title={"en": "Migration law"})
        for number in range(_BATCHES):
            training = Training.objects.create(
                number=f"T-{number}", programme=programme, title=programme.title, closed_at=timezone.now()
            )
            people = Person.objects.bulk_create(
                person_of({"family_name": f"Example {number}", "given_name": str(each)}) for each in range(_PEOPLE)
            )
            Participation.objects.bulk_create(
                Participation(training=training, person=each, state="selected", completed=True) for each in people
            )


def tell() -> None:
    from durna.web.audit import chain
    from durna.web.audit.models import Event
    from durna.web.training.models import Batch, Numbering, Participation

    held = Batch.objects.prefetch_related("certificates").order_by("pk")
    told = {
        "people": [batch.certificates.count() for batch in held],
        "asked": [
            Participation.objects.filter(training=batch.training_id, completed=True).count() for batch in held
        ],
        "numbers": [each.number for batch in held for each in batch.certificates.all()],
        "last": sum(Numbering.objects.values_list("last", flat=True)),
        "audited": [
            event.details["batch"]
            for event in Event.objects.filter(action="training-certificates-made").order_by("number")
        ],
        "batches": [batch.pk for batch in held], "broken": chain.broken(),
    }  # fmt: skip
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(sys.argv[2])))
    running.migrate()
    {"make": make, "tell": tell}[sys.argv[1]]()
