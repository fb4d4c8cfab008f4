"""What goes wrong with the disk, the store and the vault: said in three parts, and nothing lost or half-done."""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from durna.errors import UserError
from durna.persons import vault
from durna.store import keyindex, manifest
from durna.workspace import Workspace, open_workspace
from tests.faults.command import Command
from tests.intake.deliveries import REGISTRATION_COLUMNS, REGISTRATIONS, begin, current, state, take_in, written

SOURCE = "sms_stay_registration"


def delivered(folder: Path, first: int = 1, count: int = 3) -> Path:
    rows = [(number, "2020-01-05", "GEO", "M", 30, f"P{number}", "x") for number in range(first, first + count)]
    return written(folder / f"{first}-{count}.csv", REGISTRATION_COLUMNS, rows)


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    land = begin(tmp_path, **{SOURCE: REGISTRATIONS})
    take_in(land, SOURCE, delivered(tmp_path))
    return land


def test_a_second_intake_is_told_at_once_that_there_is_a_first(durna: Command, land: Workspace, tmp_path: Path) -> None:
    before = state(land)

    with FileLock(land.store / ".lock"):
        shown = durna("intake", SOURCE, delivered(tmp_path, 10), "-w", land.root)

    assert shown.is_a_users_error
    assert "Another intake is writing" in shown.error
    assert state(land) == before
    assert durna("intake", SOURCE, delivered(tmp_path, 10), "-w", land.root).status == 0


def test_reading_goes_on_while_somebody_writes(durna: Command, land: Workspace) -> None:
    with FileLock(land.store / ".lock"):
        shown = durna("receipts", "-w", land.root, "--json")

    assert [receipt["rows_in"] for receipt in json.loads(shown.out)] == [3]


def environment() -> dict[str, str]:
    source = str(Path(__file__).resolve().parents[2] / "src")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])}


def by_itself(*words: object, limit: int | None = None, user: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, that may write files of `limit` bytes at most, or is another user's."""

    def prepare() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if user is not None:
            os.setuid(user)

    command = [sys.executable, "-m", "durna.cli.main", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), preexec_fn=prepare)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, which only root can make; the test of file sizes below stands in for it."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("A small file system cannot be mounted here; only file sizes are limited then.")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("left", [700_000, 300_000, 120_000, 60_000, 20_000, 4_096, 0])
def test_a_disk_that_is_full_is_said_and_loses_nothing(
    durna: Command, small_disk: Path, tmp_path: Path, left: int
) -> None:
    """With so many bytes left the disk is full at one step or another: a copy, the records, the vault, the manifest."""
    land = begin(small_disk, **{SOURCE: REGISTRATIONS})
    take_in(land, SOURCE, delivered(tmp_path))
    before = state(land)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filling").write_bytes(b"x" * max(0, free - left))

    shown = durna("intake", SOURCE, delivered(tmp_path, 10, 12_000), "-w", land.root)

    assert shown.is_a_users_error, shown
    assert "disk is full" in shown.error
    assert state(land) == before
    (small_disk / "filling").unlink()
    assert durna("intake", SOURCE, delivered(tmp_path, 10, 2), "-w", land.root).status == 0


@pytest.mark.slow
@pytest.mark.parametrize("limit", [300_000, 50_000, 6_000, 1_500])
def test_a_file_that_may_not_grow_is_said_and_loses_nothing(land: Workspace, tmp_path: Path, limit: int) -> None:
    """A limit on the size of files, as of memory sticks or of some users: the system calls it by another name."""
    before = state(land)

    done = by_itself("intake", SOURCE, delivered(tmp_path, 10, 12_000), "-w", land.root, limit=limit)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "What to do" in done.stderr
    assert state(land) == before
    assert take_in(land, SOURCE, delivered(tmp_path, 10, 2)).accepted == 2


