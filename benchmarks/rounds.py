"""Sixty institutions at once in a round of 135 questions that follows twenty others, on PostgreSQL; and its papers.

How long pages and writes take is driven by locust as in benchmarks/load.py (DURNA_LOAD_SECONDS); papers, workbooks and
the round that follows are timed one after the other, before the people come.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.evidence import _postgresql
from benchmarks.load import Crowd, crowded, run
from benchmarks.measure import REPOSITORY, Line

_INSTITUTIONS = 60
_EARLIER = 20
_ASKED = 3  # institutions that answer one question
_LAWS = 400
_FILES = 100
_BARS = {
    "the profile, three languages, every format": 20.0, "a workbook of every question, out": 2.0,
    "a workbook of every question, back to its preview": 3.0, "a workbook of every question, applied": 0.4,
    "the evidence pack, with files": 2.0, "the round that follows is opened": 2.0,
}  # fmt: skip


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="durna-rounds-") as place:
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
            done = run(environment, sys.executable, "-m", "benchmarks.rounds", str(workspace))
            for what, seconds in json.loads(done.splitlines()[-1]).items():
                bar = _BARS[what]
                yield Line(what, f"{seconds:.2f} s", f"bar {bar:g} s", seconds < bar)
            crowd = Crowd("benchmarks/respondents.py", _INSTITUTIONS, f"{_INSTITUTIONS} institutions, 21 rounds")
            yield from crowded(environment, folder, workspace, crowd)
        finally:
            server.cleanup()


def _main(workspace: str) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    places, people = _people()
    keeper = _person("mgi_coordinator@example.org", "mgi_coordinator", None)
    closed, current = _rounds(places, people, keeper)
    print(json.dumps(_timed(closed, places[0], people[0], keeper)), flush=True)
    _tell(current, people)


def _person(email: str, role: str, place: Any) -> Any:
    from durna.web.accounts.models import User

    return User.objects.create(email=email, name=email, roles=[role], institution=place)


def _people() -> tuple[list[Any], list[Any]]:
    from durna.web.accounts.models import Institution

    places = [Institution.objects.create(name=f"Institution {number:02}") for number in range(_INSTITUTIONS)]
    return places, [
        _person(f"p{number}@example.org", "ministry_respondent", place) for number, place in enumerate(places)
    ]


def _rounds(places: list[Any], people: list[Any], keeper: Any) -> tuple[Any, Any]:
    """Each question asked of three institutions and agreed; all of them of the first. The last round is open."""
    from django.db import transaction

    from durna.web.governance import frameworks
    from durna.web.governance.models import Round

    laws = _library(keeper)
    framework = frameworks.parsed(frameworks.shipped())
    asked = [(each.code, next(iter(framework.scale_of(each).values))) for each in framework.questions]
    earlier = None
    for number in range(_EARLIER + 1):
        is_last = number == _EARLIER
        with transaction.atomic():
            made = Round.objects.create(
                titles={"en": f"Round {number}", "az": f"Raund {number}", "ru": f"Раунд {number}"},
                framework=frameworks.shipped(), stage="collecting" if is_last else "closed", earlier=earlier,
            )  # fmt: skip
            _answers(made, asked, places, people, keeper, laws, is_last=is_last)
        closed, earlier = earlier, made
    return closed, earlier


def _library(keeper: Any) -> list[Any]:
    """Laws, a part of them with a file."""
    from django.db import transaction

    from durna.web.evidence import actions

    with transaction.atomic():
        return [
            actions.add(keeper, {
                "kind": "law", "responsible": keeper, "number": str(number),
                "titles": {code: f"Law {number} ({code})" for code in ("en", "az", "ru")},
                "effective_from": date(1995, 1, 1) + timedelta(days=20 * number),
            }, [(os.urandom(50_000), f"law-{number}.bin")] if number < _FILES else ())
            for number in range(_LAWS)
        ]  # fmt: skip


def _answers(
    made: Any,
    questions: list[tuple[str, str]],
    places: list[Any],
    people: list[Any],
    keeper: Any,
    laws: list[Any],
    *,
    is_last: bool,
) -> None:
    from django.utils import timezone

    from durna.web.evidence.models import Citation
    from durna.web.governance.actions.answers import write_down_all
    from durna.web.governance.models import Answer
    from durna.web.governance.states import Why

    said = {"comment": {"en": "It is so. " * 20, "az": "Belədir. " * 20, "ru": "Это так. " * 20}, "author": keeper}
    cleared = {"state": "cleared", "cleared_by": people[-1], "cleared_at": timezone.now()}
    state = {"state": "draft"} if is_last else cleared
    answers = []
    for place, (code, value) in enumerate(questions):
        asked = dict.fromkeys([places[0], *(places[(place * _ASKED + each) % len(places)] for each in range(_ASKED))])
        known = {"round": made, "question": code, "value": value, **said}
        answers += [Answer(institution=one, **known, **state) for one in asked]
        if not is_last:
            answers.append(Answer(reason={"en": "Both were read."}, **known, **cleared))
    Answer.objects.bulk_create(answers)
    write_down_all(keeper, answers, Why.SAVED)
    Citation.objects.bulk_create(
        Citation(statement=answer.key, evidence=laws[(answer.pk + each) % len(laws)], place="2", cited_by=keeper)
        for answer in answers for each in range(2)
    )  # fmt: skip


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _timed(closed: Any, place: Any, respondent: Any, keeper: Any) -> dict[str, float]:
    from durna.web.governance import pack, papers
    from durna.web.governance.actions import carrying, findings
    from durna.web.papers.respond import FORMATS

    findings.draft(by=keeper, found=closed)
    client = _signed_in(keeper)

    def documents() -> None:
        for code in papers.LANGUAGES:
            for kind in FORMATS:
                answer = client.get(f"/mgi/{closed.pk}/profile/", {"language": code, "format": kind})
                assert answer.status_code == 200, (code, kind)

    found = {"the profile, three languages, every format": _seconds(documents)}
    found["the evidence pack, with files"] = _seconds(lambda: pack.build(closed, "The office"))
    following: list[Any] = []
    found["the round that follows is opened"] = _seconds(lambda: following.append(
        carrying.open_next(by=keeper, earlier=closed, titles={"en": "Next"}, framework=closed.framework)
    ))  # fmt: skip
    following[0].stage = "collecting"
    following[0].save()
    return found | _workbook(following[0], place, respondent)


def _signed_in(user: Any) -> Any:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def _workbook(current: Any, place: Any, respondent: Any) -> dict[str, float]:
    """Out, filled in every row, back, and applied."""
    import openpyxl
    from django.core.files.uploadedfile import SimpleUploadedFile

    from durna.web.governance import book, returned
    from durna.web.governance.actions import workbooks

    made: list[Any] = []
    found = {"a workbook of every question, out": _seconds(
        lambda: made.append(book.make(by=respondent, found=current, institution=place)[1])
    )}  # fmt: skip
    opened = openpyxl.load_workbook(io.BytesIO(made[0]))
    for row in opened.worksheets[0].iter_rows(min_row=book.HEAD + 2):
        row[book.COLUMNS.index("comment")].value = f"Written off-line, {row[0].value}"
    out = io.BytesIO()
    opened.save(out)
    upload = SimpleUploadedFile("answers.xlsx", out.getvalue())
    told: list[Any] = []

    def back() -> None:
        told.append(workbooks.receive(by=respondent, upload=upload, found=current))
        told.append(returned.changes(told[0]))

    found["a workbook of every question, back to its preview"] = _seconds(back)
    seen = {change.question: change.version for change in told[1]}
    accepted = [change.key for change in told[1]]
    found["a workbook of every question, applied"] = _seconds(
        lambda: workbooks.apply(by=respondent, returned=told[0], accepted=accepted, seen=seen)
    )
    return found


def _tell(current: Any, people: list[Any]) -> None:
    """What the people of benchmarks/respondents.py need to know."""
    mine = [
        list(current.answers.filter(institution=one.institution).order_by("pk").values_list("pk", flat=True))
        for one in people
    ]
    made = {
        "round": current.pk,
        "sessions": [_signed_in(one).cookies["sessionid"].value for one in people],
        "answers": mine,
    }
    Path(os.environ["DURNA_CROWD"]).write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1])
