"""Certificates: a batch is made whole or not at all, numbers are never given twice, what is signed stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training import attending, jws, signing_key
from durna.web.training.models import Batch, Certificate, Numbering, Participation, Training

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
ISSUER = {
    "en": "Regional Training Centre on Migration", "az": "Miqrasiya üzrə Regional Tədris Mərkəzi",
    "ru": "Региональный учебный центр по миграции",
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What a verification found. `state`: genuine, revoked, altered or unknown; `certificate` where we have it."""

    state: str
    certificate: Certificate | None = None
    said: Mapping[str, Any] | None = None


def waiting(training: Training) -> Sequence[Participation]:
    """Those who have completed and hold no certificate that is valid."""
    held = Certificate.objects.filter(participation=OuterRef("pk"), revoked_at=None)
    found = training.participations.filter(completed=True).exclude(Exists(held))
    return list(found.select_related("person"))


@transaction.atomic
def make_batch(*, by: str, training: Training, site: str, today: date) -> Batch:
    """Certificates for everybody who waits for one, in one transaction. `site`: the address of the site, with `/`.

    Raises UserError where the training is not closed, and where nobody waits.
    """
    locked = Training.objects.select_for_update(of=("self",))
    training = locked.select_related("curriculum", "programme").get(pk=training.pk)
    if training.closed_at is None:
        raise refusal("training-wrong-not-closed")
    people = waiting(training)
    if not people:
        raise refusal("training-wrong-nobody-waits")
    batch = Batch.objects.create(
        training=training, curriculum=training.curriculum, hours=_hours(training), made_at=timezone.now(), made_by=by,
        curriculum_label=str(training.curriculum or ""),
    )  # fmt: skip
    numbers = _numbers(today.year, len(people))
    signer = _Signer(batch, site, today)
    made = [signer.certificate(each, number) for each, number in zip(people, numbers, strict=True)]
    Certificate.objects.bulk_create(made, batch_size=200)
    chain.record(
        by, "training-certificates-made", training.key, batch=batch.pk, first=numbers[0], last=numbers[-1],
        people=len(made),
    )  # fmt: skip
    return batch


@transaction.atomic
def revoke(*, by: str, certificate: Certificate, because: str) -> None:
    """For ever: whoever should hold one again gets a new one. Raises UserError without a reason."""
    if not because.strip() or certificate.revoked_at:
        raise refusal("training-wrong-reason")
    certificate.revoked_at, certificate.revoked_by, certificate.revoked_because = timezone.now(), by, because.strip()
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    chain.record(by, "training-certificate-revoked", f"training/certificate/{certificate.number}", because=because)


def check(token: str) -> Checked:
    """A credential or the statement of a square, as somebody holds it."""
    try:
        said = jws.verify(token, signing_key.public())
    except jws.NotGenuine:
        return Checked("altered")
    number = str(said.get("n") or str(said.get("jti", "")).rstrip("/").rpartition("/")[2])
    found = by_number(number)
    return Checked(found.state, found.certificate, said)


def by_number(number: str) -> Checked:
    """What is known of a number; that there is such a certificate says nothing of a paper that somebody holds."""
    found = Certificate.objects.select_related("batch__training").filter(number=number.strip().upper()).first()
    if found is None:
        return Checked("unknown")
    return Checked("revoked" if found.revoked_at else "genuine", found)


def revoked(site: str) -> dict[str, Any]:
    """The list that verifiers read (1EdTech Revocation List 1.0)."""
    found = Certificate.objects.exclude(revoked_at=None)
    return {
        "id": f"{site}training/revoked.json", "issuer": f"{site}training/keys.json",
        "revokedCredential": [
            {"id": _address(site, each.number), "revoked": True, "revocationReason": each.revoked_because}
            for each in found
        ],
    }  # fmt: skip


