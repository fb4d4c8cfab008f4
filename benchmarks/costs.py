"""What each page and write of benchmarks/crowd.py costs the processors, at a small site and at a full one.

One reader asks for one after the other, so that what else the machine does counts for nothing: the time of the
processor in the site and in PostgreSQL, and the number of queries, which must not grow with what the site holds. Run
alone it measures the site that the environment names, which benchmarks/filled.py has filled.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.forms import form
from benchmarks.load import run, site
from benchmarks.measure import Line

_TIMES = 9
_SMALL = {"DURNA_LOAD_ITEMS": "2000", "DURNA_LOAD_DELIVERIES": "20", "DURNA_LOAD_FIGURES": "50000"}
# Two processors, fifty people: with more, they would wait for one another.
_BAR = 30  # milliseconds
_GROWTH = 1.3


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processor."""

    page: float
    database: float
    queries: int

    @property
    def whole(self) -> float:
        return self.page + self.database


def lines() -> Iterator[Line]:
    few, many = _measured(_SMALL), _measured({})
    for what, cost in sorted(many.items(), key=lambda one: -one[1].whole):
        was = few[what]
        said = f"{cost.page:.1f} + {cost.database:.1f} ms, {cost.queries} queries"
        is_met = cost.whole < _BAR and cost.queries <= was.queries and cost.whole < was.whole * _GROWTH + 1
        yield Line(what, said, f"at a small site {was.page:.1f} + {was.database:.1f} ms, {was.queries}", is_met)


def _measured(amounts: dict[str, str]) -> dict[str, Cost]:
    with site(amounts) as made:
        run(made.environment, sys.executable, "-m", "benchmarks.filled", str(made.workspace))
        told = run(made.environment, sys.executable, "-m", "benchmarks.costs")
    return {what: Cost(*cost) for what, cost in json.loads(told.splitlines()[-1]).items()}


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    made = json.loads(Path(os.environ["DURNA_CROWD"]).read_text(encoding="utf-8"))
    client = Client()
    client.cookies["sessionid"] = made["sessions"][0]
    found = {what: _cost(asked) for what, asked in _asked(client, made).items()}
    print(json.dumps({what: [cost.page, cost.database, cost.queries] for what, cost in found.items()}))


@dataclass(frozen=True)
class Asked:
    """`ask` is measured; it is given what `prepare` gives, which is not."""

    ask: Callable[[Any], Any]
    prepare: Callable[[], Any] = lambda: None


def _asked(client: Any, made: dict[str, Any]) -> dict[str, Asked]:
    """Pages and writes by their name."""
    pages = dict.fromkeys([*made["pages"], *made["downloads"], made["receipts"][0], "/account/password/"])
    searched = {f"/evidence/?q={words}": None for words in ("ba", "haqq", "sayi+nomre7", "ba+se", "zzzz")}
    one = made["answers"][0]
    several = [*pages, *searched, "/evidence/1/", f"/evidence/{made['items'] // 2}/", f"/mgi/answers/{one}/"]
    write, take = f"/mgi/answers/{one}/write/", f"/mgi/answers/{one}/take/"
    asked = {_name(page): Asked(lambda _, page=page: _got(client.get(page), 200)) for page in several}
    return asked | {
        "write: take a question": Asked(lambda _: _got(client.post(take), 302)),
        "page: the form of an answer": Asked(lambda _: _got(client.get(write), 200), lambda: client.post(take)),
        "write: answer": Asked(lambda said: _got(client.post(write, said), 302), lambda: _form(client, take, write)),
        "write: upload": Asked(
            lambda said: _got(client.post("/evidence/add/", said), 302), lambda: _law(made["people"][0])
        ),
    }


def _name(page: str) -> str:
    """Without the number of a delivery or an answer, which two sites do not share."""
    return f"page: {re.sub('[0-9a-f]{16}|[0-9]+(?=/$)', '...', page)}"


def _got(answer: Any, status: int) -> Any:
    assert answer.status_code == status, (answer.request["PATH_INFO"], answer.status_code)
    return b"".join(answer) if answer.streaming else answer.content


def _law(person: int) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("minutes.txt", os.urandom(24).hex().encode() * 200)
    return {"kind": "law", "title_en": "Of one", "responsible": person, "file": file}


def _form(client: Any, take: str, write: str) -> dict[str, str]:
    """Of an answer that is taken in hand, with another comment than before."""
    client.post(take)
    said = form(client.get(write).content.decode(), "version")
    return said | {"comment_en": f"As of {time.perf_counter()}"}


def _cost(asked: Asked) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked.ask(asked.prepare())
    given = asked.prepare()
    with CaptureQueriesContext(connection) as queries:
        asked.ask(given)
    count = len(queries)
    pages, rows = [], []
    for _ in range(_TIMES):
        given = asked.prepare()
        of_page, of_database = time.process_time(), _of_database()
        asked.ask(given)
        pages.append(time.process_time() - of_page)
        rows.append(_of_database() - of_database)
    return Cost(statistics.median(pages) * 1000, statistics.median(rows) * 1000, count)


def _of_database() -> float:
    """Seconds of the processor that the server's side of our connection has taken, as the kernel counts them."""
    from django.db import connection

    connection.ensure_connection()
    counted = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text(encoding="ascii")
    return int(counted.split()[0]) / 1e9


if __name__ == "__main__":
    main()
