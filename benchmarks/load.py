"""Fifty people at once on PostgreSQL, with 200,000 items of evidence, 2,000 deliveries and five million figures: how
long pages and writes take, and what fails.

Each of them pauses between one and four seconds after an answer, as somebody does who reads a page or fills in a form.
The site is served as docs/how-to/run-in-production.md says, by a process for each of two processors.

Other numbers may be named: DURNA_LOAD_PEOPLE, DURNA_LOAD_ITEMS, DURNA_LOAD_DELIVERIES, DURNA_LOAD_FIGURES and
DURNA_LOAD_SECONDS. What else the machine does at the time counts too; a bar that is not met on a machine that is busy
says little.
"""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.evidence import _postgresql
from benchmarks.filled import DELIVERIES, FIGURES, ITEMS, PEOPLE
from benchmarks.measure import REPOSITORY, Line
from tests.web.wide_land import make

SECONDS = int(os.environ.get("DURNA_LOAD_SECONDS", "120"))
# A process for each of two processors, as docs/how-to/run-in-production.md has it.
_SERVE = (sys.executable, "-m", "durna.cli.main", "serve", "--processes", "2")
PAGE_BAR, WRITE_BAR = 150, 400  # milliseconds, of 95 in 100


@dataclass(frozen=True)
class Crowd:
    """`file`: how locust drives them; `about`: who they are, and on how much."""

    file: str
    people: int
    about: str


@dataclass(frozen=True)
class Site:
    """A workspace and an empty database. `environment`: how a process is told of both."""

    folder: Path
    workspace: Path
    environment: dict[str, str]


@contextmanager
def site(amounts: Mapping[str, str] | None = None) -> Iterator[Site]:
    """`amounts`: how much it will be filled with, where not as the environment says."""
    with tempfile.TemporaryDirectory(prefix="durna-load-") as place:
        folder = Path(place)
        workspace = make(folder / "made")
        (folder / "web").mkdir()
        server: Any = _postgresql(folder)
        environment = {
            **os.environ, "DURNA_WORKSPACE": str(workspace), "DURNA_SITE_FOLDER": str(folder / "web"),
            "DATABASE_URL": server.get_uri(), "PYTHONPATH": str(REPOSITORY / "src"),
            "DJANGO_SETTINGS_MODULE": "durna.web.settings", "DURNA_CROWD": str(folder / "crowd.json"),
            **(amounts or {}),
        }  # fmt: skip
        try:
            yield Site(folder, workspace, environment)
        finally:
            server.cleanup()


def lines() -> Iterator[Line]:
    with site() as made:
        started = time.perf_counter()
        said = run(made.environment, sys.executable, "-m", "benchmarks.filled", str(made.workspace))
        yield Line("the site is filled", f"{time.perf_counter() - started:.0f} s", ", ".join(said.splitlines()))
        about = f"{PEOPLE} people, {ITEMS:,} items, {DELIVERIES:,} deliveries, {FIGURES:,} figures"
        crowd = Crowd("benchmarks/crowd.py", PEOPLE, about)
        yield from crowded(made.environment, made.folder, made.workspace, crowd)


def crowded(environment: dict[str, str], folder: Path, workspace: Path, crowd: Crowd) -> Iterator[Line]:
    """What a crowd meets at a site that was filled: how long pages and writes take, and what fails."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = subprocess.Popen(
        [*_SERVE, "--workspace", str(workspace), "--port", str(port)],
        cwd=REPOSITORY, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/")
        run(
            environment, sys.executable, "-m", "locust", "-f", crowd.file, "--headless", "--only-summary",
            "-u", str(crowd.people), "-r", "5", "-t", f"{SECONDS}s", "--host", f"http://127.0.0.1:{port}",
            "--csv", str(folder / "told"), "--exit-code-on-error", "0",
        )  # fmt: skip
    finally:
        site.terminate()
        site.wait(timeout=30)
    with (folder / "told_stats.csv").open(encoding="utf-8") as stream:
        yield from _told(list(csv.DictReader(stream)), crowd)
    with (folder / "told_failures.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            yield Line(f"  failed: {row['Name']}"[:62], row["Occurrences"], row["Error"][:60])


def _told(rows: list[dict[str, str]], crowd: Crowd) -> Iterator[Line]:
    whole = next(row for row in rows if row["Name"] == "Aggregated")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield Line(
        crowd.about, f"{float(whole['Requests/s']):.1f} answers a second",
        f"load of the machine {load}",
    )  # fmt: skip
    failed = int(whole["Failure Count"])
    yield Line("answers that failed", f"{failed} of {whole['Request Count']}", "bar 0", failed == 0)
    for kind, bar in (("page", PAGE_BAR), ("write", WRITE_BAR)):
        some = [row for row in rows if row["Name"].startswith(f"{kind}: ")]
        if not some:
            continue
        worst = max(some, key=lambda row: float(row["95%"]))
        yield Line(
            f"the slowest {kind}, 95 in 100", f"{worst['95%']} ms", f"bar {bar} ms; {worst['Name']}",
            float(worst["95%"]) < bar,
        )  # fmt: skip
        for row in sorted(some, key=lambda one: -float(one["95%"])):
            yield Line(f"  {row['Name']}"[:62], f"{row['50%']} / {row['95%']} ms", f"{row['Request Count']} times")


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=30).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site did not come up")


def run(environment: dict[str, str], *command: str) -> str:
    """What it printed."""
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout
