"""A signed edition: verified by anybody with the folder and the key, never changed, and honest about tampering."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from filelock import FileLock

from durna.editions import canonical, keys, pins, register, signing
from durna.editions.folder import Edition
from durna.editions.verifying import verify
from durna.errors import KeyProblem, Refused, UserError
from durna.publish.editions.freezing import freeze_edition
from durna.publish.editions.publishing import publish
from durna.publish.editions.rebuilding import rebuild
from durna.publish.editions.signing import sign
from durna.workspace import Workspace, open_workspace
from tests.editions.land import deliver, entries, freeze, new_land, secret, signed, writable
from tests.publish.pages import Page


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country with one signed edition; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("signed")
    land = new_land(folder)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    signed(land, "one")
    return folder


@pytest.fixture
def edition(one: Edition) -> Edition:
    return one


def contents(edition: Edition) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in edition.folder.rglob("*") if file.is_file()}


def test_whoever_has_the_folder_and_the_public_key_can_verify_it(
    edition: Edition, land: Workspace, tmp_path: Path
) -> None:
    elsewhere = Edition(tmp_path / "received")
    shutil.copytree(edition.folder, elsewhere.folder)
    writable(elsewhere)
    shutil.rmtree(elsewhere.internal)
    trusted = keys.publics(land.root / "signing.pub")
    shutil.rmtree(land.root)

    found = verify(elsewhere, trusted)

    assert (found.edition, found.signed_by, found.is_trusted) == ("one", "The office", True)
    assert found.withheld == ("internal",)


def test_without_a_key_the_signature_vouches_for_nobody(edition: Edition, land: Workspace) -> None:
    found = verify(edition, ())
    assert not found.is_trusted
    assert found.fingerprint == keys.fingerprint(secret(land).public_key())


def change_a_figure(edition: Edition) -> str:
    file = edition.data / "figures.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("200.0", "210.0"), encoding="utf-8")
    return "data/figures.jsonl was changed"


def take_a_document_away(edition: Edition) -> str:
    (edition.documents / "profile-en.xlsx").unlink()
    return "documents/profile-en.xlsx is missing"


def add_a_document(edition: Edition) -> str:
    (edition.documents / "more.html").touch()
    return "documents/more.html was added"


def change_the_freeze(edition: Edition) -> str:
    edition.freeze.write_bytes(edition.freeze.read_bytes() + b"\n")
    return "freeze.json was changed"


def change_the_manifest(edition: Edition) -> str:
    """Also the hash of a changed file is put right: the signature tells all the same."""
    change_a_figure(edition)
    edition.manifest.write_bytes(signing.manifest(edition))
    return "The manifest of edition 'one' is not the one that was signed"


def change_the_signer(edition: Edition) -> str:
    raw = json.loads(edition.signature.read_bytes())
    edition.signature.write_text(json.dumps({**raw, "signed_by": "Somebody else"}), encoding="utf-8")
    return "signature.json was tampered with"


def change_the_moment(edition: Edition) -> str:
    raw = json.loads(edition.signature.read_bytes())
    edition.signature.write_text(json.dumps({**raw, "signed_at": "2020-01-01T00:00:00+00:00"}), encoding="utf-8")
    return "signature.json was tampered with"


def cut_the_signature(edition: Edition) -> str:
    edition.signature.write_bytes(edition.signature.read_bytes()[:40])
    return "signature.json of edition 'one' is missing or cannot be read"


def name_another_key(edition: Edition) -> str:
    """Readers take the fingerprint from the key that signature.json names."""
    stranger = keys.pem(Ed25519PrivateKey.generate().public_key()).decode("ascii")
    raw = json.loads(edition.signature.read_bytes())
    edition.signature.write_bytes(canonical.encode({**raw, "key": stranger}))
    return "signature.json was tampered with"


def add_to_the_signature(edition: Edition) -> str:
    raw = json.loads(edition.signature.read_bytes())
    edition.signature.write_bytes(canonical.encode({**raw, "approved_by": "The minister"}))
    return "signature.json was tampered with"


def put_a_link_in_place_of_a_file(edition: Edition) -> str:
    """What it leads to is the same today."""
    file, elsewhere = edition.data / "figures.jsonl", edition.folder.parent.parent / "elsewhere.jsonl"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    return "data/figures.jsonl is no file of its own"


def add_a_link_to_a_folder(edition: Edition) -> str:
    (edition.documents / "more").symlink_to(edition.folder.parent, target_is_directory=True)
    return "documents/more is no file of its own"


def add_an_empty_folder(edition: Edition) -> str:
    (edition.documents / "more" / "of it").mkdir(parents=True)
    return "folder documents/more was added, folder documents/more/of it was added"


def rename_it(edition: Edition) -> str:
    edition.folder.rename(edition.folder.with_name("two"))
    return "the folder holds edition 'one'"


@pytest.mark.parametrize(
    "tamper",
    [change_a_figure, take_a_document_away, add_a_document, change_the_freeze, change_the_manifest, change_the_signer,
     change_the_moment, name_another_key, add_to_the_signature, cut_the_signature, put_a_link_in_place_of_a_file,
     add_a_link_to_a_folder, add_an_empty_folder, rename_it],
)  # fmt: skip
def test_verification_says_what_was_tampered_with(
    tamper: Callable[[Edition], str], edition: Edition, land: Workspace
) -> None:
    writable(edition)
    expected = tamper(edition)
    found = next(Edition(path) for path in edition.folder.parent.iterdir() if path.is_dir())

    with pytest.raises(UserError) as error:
        verify(found, keys.trusted(land), is_at_home=True)

    assert expected in error.value.found


def test_nobody_finds_out_what_was_counted_by_trying_hashes(edition: Edition) -> None:
    """Of a small edition readers know every byte of what is internal but the counts, and these within the rounding."""
    told = json.loads(edition.manifest.read_bytes())["files"]
    inside = {name: digest for name, digest in told.items() if name.startswith("internal/")}
    assert "internal/figures.jsonl" in inside
    for name, digest in inside.items():
        assert (digest == canonical.sha256(edition.folder / name)) == (name == "internal/salt")


def test_a_changed_salt_is_told(edition: Edition, land: Workspace) -> None:
    writable(edition)
    edition.salt.write_bytes(b"0" * 32)
    with pytest.raises(UserError, match="internal/salt was changed"):
        verify(edition, keys.trusted(land))


def test_what_readers_have_of_a_freeze_counts_no_records(edition: Edition) -> None:
    (delivery,) = json.loads(edition.freeze.read_bytes())["deliveries"]
    assert [name for name, value in delivery.items() if isinstance(value, int)] == []
    assert isinstance(delivery["replaced"], list)


def test_no_bit_of_the_signature_can_be_turned_over_unnoticed(edition: Edition, land: Workspace) -> None:
    writable(edition)
    content, trusted = edition.signature.read_bytes(), keys.trusted(land)

    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            edition.signature.write_bytes(changed)
            with pytest.raises(UserError):
                verify(edition, trusted)


def test_an_edition_signed_anew_with_another_key_is_noticed(edition: Edition, land: Workspace, tmp_path: Path) -> None:
    stranger = new_land(tmp_path / "stranger")
    writable(edition)
    content = edition.manifest.read_bytes()
    edition.signature.write_bytes(signing.encode(signing.sign(edition, content, secret(stranger), "The office")))

    with pytest.raises(KeyProblem, match="signed with another key"):
        verify(edition, keys.trusted(land))


def test_an_older_key_of_the_workspace_goes_on_vouching(edition: Edition, land: Workspace, tmp_path: Path) -> None:
    keys.make(land, tmp_path / "next year")
    assert verify(edition, keys.trusted(land)).is_trusted


def test_a_key_of_another_workspace_signs_nothing(land: Workspace, tmp_path: Path) -> None:
    stranger = new_land(tmp_path / "stranger")
    edition = freeze(land, "two")
    with pytest.raises(KeyProblem, match="not one of this workspace"):
        sign(land, edition, secret(stranger), "Somebody")
    assert not edition.is_signed


@pytest.mark.parametrize(
    "content", [None, "", "00" * 32, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]
)
def test_a_missing_or_wrong_key_file_is_a_clear_error(content: str | None, tmp_path: Path) -> None:
    file = tmp_path / "signing.key"
    if content is not None:
        file.write_text(content, encoding="ascii")
    with pytest.raises(KeyProblem) as error:
        keys.secret(file)
    assert "signing.key" in error.value.found


def test_the_secret_key_can_be_read_by_its_owner_alone(land: Workspace) -> None:
    assert land.signing_key_file is not None
    assert land.signing_key_file.stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE" not in (land.root / "signing.pub").read_bytes()


def test_nothing_changes_a_signed_edition(edition: Edition, land: Workspace) -> None:
    before = contents(edition)
    for attempt in (
        lambda: freeze(land, "one"),
        lambda: sign(land, edition, secret(land), "Again"),
        lambda: publish(land, edition, ("en", "az"), ("xlsx",)),
        lambda: publish(land, edition, ("en",), ("html",)),
    ):
        with pytest.raises(Refused):
            attempt()
    # What it has already is no change.
    publish(land, edition, ("en",), ("xlsx",))
    assert contents(edition) == before
    assert not [path for path in edition.folder.rglob("*") if path.stat().st_mode & 0o222]


def test_the_pages_of_an_edition_lead_to_its_other_formats_where_they_stand(land: Workspace) -> None:
    deliver(land, "more", [entries(2019, 200, "2020-01")])
    edition = freeze(land, "two")
    publish(land, edition, ("en",), ("html", "pdf"))
    page = Page(edition.documents / "site" / "en" / "downloads.html")
    assert edition.documents.resolve() / "profile-en.pdf" in {file for file, _ in page.targets() if file.is_file()}


def test_it_is_made_again_byte_for_byte_after_the_workspace_has_moved_on(edition: Edition, land: Workspace) -> None:
    deliver(land, "second", [entries(2019, 999, "2021-01")])
    settings = land.root / "durna.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2018..2020", "2019"), encoding="utf-8")
    signed(open_workspace(land.root), "two")

    done = rebuild(open_workspace(land.root), edition)

    # Two figures; the workbook and the card.
    assert (done.figures, done.documents, done.is_same_program) == (2, 2, True)


def test_another_program_must_give_the_same_figures_but_not_the_same_bytes(
    edition: Edition, land: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    later = replace(pins.program(), version="9.0", code="0" * 64)
    monkeypatch.setattr(pins, "program", lambda: later)
    done = rebuild(land, edition)
    assert (done.figures, done.documents, done.is_same_program) == (2, 0, False)


def test_a_rebuild_names_the_delivery_that_is_gone(edition: Edition, land: Workspace) -> None:
    (records,) = land.store.rglob("records.parquet")
    records.unlink()
    with pytest.raises(UserError, match=r"first\.csv"):
        rebuild(land, edition)
    verify(edition, keys.trusted(land))


def test_a_rebuild_names_the_delivery_that_was_changed(edition: Edition, land: Workspace) -> None:
    (records,) = land.store.rglob("records.parquet")
    records.write_bytes(records.read_bytes() + b"0")
    with pytest.raises(UserError, match=r"records\.parquet of delivery .* is not what it was"):
        rebuild(land, edition)


def test_what_is_looked_at_is_what_is_signed(land: Workspace) -> None:
    edition = freeze(land, "two")
    publish(land, edition, (), ("xlsx",))
    (edition.documents / "profile-en.xlsx").write_bytes(b"another")
    with pytest.raises(Refused, match="profile-en"):
        sign(land, edition, secret(land), "The office")
    assert not edition.is_signed


def test_an_edition_frozen_before_another_was_signed_is_frozen_again(land: Workspace) -> None:
    first, second = freeze(land, "two"), freeze(land, "three")
    publish(land, first, (), ("xlsx",))
    sign(land, first, secret(land), "The office")
    with pytest.raises(Refused, match="'two' was signed after 'three' was frozen"):
        publish(land, second, (), ("xlsx",))


def test_nothing_is_made_after_an_earlier_edition_that_was_tampered_with(edition: Edition, land: Workspace) -> None:
    waiting = freeze(land, "two")
    writable(edition)
    change_a_figure(edition)
    with pytest.raises(UserError, match=r"Edition 'one' is not what was signed: data/figures\.jsonl was changed"):
        sign(land, waiting, secret(land), "The office")
    with pytest.raises(UserError, match="Edition 'one' is not what was signed"):
        freeze(land, "three")


@pytest.mark.parametrize("is_gone", [False, True])
def test_nothing_is_made_where_what_was_told_before_is_no_longer_there(
    is_gone: bool, edition: Edition, land: Workspace
) -> None:
    """Without its signature it would count as never published, and its small cells as never told.

    Also where the register, which names it, was taken away with it.
    """
    signed(land, "two")
    writable(edition)
    register.file(land).unlink()
    if is_gone:
        shutil.rmtree(edition.folder)
    else:
        edition.signature.unlink()

    with pytest.raises(UserError, match="Edition 'one', signed before 'two', is gone"):
        freeze(land, "three")


def test_two_people_at_once_are_told(land: Workspace) -> None:
    edition = freeze(land, "two")
    with FileLock(land.root / "editions" / ".lock"), pytest.raises(UserError, match="Somebody else"):
        sign(land, edition, secret(land), "The office")
    assert not edition.is_signed


def test_an_edition_needs_a_delivery_and_a_name(land: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no delivery yet"):
        freeze(new_land(tmp_path / "empty"), "one")
    for name in ("", ".one", "a/b", "..", "one.corrections", "x" * 65):
        with pytest.raises(UserError, match="cannot be the name"):
            freeze_edition(land, name)


ARRANGED = "pages:\n- {id: flows, title: {en: Flows}, blocks: [findings, chapter: A.1.2, compact]}\n"


def test_the_arrangement_is_frozen_with_the_edition_and_made_again_from_there(land: Workspace) -> None:
    """The workspace arranges its Profile otherwise afterwards."""
    own = land.root / "profile.yaml"
    own.write_text(ARRANGED, encoding="utf-8")
    edition = signed(land, "arranged")
    own.write_text(ARRANGED.replace("Flows", "Something else"), encoding="utf-8")

    assert (edition.inputs / "profile.yaml").read_text(encoding="utf-8") == ARRANGED
    with zipfile.ZipFile(edition.documents / "profile-en.xlsx") as workbook:
        assert b"Flows" in workbook.read("xl/sharedStrings.xml")
    assert rebuild(land, edition).documents == 2
