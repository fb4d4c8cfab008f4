"""`durna serve` and `durna audit verify` as processes of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.web.processes import durna, serving

pytestmark = pytest.mark.slow


def test_the_first_administrator_comes_in_by_the_link_that_is_printed(land: Path, tmp_path: Path) -> None:
    with serving(land, tmp_path / "web", "--administrator", "boss@example.org") as (address, lines):
        found = re.search(r"http://\S+?(/join/\S+)", "".join(lines))
        assert found
        with urllib.request.urlopen(address.rstrip("/") + found[1]) as answer:
            assert "boss@example.org" in answer.read().decode()
    assert (tmp_path / "web" / "secret_key").stat().st_mode & 0o077 == 0
    told = durna(tmp_path / "web", "audit", "verify", "--workspace", str(land))
    assert told.returncode == 0
    assert "The audit is whole: 1 entries" in told.stdout


def test_what_was_never_counted_of_trainings_is_counted_before_the_site_takes_requests(
    land: Path, tmp_path: Path
) -> None:
    counted = "SELECT participants FROM training_tally WHERE dimension = '' AND year = 0"
    for _ in range(2):  # the first start makes the site; then it is as after an upgrade
        with serving(land, tmp_path / "web", "--administrator", "boss@example.org"):
            pass
        with closing(sqlite3.connect(tmp_path / "web" / "site.sqlite3")) as database, database:
            assert database.execute(counted).fetchall() == [(0,)]
            database.execute("DELETE FROM training_tally")


def test_a_site_that_nobody_can_sign_in_to_says_what_to_do(land: Path, tmp_path: Path) -> None:
    told = durna(tmp_path / "web", "serve", "--workspace", str(land))
    assert told.returncode == 1
    assert "--administrator" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_audit_that_was_tampered_with_is_found_out(land: Path, tmp_path: Path) -> None:
    with serving(land, tmp_path / "web", "--administrator", "boss@example.org"):
        pass
    with closing(sqlite3.connect(tmp_path / "web" / "site.sqlite3")) as database, database:
        database.execute("DROP TRIGGER audit_no_update")
        database.execute("UPDATE audit_event SET actor = 'somebody else'")
    told = durna(tmp_path / "web", "audit", "verify", "--workspace", str(land))
    assert told.returncode == 1
    assert "broken at entry 1" in told.stderr


@pytest.mark.skipif(os.name != "posix", reason="a process does not inherit sockets on Windows")
def test_a_second_process_answers_where_the_first_cannot_and_ends_with_it(land: Path, tmp_path: Path) -> None:
    words = ("--administrator", "boss@example.org", "--processes", "2")
    with serving(land, tmp_path / "web", *words) as (address, _):
        port = int(address.rsplit(":", 1)[1].strip("/"))
        first = _process_of(port)
        os.kill(first, signal.SIGSTOP)
        try:
            for _ in range(3):
                with urllib.request.urlopen(f"{address}editions/", timeout=120) as answer:
                    assert answer.status == 200
        finally:
            os.kill(first, signal.SIGCONT)
    assert _is_shut(port)


@pytest.mark.skipif(os.name != "posix", reason="a process does not inherit sockets on Windows")
def test_where_a_process_or_the_worker_dies_another_takes_its_place(land: Path, tmp_path: Path) -> None:
    words = ("--administrator", "boss@example.org", "--processes", "2")
    with serving(land, tmp_path / "web", *words) as (address, _):
        first = _process_of(int(address.rsplit(":", 1)[1].strip("/")))
        killed = {module: _child(first, module) for module in ("durna.web.serving", "durna.web.dataroom.worker")}
        for number in killed.values():
            os.kill(number, signal.SIGKILL)
        assert all(_child(first, module, not_=number) != number for module, number in killed.items())
        # Only the one that took the place of the dead one can answer now.
        os.kill(first, signal.SIGSTOP)
        try:
            with urllib.request.urlopen(f"{address}editions/", timeout=120) as answer:
                assert answer.status == 200
        finally:
            os.kill(first, signal.SIGCONT)


def _child(parent: int, module: str, not_: int = 0) -> int:
    """The process of a module that another began, another one than a certain one, as soon as there is one."""
    for _ in range(600):
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            number = int(file.parent.name)
            with suppress(OSError):
                if f"-m\0{module}\0".encode() in file.read_bytes() and number != not_ and _parent(number) == parent:
                    return number
        time.sleep(0.1)
    raise AssertionError(f"no process of {module}")


def _parent(number: int) -> int:
    told = (Path("/proc") / str(number) / "stat").read_text(encoding="ascii")
    return int(told.rpartition(")")[2].split()[1])


def _process_of(port: int) -> int:
    """The one that was told to serve there."""
    asked = f"\0--port\0{port}\0".encode()
    return next(int(file.parent.name) for file in Path("/proc").glob("[0-9]*/cmdline") if asked in file.read_bytes())


def _is_shut(port: int) -> bool:
    for _ in range(100):
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)):
                return True
        time.sleep(0.1)
    return False
