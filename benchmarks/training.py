"""A centre after twenty years on PostgreSQL: what thirty people meet on its pages, and how long its large works take.

Pages are driven by locust as in benchmarks/load.py (DURNA_LOAD_SECONDS); an import of 20,000 participations and 1,000
certificates are timed one after the other, before the people come. IATI is in benchmarks/projects.py.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import centre
from benchmarks.evidence import _postgresql
from benchmarks.load import Crowd, crowded, run
from benchmarks.measure import REPOSITORY, Line
from benchmarks.rounds import _person, _seconds, _signed_in

_PEOPLE = 30
_IMPORTED = 20_000
_KNOWN_AGAIN = 5_000  # of the imported: people of the centre, written in Cyrillic letters
_CERTIFICATES = 1_000
_BARS = {
    "the centre is filled": None, "an import of participations, matches proposed": 20.0,
    "certificates made and signed, and printed in three languages": 60.0,
}  # fmt: skip
_CYRILLIC = (
    ("kh", "х"), ("sh", "ш"), ("ch", "ч"), ("ya", "я"), ("j", "дж"),
    *zip("abdefghiklmnoprstuvyz", "абдефгхиклмнопрстувйз", strict=True),
)  # fmt: skip


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="durna-centre-") as place:
        folder = Path(place)
        workspace = folder / "workspace"
        shutil.copytree(REPOSITORY / "examples" / "azerbaijan", workspace)
        (folder / "web").mkdir()
        server: Any = _postgresql(folder)
        environment = {
            **os.environ, "DURNA_WORKSPACE": str(workspace), "DURNA_SITE_FOLDER": str(folder / "web"),
            "DATABASE_URL": server.get_uri(), "PYTHONPATH": str(REPOSITORY / "src"),
            "DJANGO_SETTINGS_MODULE": "durna.web.settings", "DURNA_CROWD": str(folder / "crowd.json"),
        }  # fmt: skip
        try:
            done = run(environment, sys.executable, "-m", "benchmarks.training", str(workspace))
            for what, seconds in json.loads(done.splitlines()[-1]).items():
                bar = _BARS[what]
                yield Line(what, f"{seconds:.1f} s", f"bar {bar:g} s" if bar else "", seconds < bar if bar else None)
            about = f"{_PEOPLE} people, {centre.TRAININGS:,} trainings, {centre.PARTICIPATIONS:,} participations"
            yield from crowded(environment, folder, workspace, Crowd("benchmarks/coordinators.py", _PEOPLE, about))
        finally:
            server.cleanup()


def _main(workspace: str) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    made: list[Any] = []
    found = {"the centre is filled": _seconds(lambda: made.extend(centre.fill()))}
    found["an import of participations, matches proposed"] = _import(made)
    found["certificates made and signed, and printed in three languages"] = _certificates(made[0])
    print(json.dumps(found), flush=True)
    _tell(made)


def _import(trainings: list[Any]) -> float:
    """Every fourth row is somebody who was there before, in other letters; whoever of them is not found is an error."""
    from durna.web.training import taking_lists
    from durna.web.training.models import Match, Participation

    said = random.Random(5)
    known = _known(said)
    open_ = trainings[-200:]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Family name", "Given name", "Sex", "Country", "Institution", "E-mail address", "Year of birth",
                     "Training", "Attendance", "Test before", "Test after", "Completed"))  # fmt: skip
    for number in range(_IMPORTED):
        told = _row(said, number, known)
        writer.writerow((*told, said.choice(open_).number, 100, 40, 60, "yes"))
    content = out.getvalue().encode()
    taken: list[Any] = []
    seconds = _seconds(lambda: taken.append(
        taking_lists.take_register(by="coordinator@example.org", content=content, name="register.csv").file
    ))  # fmt: skip
    came = Participation.objects.order_by("-pk").values_list("person", flat=True)[:_IMPORTED]
    assert taken[0].rows.count() == 0, taken[0].rows.first().problems
    found = Match.objects.filter(second__in=came).values("second").distinct().count()
    assert found >= _KNOWN_AGAIN, found
    return seconds


def _known(said: random.Random) -> list[Any]:
    from durna.web.training.models import Person

    return said.sample(list(Person.objects.filter(same_as=None)), _KNOWN_AGAIN)


def _row(said: random.Random, number: int, known: list[Any]) -> tuple[Any, ...]:
    if number % (_IMPORTED // _KNOWN_AGAIN) == 0:
        one = known[number * _KNOWN_AGAIN // _IMPORTED]
        return (
            _in_cyrillic(one.family_name),
            _in_cyrillic(one.given_name),
            one.sex,
            one.country,
            one.institution,
            "",
            one.birth_year,
        )
    return (*centre.names(said), said.choice(("f", "m")), said.choice(("Georgia", "Türkiyə", "Казахстан")),
            f"Office {said.randrange(40)}", f"new{number}@example.org", 1960 + said.randrange(40))  # fmt: skip


def _in_cyrillic(name: str) -> str:
    name = name.lower()
    for letters, cyrillic in _CYRILLIC:
        name = name.replace(letters, cyrillic)
    return name.title()


def _certificates(training: Any) -> float:
    """Of one training that a thousand people have completed."""
    from durna.web.training import certificate_paper, certifying
    from durna.web.training.models import Participation, Person
    from durna.web.training.nominating import person_of

    people = Person.objects.bulk_create(
        person_of({"family_name": f"Example{number}", "given_name": "Ayla"}) for number in range(_CERTIFICATES)
    )
    Participation.objects.bulk_create(
        Participation(training=training, person=each, state="selected", completed=True) for each in people
    )

    def make() -> None:
        batch = certifying.make_batch(
            by="coordinator@example.org", training=training, site="http://localhost/", today=date(2026, 11, 26)
        )
        held = list(batch.certificates.select_related("batch__training"))
        assert len(held) == _CERTIFICATES
        assert certificate_paper.pdf(held, certificate_paper.LANGUAGES, "http://localhost/").startswith(b"%PDF")

    return _seconds(make)


def _tell(trainings: list[Any]) -> None:
    """What the people of benchmarks/coordinators.py need to know."""
    from durna.web.training.models import Certificate, Participation

    people = [_person(f"p{number}@example.org", "training_coordinator", None) for number in range(_PEOPLE)]
    some = [each.pk for each in random.Random(3).sample(trainings[1:], 200)]
    held = Certificate.objects.filter(batch__training__in=some)
    made = {
        "sessions": [_signed_in(one).cookies["sessionid"].value for one in people],
        "trainings": some, "people": list(
            Participation.objects.filter(training__in=some).values_list("person", flat=True)[:500]
        ),
        "certificates": list(held.values_list("number", flat=True)[:200]),
    }  # fmt: skip
    Path(os.environ["DURNA_CROWD"]).write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1])
