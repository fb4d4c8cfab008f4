"""A backup holds everything of a place, and comes back whole: into an empty machine, and into the other database."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from durna.errors import UserError
from durna.store.kept import FOLDER as KEPT
from durna.store.kept import Kept
from durna.web.backup import archive, places
from durna.web.backup.archive import Manifest

ROOT = Path(__file__).resolve().parents[2]
WORK = Path("web") / "site.sqlite3"


def run(place: Path, *words: str, address: str = "") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DURNA"))}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**kept, "DATABASE_URL": address},
    )  # fmt: skip


def durna(place: Path, *words: str, address: str = "") -> str:
    told = run(place, "durna.cli.main", *words, "--workspace", str(place), address=address)
    assert told.returncode == 0, told.stderr
    return told.stdout + told.stderr


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(place: Path, address: str = "") -> dict[str, object]:
    """The rows of the site, and a hash of every other file of the place, of the vault and of the keys."""
    told = run(place, "tests.web.filled", "tell", str(place), address=address)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout.rpartition("}")[0] + "}")
    left = (".lock", "site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm")
    files = {
        f"{path.relative_to(place.parent)}".replace(place.name, "PLACE", 1): (
            hashlib.sha256(path.read_bytes()).hexdigest(), stat.S_IMODE(path.stat().st_mode),
        )
        for path in sorted(place.parent.rglob("*"))
        if path.is_file() and path.name not in left and not {"explorer", KEPT}.intersection(path.parts)
    }  # fmt: skip
    return {"rows": rows, "files": files}


@pytest.fixture(scope="module")
def place(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the served country with its keys, an identity vault, and a site with something in every corner."""
    home = tmp_path_factory.mktemp("machine")
    shutil.copytree(land, home / "land")
    shutil.copytree(land.parent / "keys", home / "keys")
    (home / "land-vault").mkdir(mode=0o700)
    (home / "land-vault" / "identities").write_bytes(b"sealed")
    told = run(home / "land", "tests.web.filled", "fill", str(home / "land"))
    assert told.returncode == 0, told.stderr
    return home / "land"


@pytest.fixture(scope="module")
def held(place: Path) -> dict[str, object]:
    """What the place holds, which no test of this module changes."""
    return contents(place)


