"""A site that runs as a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = (sys.executable, "-m", "durna.cli.main")


def environment(folder: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DURNA"))}
    return {**kept, "DURNA_SITE_FOLDER": str(folder)}


def durna(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], env=environment(folder), capture_output=True, text=True, check=False)


@contextmanager
def serving(land: Path, folder: Path, *words: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a site that runs, and the lines that it printed before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "serve", "--workspace", str(land), "--port", str(port), *words],
        env=environment(folder), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    taking = threading.Thread(target=deque, args=(process.stderr, 0), daemon=True)
    try:
        lines = []
        for line in process.stderr:
            lines.append(line)
            if "stop with" in line:
                break
        address = f"http://127.0.0.1:{port}/"
        # A server whose words nobody takes stops when the pipe is full.
        taking.start()
        _wait_for(address)
        yield address, lines
    finally:
        process.terminate()
        process.wait(timeout=120)
        if taking.ident is not None:
            taking.join(timeout=20)
        process.stderr.close()


@dataclass(frozen=True)
class Site:
    """`address`: with a slash at its end. `passwords`: of the invented people, by role."""

    address: str
    passwords: Mapping[str, str]


@dataclass(frozen=True)
class Demonstration:
    """What a site with its invented people and their work keeps in its folder.

    To make one takes longer than many a journey over it, so it is made once and copied.
    """

    folder: Path
    passwords: Mapping[str, str]


def demonstration(land: Path, folder: Path) -> Demonstration:
    with serving(land, folder, "--demo") as (_, lines):
        words = [line.split() for line in lines if "@demo.example" in line]
    return Demonstration(folder, {role: password for role, _, password in words})


@contextmanager
def serving_copy(of: Demonstration, land: Path, folder: Path) -> Iterator[Site]:
    """A site of its own, over the workspace that the demonstration was made over or one just like it."""
    # SQLite's index of what is not yet in the database belongs to the process that had it open.
    shutil.copytree(of.folder, folder, ignore=shutil.ignore_patterns("*-shm"))
    with serving(land, folder) as (address, _):
        yield Site(address, of.passwords)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=30).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the site did not come up")
