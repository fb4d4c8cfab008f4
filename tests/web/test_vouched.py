"""Readers verify a signed edition on a page, and with files that they take home."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from durna.editions import keys, notices, verifying
from durna.editions.folder import Edition
from durna.publish.editions.correcting import correct
from durna.web.explorer import vouched
from durna.web.served import workspace
from tests.editions.land import secret

pytestmark = pytest.mark.django_db
PAGE = "/editions/one/verification/"


@pytest.fixture
def edition(land: Path, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """Of a workspace that the test may spoil."""
    root = tmp_path / land.name
    shutil.copytree(land, root)
    shutil.copytree(land.parent / "keys", tmp_path / "keys")
    settings.WORKSPACE, settings.FOLDER = root, tmp_path / "web"  # type: ignore[attr-defined]
    monkeypatch.setattr(vouched, "_KNOWN", {})
    return Edition(root / "editions" / "one")


def test_the_page_says_who_signed_and_with_which_key(edition: Edition, as_: Callable[..., Client]) -> None:
    page = as_().get(PAGE).content.decode()
    assert "The office" in page
    assert keys.fingerprint(secret(workspace()).public_key()) in page
    assert "No correction notice" in page


def test_every_file_is_checked_where_that_is_asked_for(edition: Edition, as_: Callable[..., Client]) -> None:
    count = verifying.verify(edition, keys.trusted(workspace())).files
    assert f"all {count} files are exactly as they were signed" in as_().get(PAGE, {"now": "1"}).content.decode()


def test_a_changed_file_is_named(edition: Edition, as_: Callable[..., Client]) -> None:
    file = edition.data / "figures.jsonl"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b" ")
    page = as_().get(PAGE, {"now": "1"}).content.decode()
    assert "does not stand as it was signed" in page
    assert "data/figures.jsonl" in page


def test_an_answer_holds_for_some_minutes(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    first = vouched.verified(edition)
    assert vouched.verified(edition) is first
    monkeypatch.setattr(vouched.time, "monotonic", lambda: first.until + 1)
    assert vouched.verified(edition) is not first


def test_a_notice_that_was_tampered_with_is_not_believed(edition: Edition, as_: Callable[..., Client]) -> None:
    correct(workspace(), edition, "It was 210.", (), secret(workspace()), "The office")
    assert "It was 210." in as_().get("/editions/one/").content.decode()
    file = notices.file_of(edition, 1)
    file.chmod(0o644)
    file.write_text(file.read_text(encoding="utf-8").replace("was 210", "was 999"), encoding="utf-8")
    for address in ("/editions/one/", PAGE):
        page = as_().get(address).content.decode()
        assert "It was 999." not in page
        assert "Correction notice 1" in page, address


@pytest.mark.parametrize("name", ["manifest.json", "signature.json", "signing.pub", "0001.json"])
def test_what_verifies_is_handed_out(edition: Edition, as_: Callable[..., Client], name: str) -> None:
    correct(workspace(), edition, "It was 210.", (), secret(workspace()), "The office")
    answer = as_().get(f"{PAGE}{name}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="one-{name}"'
    places = {"signing.pub": workspace().root, "0001.json": edition.notices}
    assert answer.getvalue() == (places.get(name, edition.folder) / name).read_bytes()


@pytest.mark.parametrize("path", ["freeze.json", "inputs/durna.toml", "../durna.toml", "0002.json"])
def test_nothing_else_is_handed_out(edition: Edition, as_: Callable[..., Client], path: str) -> None:
    assert as_().get(f"{PAGE}{path}").status_code == 404


def test_an_unsigned_edition_has_nothing_to_verify(edition: Edition, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    assert client.get("/editions/two/").status_code == 200
    assert client.get("/editions/two/verification/").status_code == 404