@pytest.fixture(scope="module")
def backup(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("safe") / "monday.zip"
    durna(place, "backup", str(file))
    return file


@pytest.mark.slow
def test_a_restore_into_an_empty_machine_gives_back_everything(
    place: Path, held: dict[str, object], backup: Path, tmp_path: Path
) -> None:
    durna(tmp_path / "machine" / "land", "restore", str(backup))
    restored = tmp_path / "machine" / "land"
    assert contents(restored) == held
    assert "The audit is whole" in durna(restored, "audit", "verify")
    assert durna(restored, "edition", "verify", "one")
    assert names(tmp_path / "machine") == names(place.parent)


@pytest.mark.slow
def test_what_is_kept_for_speed_is_not_in_it(place: Path, tmp_path: Path) -> None:
    """It can be as large as the records, and holds for these very files only."""
    Kept(place / "store").put(["question"], [1])

    durna(place, "backup", str(tmp_path / "monday.zip"))

    with zipfile.ZipFile(tmp_path / "monday.zip") as packed:
        assert not [name for name in packed.namelist() if KEPT in name.split("/")]
        assert [name for name in packed.namelist() if name.endswith("records.parquet")]


@pytest.mark.slow
def test_a_site_moves_from_sqlite_to_postgresql_and_back(
    held: dict[str, object], backup: Path, tmp_path: Path, fresh_postgresql: Callable[[], str]
) -> None:
    address = fresh_postgresql()
    there = tmp_path / "there" / "land"
    durna(there, "restore", str(backup), address=address)
    assert not (there / WORK).exists()
    assert contents(there, address) == held
    assert "The audit is whole" in durna(there, "audit", "verify", address=address)
    durna(there, "backup", str(tmp_path / "tuesday.zip"), address=address)
    back = tmp_path / "back" / "land"
    durna(back, "restore", str(tmp_path / "tuesday.zip"))
    assert contents(back) == held
    # New rows get numbers of their own.
    assert run(there, "tests.web.filled", "fill", str(there), address=address).returncode == 0


@pytest.mark.slow
def test_what_stands_in_the_place_is_not_written_over_but_moved_aside_when_told(
    place: Path, backup: Path, tmp_path: Path, fresh_postgresql: Callable[[], str]
) -> None:
    address = fresh_postgresql()
    there = tmp_path / "machine" / "land"
    durna(there, "restore", str(backup), address=address)
    before = contents(there, address)
    told = run(there, "durna.cli.main", "restore", str(backup), "-w", str(there), address=address)
    assert told.returncode == 1
    assert "is not empty" in told.stderr
    assert contents(there, address) == before
    elsewhere = tmp_path / "other" / "land"
    told = run(there, "durna.cli.main", "restore", str(backup), "-w", str(elsewhere), address=address)
    assert told.returncode == 1
    assert "database that DATABASE_URL names is not empty" in told.stderr
    assert not elsewhere.exists()
    (there / "a note of today").write_text("kept", encoding="utf-8")
    assert "What stood there" in durna(there, "restore", str(backup), "--over", address=address)
    (aside,) = there.parent.glob("land.before-*")
    assert (aside / "a note of today").read_text(encoding="utf-8") == "kept"
    assert contents(there, address)["rows"] == before["rows"]


@pytest.mark.slow
def test_keys_can_be_left_out_and_both_commands_say_so(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "keyless.zip"
    assert "It holds no key" in durna(place, "backup", str(file), "--without-keys")
    secrets = [path.read_bytes() for path in (place.parent / "keys").iterdir()] + [
        (place / "web" / "secret_key").read_bytes()
    ]
    with zipfile.ZipFile(file) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist())
    assert [secret for secret in secrets if secret in held] == []
    there = tmp_path / "machine" / "land"
    assert "made without keys" in durna(there, "restore", str(file))
    assert not (tmp_path / "machine" / "keys").exists()


@pytest.mark.slow
def test_a_backup_is_for_its_owners_eyes_and_replaces_nothing(place: Path, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    told = run(place, "durna.cli.main", "backup", str(backup), "-w", str(place))
    assert told.returncode == 1
    assert "is there already" in told.stderr
    told = run(place, "durna.cli.main", "backup", str(place / "mine.zip"), "-w", str(place))
    assert told.returncode == 1
    assert "lies in the workspace itself" in told.stderr
    assert names(backup.parent) == [backup.name]


@pytest.mark.slow
def test_a_backup_with_one_byte_changed_writes_nothing(backup: Path, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 1
    (tmp_path / "bad.zip").write_bytes(content)
    there = tmp_path / "machine" / "land"
    told = run(there, "durna.cli.main", "restore", str(tmp_path / "bad.zip"), "-w", str(there))
    assert told.returncode == 1
    assert "damaged" in told.stderr
    assert list((tmp_path / "machine").iterdir()) == []


@pytest.mark.slow
def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    def newer(manifest: dict[str, object]) -> None:
        manifest["applied"] = [*manifest["applied"], ["audit", "9999_later"]]  # type: ignore[misc]

    there = tmp_path / "machine" / "land"
    told = run(
        there, "durna.cli.main", "restore", str(changed(backup, tmp_path / "newer.zip", newer)), "-w", str(there)
    )  # fmt: skip
    assert told.returncode == 1
    assert "made by a newer Durna" in told.stderr
    assert not there.exists()


def changed(backup: Path, file: Path, change: Callable[[dict[str, object]], None]) -> Path:
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == archive.MANIFEST:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
    return file


def written(file: Path, *names: str, told: tuple[str, ...] | None = None, size: int | None = None) -> Path:
    """An archive with some members, and a manifest that tells of them or of others."""
    manifest = Manifest("0", "2026-01-01T00:00:00+00:00", True)
    for name in told if told is not None else names:
        manifest.members[name] = archive.Member(
            1 if size is None else size, hashlib.sha256(b"x").hexdigest(), 0o600
        )  # fmt: skip
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"x")
        packed.writestr(archive.MANIFEST, manifest.as_json())
    return file


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "workspace/../../evil", "/etc/evil", "workspace//evil", "workspace/./evil", "workspace\\evil",
        "C:/evil", "workspace/C:evil", "elsewhere/evil", "workspace/..",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(written(tmp_path / "a.zip", name)) as packed, pytest.raises(UserError, match="damaged"):
        archive.verified(packed, tmp_path)


def test_a_member_that_nobody_told_of_and_one_that_is_missing_are_refused(tmp_path: Path) -> None:
    more = written(tmp_path / "a.zip", "workspace/a", "workspace/b", told=("workspace/a",))
    less = written(tmp_path / "b.zip", "workspace/a", told=("workspace/a", "workspace/b"))
    for file in (more, less):
        with zipfile.ZipFile(file) as packed, pytest.raises(UserError, match="more, or less"):
            archive.verified(packed, tmp_path)


def test_more_than_the_disk_holds_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = written(tmp_path / "a.zip", "workspace/a", size=1 << 60)
    with zipfile.ZipFile(file) as packed, pytest.raises(UserError, match="no room"):
        archive.verified(packed, tmp_path)


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"format": 1}', '{"format": 2}', "\0"])
def test_a_manifest_that_says_nothing_is_refused(tmp_path: Path, said: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(archive.MANIFEST, said)
    with zipfile.ZipFile(tmp_path / "a.zip") as packed, pytest.raises(UserError, match=r"damaged|does not know"):
        archive.verified(packed, tmp_path)


def test_the_secrets_of_the_site_are_known_as_such() -> None:
    from durna.web.secret import FILE as SESSIONS
    from durna.web.training.signing_key import FILE as CERTIFICATES

    assert set(places._SECRETS) == {SESSIONS, CERTIFICATES}
