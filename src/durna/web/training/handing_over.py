"""Hand the participations over to Durna's figures: as a delivery through intake, with a receipt, like any other source.

What the site knows reaches figures on no other way. A participation has the number of its record here, a person the
number of the record that stands for the person, which intake turns into a pseudonym.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from durna.errors import KeyProblem
from durna.periods import Period, parse
from durna.persons.keys import pseudonym_key
from durna.store.receipts import Receipt
from durna.web.audit import chain
from durna.web.papers.build import in_language
from durna.web.served import workspace
from durna.web.training.models import Certificate, Participation, Training

SOURCE = "training_center"
_COLUMNS = (
    "enrolment_no", "course_no", "course_title", "topic", "mode", "language", "starts_on", "ends_on", "venue",
    "document_number", "sex", "birth_year", "role", "country", "institution", "attendance", "days", "pre_test",
    "post_test", "completed", "certificate",
)  # fmt: skip
_DATES = ("starts_on", "ends_on")


def hand_over(by: str) -> Receipt:
    """Everything of closed lists, and of those that were handed over before and are open again.

    The same participations give the receipt of before. Raises UserError as intake does.
    """
    from durna.intake.deliver import Delivery, deliver

    served = workspace()
    with TemporaryDirectory(prefix="durna-training-") as place:
        file = Path(place) / "training-centre.csv"
        _write(file)
        name = _mapping(_knows_pseudonyms())
        receipt = deliver(served, SOURCE, Delivery(file, timezone.localdate(), _covered()), name)
    with transaction.atomic():
        Training.objects.filter(_told()).update(handed_over_at=timezone.now())
        chain.record(
            by, "training-handed-over", receipt.delivery_id, rows=receipt.rows_in, accepted=receipt.accepted,
            rejected=receipt.rejected,
        )  # fmt: skip
    return receipt


def waiting() -> int:
    """Closed trainings that were closed after they were last handed over."""
    return Training.objects.filter(closed_at__isnull=False).filter(
        Q(handed_over_at=None) | Q(handed_over_at__lt=F("closed_at"))
    ).count()  # fmt: skip


def _covered() -> Period | None:
    """From the first training told of until today: days without a training are known to have none."""
    first = Training.objects.filter(_told()).aggregate(first=Min("starts_on"))["first"]
    return parse(f"{first.isoformat()}..{timezone.localdate().isoformat()}") if first else None


def _told() -> Q:
    return Q(closed_at__isnull=False) | Q(handed_over_at__isnull=False)


def _write(file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_COLUMNS)
        writer.writerows(_rows())


def _rows() -> Iterator[list[Any]]:
    trainings = {each.pk: each for each in Training.objects.filter(_told()).select_related("programme")}
    held = Certificate.objects.filter(participation=OuterRef("pk"), revoked_at=None)
    found = Participation.objects.filter(training__in=Training.objects.filter(_told()), state="selected")
    people = found.annotate(
        root=Coalesce("person__same_as", "person"), born=F("person__birth_year"), certified=Exists(held)
    )  # fmt: skip
    for each in people.order_by("pk").iterator(chunk_size=5000):
        training = trainings[each.training_id]
        if training.starts_on is not None:
            yield _row(each, training)


def _row(each: Any, training: Training) -> list[Any]:
    return [
        f"RTCM-{each.pk}", training.number, in_language(training.title, "en"),
        in_language(training.programme.topic or training.programme.title, "en"), training.mode, each.language,
        training.starts_on, training.ends_on or training.starts_on, training.place, f"RTCM-{each.root}", each.sex,
        each.born, each.role, each.country, each.institution, each.attendance, each.days, each.pre_test, each.post_test,
        _yes(each.completed), _yes(each.certified),
    ]  # fmt: skip


def _yes(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _knows_pseudonyms() -> bool:
    try:
        pseudonym_key(workspace())
    except KeyProblem:
        return False
    return True


def _mapping(with_persons: bool) -> str:
    """Write the mapping of our own file into the workspace, where it can be read like any other. Returns its name."""
    import yaml

    name = "training_centre_of_the_site" if with_persons else "training_centre_of_the_site_without_persons"
    columns = [column for column in _COLUMNS if with_persons or column != "document_number"]
    fields = {column: {"column": column, "form": "iso"} if column in _DATES else column for column in columns}
    about = "Participations that the site hands over by itself"
    said = {"source": SOURCE, "about": about, "file": {"delimiter": ",", "encoding": "utf-8"}, "fields": fields}
    folder = workspace().mappings
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return name
