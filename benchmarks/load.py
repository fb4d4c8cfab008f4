"""Fifty people at once on PostgreSQL, with 200,000 items of evidence: how long pages and writes take, and what fails.

Numbers of items and seconds may be named: DURNA_LOAD_ITEMS, DURNA_LOAD_SECONDS. What else the machine does at the time
counts too; a bar that is not met on a machine that is busy says little.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.evidence import _postgresql
from benchmarks.measure import REPOSITORY, Line

PEOPLE = 50
ITEMS = int(os.environ.get("DURNA_LOAD_ITEMS", "200000"))
SECONDS = int(os.environ.get("DURNA_LOAD_SECONDS", "120"))
_FIGURE = "border_entries_foreigners"
PAGE_BAR, WRITE_BAR = 150, 400  # milliseconds, of 95 in 100


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="durna-load-") as place:
        folder = Path(place)
        workspace = folder / "workspace"
        shutil.copytree(
            REPOSITORY / "build" / "site-demo" if demo() else REPOSITORY / "examples" / "azerbaijan", workspace
        )
        (folder / "web").mkdir()
        server: Any = _postgresql(folder)
        environment = {
            **os.environ, "DURNA_WORKSPACE": str(workspace), "DURNA_SITE_FOLDER": str(folder / "web"),
            "DATABASE_URL": server.get_uri(), "PYTHONPATH": str(REPOSITORY / "src"),
            "DJANGO_SETTINGS_MODULE": "durna.web.settings", "DURNA_CROWD": str(folder / "crowd.json"),
        }  # fmt: skip
        try:
            run(environment, sys.executable, "-m", "benchmarks.load", "fill", str(workspace))
            yield from _loaded(environment, folder, workspace)
        finally:
            server.cleanup()


def demo() -> bool:
    """The example with an edition, where `make serve` has made one: the explorer then has figures to show."""
    return (REPOSITORY / "build" / "site-demo" / "editions" / "example").is_dir()


def _loaded(environment: dict[str, str], folder: Path, workspace: Path) -> Iterator[Line]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = subprocess.Popen(
        [sys.executable, "-m", "durna.cli.main", "serve", "--workspace", str(workspace), "--port", str(port)],
        cwd=REPOSITORY, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/")
        run(
            environment, sys.executable, "-m", "locust", "-f", "benchmarks/crowd.py", "--headless", "--only-summary",
            "-u", str(PEOPLE), "-r", "5", "-t", f"{SECONDS}s", "--host", f"http://127.0.0.1:{port}",
            "--csv", str(folder / "told"), "--exit-code-on-error", "0",
        )  # fmt: skip
    finally:
        site.terminate()
        site.wait(timeout=30)
    with (folder / "told_stats.csv").open(encoding="utf-8") as stream:
        yield from _told(list(csv.DictReader(stream)))
    with (folder / "told_failures.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            yield Line(f"  failed: {row['Name']}"[:62], row["Occurrences"], row["Error"][:60])


def _told(rows: list[dict[str, str]]) -> Iterator[Line]:
    whole = next(row for row in rows if row["Name"] == "Aggregated")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield Line(
        f"{PEOPLE} people, {ITEMS:,} items of evidence", f"{float(whole['Requests/s']):.1f} answers a second",
        f"load of the machine {load}",
    )  # fmt: skip
    failed = int(whole["Failure Count"])
    yield Line("answers that failed", f"{failed} of {whole['Request Count']}", "bar 0", failed == 0)
    for kind, bar in (("page", PAGE_BAR), ("write", WRITE_BAR)):
        some = [row for row in rows if row["Name"].startswith(f"{kind}: ")]
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


def run(environment: dict[str, str], *command: str) -> None:
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{done.stdout[-1000:]}{done.stderr[-2000:]}")


def fill(workspace: str) -> None:
    """Evidence, the demonstration of every room, and somebody signed in for each of the fifty."""
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    from benchmarks.evidence import fill as evidence

    evidence(ITEMS)
    running.demonstrate()
    from durna.web.accounts.models import User
    from durna.web.explorer import editions
    from durna.web.governance.models import Answer
    from durna.web.governance.states import OPEN, WRITABLE

    people = [
        User.objects.create(
            email=f"p{number}@example.org", name=f"Person {number}", roles=["mgi_coordinator", "auditor"]
        )
        for number in range(PEOPLE)
    ]
    answers = Answer.objects.filter(round__stage__in=OPEN, state__in=WRITABLE).order_by("pk")
    names = [one.name for one in editions.readable(people[0])]
    pages = ["/", "/evidence/", "/editions/", "/audit/", "/mgi/", "/figures/?q=entries"]
    pages += [f"/editions/{name}/" for name in names] + [f"/editions/{name}/figures/{_FIGURE}/" for name in names]
    made = {
        "items": ITEMS, "people": [one.pk for one in people], "sessions": [_session(one) for one in people],
        "answers": list(answers.values_list("pk", flat=True)[:PEOPLE]), "pages": pages,
        "downloads": ["/audit/", *(f"/editions/{name}/figures/{_FIGURE}/as/csv" for name in names)],
    }  # fmt: skip
    Path(os.environ["DURNA_CROWD"]).write_text(json.dumps(made), encoding="utf-8")


def _session(user: Any) -> str:
    """As if the person had signed in; fifty sign-ins from one machine are more than the site allows."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    fill(sys.argv[2])
