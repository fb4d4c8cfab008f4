"""Certificates: numbered for ever, all or none, signed, verified without us, and revoked."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction
from django.test import Client

from durna.cli.main import durna
from durna.errors import UserError
from durna.web.training import certificate_paper, certifying, signing_key
from durna.web.training.models import Batch, Certificate, Numbering
from tests.web import training_life as life

pytestmark = pytest.mark.django_db

YEAR = 2026


def batch(people: int = 2, number: str = "T-1") -> Batch:
    names = ("Ann", "Beka", "Cid", "Dan")[:people]
    return life.certified(life.training(number), *(life.nominee(f"Example {name}", name) for name in names))


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_numbers_go_up_and_are_never_given_twice() -> None:
    first, second = batch(2), batch(1, "T-2")
    assert [each.number for each in first.certificates.all()] == ["RTCM-2026-000001", "RTCM-2026-000002"]
    assert [each.number for each in second.certificates.all()] == ["RTCM-2026-000003"]


def test_a_batch_that_fails_leaves_nothing_and_uses_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    training = life.training()
    life.closed(training, life.nominee(), life.nominee("Other"))
    made: list[str] = []
    real = certifying._Signer.certificate

    def breaks(self: object, participation: object, number: str) -> Certificate:
        made.append(number)
        if len(made) == 2:
            raise OSError("killed")
        return real(self, participation, number)  # type: ignore[arg-type]

    monkeypatch.setattr(certifying._Signer, "certificate", breaks)
    with pytest.raises(OSError, match="killed"), transaction.atomic():
        certifying.make_batch(by=life.BY, training=training, site=life.SITE, today=date(2026, 3, 5))
    assert not Certificate.objects.exists()
    assert not Batch.objects.exists()
    assert not Numbering.objects.filter(last__gt=0).exists()
    monkeypatch.undo()
    certifying.make_batch(by=life.BY, training=training, site=life.SITE, today=date(2026, 3, 5))
    assert [each.number for each in Certificate.objects.all()] == ["RTCM-2026-000001", "RTCM-2026-000002"]


def test_a_second_batch_is_for_those_alone_who_hold_none() -> None:
    made = batch(2)
    with pytest.raises(UserError, match="Nobody waits"):
        certifying.make_batch(by=life.BY, training=made.training, site=life.SITE, today=date(2026, 3, 6))
    held = made.certificates.first()
    certifying.revoke(by=life.BY, certificate=held, because="a letter of the name was wrong")
    again = certifying.make_batch(by=life.BY, training=made.training, site=life.SITE, today=date(2026, 3, 6))
    assert [each.number for each in again.certificates.all()] == ["RTCM-2026-000003"]
    assert again.certificates.get().participation == held.participation
    assert Certificate.objects.count() == 3


def test_the_database_itself_refuses_two_valid_certificates_for_one_participation() -> None:
    held = batch(1).certificates.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            number="RTCM-2026-999999", batch=held.batch, participation=held.participation, name="x", title={},
            issued_on=held.issued_on, credential="x", seal="x",
        )  # fmt: skip


def test_the_credential_is_an_open_badge_as_jwt_that_others_verify() -> None:
    held = batch(1).certificates.get()
    header, payload, signature = held.credential.split(".")
    told, said = json.loads(unpacked(header)), json.loads(unpacked(payload))
    (jwk,) = signing_key.public().values()
    assert (told["alg"], told["typ"]) == ("EdDSA", "JWT")
    assert told["kid"].endswith(f"training/keys.json#{jwk['kid']}")
    # The same key in another library's hands.
    key = Ed25519PublicKey.from_public_bytes(unpacked(jwk["x"]))
    key.verify(unpacked(signature), f"{header}.{payload}".encode())
    with pytest.raises(InvalidSignature):
        key.verify(unpacked(signature), f"{header}.{payload}x".encode())
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said["jti"] == said["id"] == f"{life.SITE}training/verify/{held.number}/"
    assert said["iss"] == said["issuer"]["id"]
    # 5 March 2026 at midnight by universal time.
    assert (said["nbf"], said["validFrom"]) == (1772668800, "2026-03-05T00:00:00Z")
    achievement = said["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= set(achievement)
    # Two days of six hours.
    assert achievement["description"] == "Migration law, 12 hours"


@pytest.mark.parametrize("kind", ["credential", "seal"])
def test_a_certificate_that_is_altered_by_one_letter_fails_wherever_it_is(kind: str) -> None:
    held = getattr(batch(1).certificates.get(), kind)
    assert certifying.check(held).state == "genuine"
    step = max(1, len(held) // 120)
    places = [*range(0, len(held), step), len(held) - 1]
    for place in places:
        other = "A" if held[place] != "A" else "B"
        assert certifying.check(held[:place] + other + held[place + 1 :]).state == "altered", place
    for altered in (held[:-1], held + "A", held + "=", held.replace(".", "", 1), ""):
        assert certifying.check(altered).state == "altered"


def test_a_statement_of_another_key_or_without_one_is_not_ours(settings: object, tmp_path: Path) -> None:
    ours = batch(1).certificates.get()
    settings.FOLDER = tmp_path  # type: ignore[attr-defined]
    theirs = batch(1, "T-2").certificates.get()
    # The key was changed: what the old one signed stays genuine.
    assert len(signing_key.public()) == 2
    assert certifying.check(ours.credential).state == certifying.check(theirs.credential).state == "genuine"
    _, payload, signature = ours.credential.split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    assert certifying.check(f"{none}.{payload}.{signature}").state == "altered"
    assert certifying.check(f"{none}.{payload}.").state == "altered"


def test_a_square_on_another_paper_is_found_out(as_: Callable[..., Client]) -> None:
    one, two = batch(2).certificates.all()
    page = as_().get(f"/training/verify/{two.number}/", {"c": one.seal}).content.decode()
    assert "not signed by the training centre as it stands" in page


def test_what_has_no_certificate_is_unknown(as_: Callable[..., Client]) -> None:
    found = as_().get("/training/verify/RTCM-2026-000099/")
    assert found.status_code == 404
    assert "no certificate with this number" in found.content.decode()


def test_a_certificate_is_verified_by_a_file_and_by_what_the_square_says(as_: Callable[..., Client]) -> None:
    held = batch(1).certificates.get()
    client = as_()
    address = f"{life.SITE}training/verify/{held.number}/?c={held.seal}"
    for said in (held.credential, held.seal, address):
        assert "genuine and valid" in client.post("/training/verify/", {"credential": said}).content.decode()
    assert client.post("/training/verify/", {"number": held.number}).headers["Location"].endswith(f"{held.number}/")


def test_the_batch_keeps_hours_and_version_when_the_curriculum_moves_on() -> None:
    made = life.programme()
    training = life.training(made=made, curriculum=life.curriculum(made, label="1.0"))
    held = life.certified(training, life.nominee())
    life.planning.add_curriculum(
        by=life.BY, programme=made, label="2.0", since=date(2026, 6, 1), parts=[(life.module(), life.Decimal(20))]
    )
    held.refresh_from_db()
    assert (held.curriculum_label, held.hours) == ("ml 1.0", 12)


def test_a_batch_is_one_file_with_a_page_for_each_person_and_language(tmp_path: Path) -> None:
    made = list(batch(2).certificates.select_related("batch__training"))
    content = certificate_paper.pdf(made, ("az", "en", "ru"), life.SITE)
    (tmp_path / "batch.pdf").write_bytes(content)
    with pikepdf.open(tmp_path / "batch.pdf") as file:
        assert len(file.pages) == 6
        assert file.Root.MarkInfo.Marked
    assert content == certificate_paper.pdf(made, ("az", "en", "ru"), life.SITE)


def test_anybody_verifies_without_the_site(as_: Callable[..., Client], tmp_path: Path) -> None:
    one, two = batch(2).certificates.all()
    certifying.revoke(by=life.BY, certificate=two, because="an error")
    keys, revoked = tmp_path / "keys.json", tmp_path / "revoked.json"
    keys.write_bytes(as_().get("/training/keys.json").content)
    revoked.write_bytes(as_().get("/training/revoked.json").content)

    def run(text: str) -> tuple[int, str]:
        file = tmp_path / "one.jwt"
        file.write_text(text)
        words = ["certificate", "verify", str(file), "--keys", str(keys), "--revoked", str(revoked)]
        told = CliRunner().invoke(durna, words)
        return told.exit_code, told.output + str(told.exception or "")

    assert run(one.credential) == (0, f"Certificate {one.number} is genuine.\n")
    assert run(f"{life.SITE}training/verify/{one.number}/?c={one.seal}")[0] == 0
    assert "has been revoked" in run(two.credential)[1]
    assert "was not signed" in run(one.credential.replace("e", "f", 1))[1]


def test_a_revocation_needs_its_reason_and_is_for_ever() -> None:
    held = batch(1).certificates.get()
    with pytest.raises(UserError, match="reason"):
        certifying.revoke(by=life.BY, certificate=held, because=" ")
    certifying.revoke(by=life.BY, certificate=held, because="an error")
    assert certifying.check(held.credential).state == "revoked"
    listed = certifying.revoked(life.SITE)["revokedCredential"]
    assert [re.sub(r".*/verify/", "", each["id"]) for each in listed] == [f"{held.number}/"]
    with pytest.raises(UserError, match="done already"):
        certifying.revoke(by=life.BY, certificate=held, because="again")


def test_the_secret_key_is_for_its_owner_alone(settings: object) -> None:
    batch(1)
    file = Path(settings.FOLDER) / signing_key.FILE  # type: ignore[attr-defined]
    assert file.stat().st_mode & 0o077 == 0
    file.write_text("no key")
    with pytest.raises(UserError, match="holds no key"):
        signing_key.current()
    file.unlink()