class _Signer:
    def __init__(self, batch: Batch, site: str, today: date) -> None:
        self._batch, self._site, self._today = batch, site, today
        self._training = batch.training
        self._key, self._jwk = signing_key.current()

    def certificate(self, participation: Participation, number: str) -> Certificate:
        name = participation.person.name
        return Certificate(
            number=number, batch=self._batch, participation=participation, name=name, title=self._training.title,
            issued_on=self._today, credential=self._credential(name, number), seal=self._seal(name, number),
        )  # fmt: skip

    def _credential(self, name: str, number: str) -> str:
        """An Open Badge 3.0 as VC-JWT: its members stand at the top, and the registered claims repeat them."""
        address, issuer = _address(self._site, number), f"{self._site}training/keys.json"
        said = {
            "@context": list(CONTEXTS), "id": address, "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": _english(self._training.title), "validFrom": f"{self._today.isoformat()}T00:00:00Z",
            "issuer": {"id": issuer, "type": ["Profile"], "name": ISSUER["en"], "url": self._site},
            "credentialSubject": self._subject(name, number),
            "credentialStatus": {"id": f"{self._site}training/revoked.json", "type": "1EdTechRevocationList"},
            "iss": issuer, "jti": address, "nbf": _seconds(self._today),
        }  # fmt: skip
        return jws.sign(said, self._key, {"typ": "JWT", "kid": f"{issuer}#{self._jwk['kid']}"})

    def _subject(self, name: str, number: str) -> dict[str, Any]:
        training = self._training
        achievement: dict[str, Any] = {
            "id": f"{self._site}training/calendar/#{training.number}", "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion", "name": _english(training.title),
            "description": f"{_english(training.title)}, {self._batch.hours.normalize():f} hours",
            "criteria": {"narrative": self._criteria()}, "tag": [training.programme.code],
        }  # fmt: skip
        if self._batch.curriculum_label:
            achievement["version"] = self._batch.curriculum_label
        subject: dict[str, Any] = {
            "type": ["AchievementSubject"], "achievement": achievement,
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"},
                {"type": "IdentityObject", "hashed": False, "identityHash": number, "identityType": "identifier"},
            ],
        }  # fmt: skip
        if training.starts_on:
            subject["activityStartDate"] = f"{training.starts_on.isoformat()}T00:00:00Z"
            subject["activityEndDate"] = f"{(training.ends_on or training.starts_on).isoformat()}T00:00:00Z"
        return subject

    def _criteria(self) -> str:
        curriculum = self._batch.curriculum
        least = curriculum.least_attendance if curriculum else 80
        test = f" and {curriculum.least_post_test} percent in the final test" if curriculum and (
            curriculum.least_post_test is not None) else ""  # fmt: skip
        return f"At least {least} percent of the planned hours{test}."

    def _seal(self, name: str, number: str) -> str:
        """Short, for a square that a telephone can read from paper."""
        said = {
            "n": number, "p": name, "t": _english(self._training.title), "h": f"{self._batch.hours.normalize():f}",
            "d": self._today.isoformat(), "v": self._batch.curriculum_label,
        }  # fmt: skip
        return jws.sign(said, self._key, {"kid": self._jwk["kid"]})


def _numbers(year: int, how_many: int) -> list[str]:
    """The next numbers of a year; a transaction that fails gives them back unseen, one that stands never does."""
    Numbering.objects.get_or_create(year=year)
    held = Numbering.objects.select_for_update().get(year=year)
    first, held.last = held.last + 1, held.last + how_many
    held.save()
    return [f"RTCM-{year}-{number:06}" for number in range(first, held.last + 1)]


def _hours(training: Training) -> Decimal:
    planned = attending.planned_hours(training)
    if planned or training.curriculum is None:
        return planned
    return sum((part.hours for part in training.curriculum.parts.all()), Decimal(0))


def _address(site: str, number: str) -> str:
    return f"{site}training/verify/{number}/"


def _english(title: Mapping[str, str]) -> str:
    return title.get("en") or next((text for text in title.values() if text), "")


def _seconds(day: date) -> int:
    return int(datetime.fromisoformat(f"{day.isoformat()}T00:00:00+00:00").timestamp())
