"""A portfolio of 1,000 projects: its export and validation by the standard, and what its pages cost.

Run alone with a number of projects, it fills the site that the environment names and prints the seconds of each step.
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
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.measure import REPOSITORY, Line

_PROJECTS = 1_000
_EXCHANGE, _PAGE = 10.0, 0.15  # seconds
_TIMES = 10
_TODAY = date(2026, 11, 26)
_PAGES = {
    "the portfolio": "/projects/", "a word": "/projects/?q=readmission", "a project": "/projects/1/",
    "the published ones": "/published/projects/", "overlaps": "/projects/overlaps/",
}  # fmt: skip


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="durna-projects-") as folder:
        found = _measured(Path(folder))
    exchange = found.pop("export") + found.pop("validate")
    yield Line(
        f"IATI export and validation of {_PROJECTS:,} projects", f"{exchange:.1f} s", "under 10 s", exchange < _EXCHANGE
    )
    for page, seconds in found.items():
        yield Line(f"{page}, {_PROJECTS:,} projects", f"{seconds * 1000:.0f} ms", "under 150 ms", seconds < _PAGE)


def _measured(folder: Path) -> dict[str, float]:
    shutil.copytree(REPOSITORY / "examples" / "azerbaijan", folder / "workspace")
    (folder / "web").mkdir()
    environment = {
        **os.environ, "DURNA_WORKSPACE": str(folder / "workspace"), "DURNA_SITE_FOLDER": str(folder / "web"),
        "DJANGO_SETTINGS_MODULE": "durna.web.settings", "PYTHONPATH": str(REPOSITORY / "src"), "DATABASE_URL": "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.projects", str(_PROJECTS)],
        cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _fill(count: int) -> None:
    """Each with two partners, a place, a sector, ten amounts, and an indicator with four periods of two cells."""
    from durna.web.cooperation.models import (
        Cell,
        Entry,
        Indicator,
        Link,
        Organisation,
        Partner,
        Period,
        Place,
        Project,
        Result,
        Sector,
    )  # fmt: skip

    said = random.Random(8)
    own = Organisation.objects.create(names={"en": "Example authority"}, ref="XX-1", type="10", is_reporter=True)
    fund = Organisation.objects.create(names={"en": "Example fund"}, ref="XX-2", type="40")
    countries = ("AZ", "GE", "KZ", "TR", "UZ", "UA", "MD")
    for number in range(count):
        start = date(2010, 1, 1) + timedelta(days=said.randrange(5_000))
        project = Project.objects.create(
            code=f"P{number}", identifier=f"XX-1-P{number}", titles={"en": f"Project {number} on readmission"},
            descriptions={"en": "Invented."}, currency="EUR", starts_planned=start, is_public=True,
            ends_planned=start + timedelta(days=said.randrange(200, 1_200)),
        )  # fmt: skip
        Partner.objects.create(project=project, organisation=own, role="4")
        Partner.objects.create(project=project, organisation=fund, role="1", share=Decimal(100))
        Place.objects.create(project=project, code=said.choice(countries), share=Decimal(100))
        Sector.objects.create(project=project, code="15190", share=Decimal(100))
        Link.objects.create(project=project, kind="objective", code=str(said.randrange(1, 24)))
        kinds = ("budget", "commitment", "disbursement", "expenditure", "budget")
        Entry.objects.bulk_create(
            Entry(
                project=project, kind=kinds[each % 5], funder=fund, start=start, end=start + timedelta(days=300),
                amount=Decimal(said.randrange(1_000, 90_000)), currency=said.choice(("EUR", "USD")),
            )
            for each in range(10)
        )  # fmt: skip
        result = Result.objects.create(project=project, titles={"en": "Result"})
        indicator = Indicator.objects.create(project=project, result=result, titles={"en": "Indicator"})
        for year in range(4):
            period = Period.objects.create(
                project=project, indicator=indicator, start=date(2020 + year, 1, 1), end=date(2020 + year, 12, 31)
            )
            Cell.objects.bulk_create(
                Cell(period=period, dimensions={"sex": sex}, place=f"sex={sex}", value=Decimal(said.randrange(90)))
                for sex in ("female", "male")
            )


def _seconds(work: Callable[[], Any], times: int = 1) -> float:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[len(taken) // 2]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client

    from durna.iati.validate import validate
    from durna.web.accounts.models import User
    from durna.web.cooperation import findings
    from durna.web.cooperation.models import Project

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        _fill(int(sys.argv[1]))
    made: list[bytes] = []
    found = {"export": _seconds(lambda: made.append(findings.export(Project.objects.all(), _TODAY)))}
    found["validate"] = _seconds(lambda: validate(made[0], _TODAY))
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create(email="officer@example.org", name="Officer", roles=["project_officer"]))
    for page, address in _PAGES.items():
        assert client.get(address).status_code == 200, address
        found[page] = _seconds(lambda address=address: client.get(address), _TIMES)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