def test_a_workspace_that_may_not_be_written(durna: Command, land: Workspace, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("Root may write everywhere.")
    before = state(land)
    (land.store / "incoming").chmod(0o500)
    land.store.chmod(0o500)
    try:
        shown = durna("intake", SOURCE, delivered(tmp_path, 10), "-w", land.root)
    finally:
        land.store.chmod(0o700)
        (land.store / "incoming").chmod(0o700)

    assert shown.is_a_users_error
    assert "cannot be written" in shown.error
    assert state(land) == before


@pytest.mark.parametrize("command", ["intake", "receipts"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\0" * 4096, b'{"format": 9}'])
def test_a_damaged_manifest(durna: Command, land: Workspace, tmp_path: Path, command: str, content: bytes) -> None:
    (land.store / "manifest.json").write_bytes(content)
    before = state(land)
    words = [SOURCE, delivered(tmp_path, 10)] if command == "intake" else []

    shown = durna(command, *words, "-w", land.root)

    assert shown.is_a_users_error
    assert "manifest" in shown.error
    assert state(land) == before


def test_a_manifest_that_is_gone_does_not_take_the_records_with_it(
    durna: Command, land: Workspace, tmp_path: Path
) -> None:
    """Somebody deleted or mislaid one file; the next intake must not take every record and identity for left-overs."""
    (land.store / "manifest.json").unlink()
    before = state(land)

    shown = durna("intake", SOURCE, delivered(tmp_path, 10), "-w", land.root)

    assert set(before) <= set(state(land))
    assert shown.is_a_users_error


def test_an_older_manifest_restored_does_not_destroy_the_identities_of_later_deliveries(
    land: Workspace, tmp_path: Path
) -> None:
    """The vault has a backup of its own, or none; what it holds can be had from nowhere else."""
    older = (land.store / "manifest.json").read_bytes()
    later = take_in(land, SOURCE, delivered(tmp_path, 10))
    (land.store / "manifest.json").write_bytes(older)

    take_in(land, SOURCE, delivered(tmp_path, 20))

    assert (land.vault / f"{later.delivery_id}.sealed").exists()


def test_two_workspaces_may_share_a_vault(tmp_path: Path) -> None:
    settings = (
        f'[vault]\nfolder = "{tmp_path / "vault"}"\n[keys]\nvault_key_file = "{tmp_path / "keys" / "vault.key"}"\n'
    )
    one = begin(tmp_path / "one", settings, **{SOURCE: REGISTRATIONS})
    other = begin(tmp_path / "other", settings, **{SOURCE: REGISTRATIONS})
    mine = take_in(one, SOURCE, delivered(tmp_path))

    take_in(other, SOURCE, delivered(tmp_path, 10))

    sealed = tmp_path / "vault" / f"{mine.delivery_id}.sealed"
    held = list(vault.unseal(sealed, vault.private_key(one), mine.delivery_id))
    assert sum(batch.num_rows for batch in held) == 3


def test_records_that_are_gone_are_said_before_anything_is_changed(
    durna: Command, land: Workspace, tmp_path: Path
) -> None:
    for file in land.store.rglob("records.parquet"):
        file.unlink()
    before = state(land)

    shown = durna("intake", SOURCE, delivered(tmp_path, 1, 2), "-w", land.root)

    assert shown.is_a_users_error
    assert state(land) == before


def test_records_that_are_gone_are_said_to_who_reads_them(land: Workspace) -> None:
    for file in land.store.rglob("records.parquet"):
        file.unlink()

    with pytest.raises(UserError):
        current(land, SOURCE)


def test_an_index_half_made_when_somebody_stopped_it_loses_no_key(
    land: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the engine's version the next delivery indexes the older ones again; it may be stopped."""
    for index in land.store.rglob("*.u64"):
        index.unlink()
    again = written(tmp_path / "again.csv", REGISTRATION_COLUMNS, [(1, "2020-02-05", "GEO", "M", 31, "P1", "x")])
    real, calls = keyindex._repeats, []

    def stopped(*arguments: object) -> int:
        calls.append(arguments)
        if len(calls) == 2:  # the first is the index of the new delivery itself
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(keyindex, "_repeats", stopped)
    with pytest.raises(KeyboardInterrupt):
        take_in(land, SOURCE, again)
    monkeypatch.undo()
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "5f" * 32)

    assert take_in(land, SOURCE, again).superseded == 1


def test_an_engine_that_lacks_memory_is_a_users_error(durna: Command, tmp_path: Path) -> None:
    land = begin(tmp_path, '[engine]\nmemory = "1MB"\n', **{SOURCE: REGISTRATIONS})

    shown = durna("intake", SOURCE, delivered(tmp_path, 1, 50_000), "-w", land.root)

    assert shown.is_a_users_error
    assert "memory" in shown.error


def test_a_memory_that_is_no_amount_is_a_users_error(durna: Command, tmp_path: Path) -> None:
    land = begin(tmp_path, '[engine]\nmemory = "much"\n', **{SOURCE: REGISTRATIONS})

    assert durna("intake", SOURCE, delivered(tmp_path), "-w", land.root).is_a_users_error


def failing_once(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """The next replacement of the manifest fails, the ones after it do not."""
    real = manifest.write
    calls: list[object] = []

    def write(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 1:
            raise error
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(manifest, "write", write)


FAILURES = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    KeyboardInterrupt(),
]


@pytest.mark.parametrize("failure", FAILURES, ids=["full", "broken", "stopped"])
def test_a_first_delivery_that_fails_at_its_last_step_can_be_delivered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    land = begin(tmp_path, **{SOURCE: REGISTRATIONS})
    failing_once(monkeypatch, failure)

    with pytest.raises((UserError, OSError, KeyboardInterrupt)):
        take_in(land, SOURCE, delivered(tmp_path))

    assert take_in(land, SOURCE, delivered(tmp_path)).accepted == 3


@pytest.mark.parametrize("failure", FAILURES, ids=["full", "broken", "stopped"])
def test_a_delivery_that_fails_at_its_last_step_leaves_nothing(
    land: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    """Records and identities of which the manifest says nothing would never be found again."""
    before = state(land)
    failing_once(monkeypatch, failure)

    with pytest.raises((UserError, OSError, KeyboardInterrupt)):
        take_in(land, SOURCE, delivered(tmp_path, 10))

    assert state(land) == before


def test_a_copy_made_during_an_intake_does_not_touch_the_workspace_it_was_made_of(
    tmp_path: Path, land: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup runs at night, and so does an intake; later the backup is opened beside the original."""
    real = manifest.write

    def write_after_copying(*arguments: object) -> None:
        shutil.copytree(land.root, tmp_path / "copy" / "land")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(manifest, "write", write_after_copying)
    take_in(land, SOURCE, delivered(tmp_path, 10))
    monkeypatch.setattr(manifest, "write", real)
    before = state(land)

    take_in(open_workspace(tmp_path / "copy" / "land"), SOURCE, delivered(tmp_path, 20))

    assert state(land) == before
    assert len(current(land, SOURCE)) == 6


def test_a_stop_at_the_keyboard_keeps_nothing_half_done(
    durna: Command, land: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(land)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(manifest, "write", stopped)
    shown = durna("intake", SOURCE, delivered(tmp_path, 10), "-w", land.root)

    assert (shown.status, shown.out) == (1, "")
    assert "nothing half-done" in shown.error
    assert {name: content for name, content in state(land).items() if name in before} == before
    monkeypatch.undo()
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", "5f" * 32)
    assert take_in(land, SOURCE, delivered(tmp_path, 10)).accepted == 3
    assert len(current(open_workspace(land.root), SOURCE)) == 6
