"""A site that is full: evidence, deliveries, an edition with very many figures, the demonstration of every room.

    python -m benchmarks.filled WORKSPACE

fills the site that the environment names, and writes to DURNA_CROWD what benchmarks/crowd.py needs: sessions of people
who are signed in, and addresses of pages. How much of each: see `benchmarks/load.py`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

PEOPLE = int(os.environ.get("DURNA_LOAD_PEOPLE", "50"))
ITEMS = int(os.environ.get("DURNA_LOAD_ITEMS", "200000"))
DELIVERIES = int(os.environ.get("DURNA_LOAD_DELIVERIES", "2000"))
FIGURES = int(os.environ.get("DURNA_LOAD_FIGURES", "5000000"))
_INDICATOR, _MANY = "border_entries_foreigners", "many"


def main(workspace: Path) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    land = open_workspace(workspace)
    running.set_up(land)
    running.migrate()
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        delivered = beside.submit(_timed, "deliveries", _deliver, land)
        _timed("figures", _publish, land)
        _timed("evidence", _evidence)
        _timed("demonstration", running.demonstrate)
        delivered.result()
    Path(os.environ["DURNA_CROWD"]).write_text(json.dumps(_crowd()), encoding="utf-8")


def _timed(what: str, fill: Any, *arguments: Any) -> None:
    started = time.perf_counter()
    fill(*arguments)
    print(f"{what}: {time.perf_counter() - started:.0f} s", flush=True)


def _deliver(land: Any) -> None:
    """So many publications of one institution, each with a figure of a month of its own."""
    from benchmarks import sown
    from durna.store import manifest
    from tests.editions.land import COLUMNS, PUBLISHED
    from tests.intake.deliveries import take_in, written

    (land.mappings / "monthly.yaml").write_text(PUBLISHED.replace("form: year", "form: month"), encoding="utf-8")
    row = (_INDICATOR, "1900-01", "", 100, "entries", "ssc", "2019-01", "final")
    taken = take_in(
        land, sown.SOURCE, written(land.root.parent / "incoming" / "monthly.csv", COLUMNS, [row]), mapping="monthly"
    )
    first = manifest.read(land.store).get(taken.delivery_id)
    assert first is not None
    sown.deliveries(land, first, DELIVERIES - 1)


def _publish(land: Any) -> None:
    """An edition like the one that is there, with so many invented figures, and its index as the first reader makes it.

    Its signature does not hold, and nobody asks for that here.
    """
    from benchmarks import explorer
    from durna.editions.folder import Edition, place
    from durna.web.explorer import index

    like = place(land) / "second"
    made = place(land) / _MANY
    explorer.edition(like, made, FIGURES)
    index.file_of(Edition(made), wait=True)


def _evidence() -> None:
    from benchmarks.evidence import fill

    fill(ITEMS)


def _crowd() -> dict[str, Any]:
    """Somebody signed in for each of the people, and where they go."""
    from durna.store.records import Records
    from durna.web.accounts.models import User
    from durna.web.governance.models import Answer
    from durna.web.governance.states import OPEN, WRITABLE
    from durna.web.served import workspace

    people = [
        User.objects.create(
            email=f"p{number}@example.org", name=f"Person {number}", roles=["mgi_coordinator", "auditor"]
        )
        for number in range(PEOPLE)
    ]
    answers = Answer.objects.filter(round__stage__in=OPEN, state__in=WRITABLE).order_by("pk")
    table = f"/editions/{_MANY}/figures/{_INDICATOR}/"
    receipts = [one.delivery_id for one in Records(workspace()).receipts()][:20]
    pages = ["/", "/evidence/", "/editions/", "/audit/", "/mgi/", "/figures/?q=entries", "/data/receipts/"]
    pages += [f"/editions/{_MANY}/", table, f"{table}?by=citizenship", "/data/receipts/?page=5"]
    return {
        "items": ITEMS, "people": [one.pk for one in people], "sessions": [_session(one) for one in people],
        "answers": list(answers.values_list("pk", flat=True)[:PEOPLE]), "pages": pages,
        "receipts": [f"/data/receipts/{one}/" for one in receipts], "downloads": [f"{table}as/csv?by=", "/audit/"],
    }  # fmt: skip


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
    main(Path(sys.argv[1]))
