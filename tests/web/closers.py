"""People who write in a round that is being closed: run as a process of its own, it prints who waits for whom.

python -m tests.web.closers WORKSPACE who                  on PostgreSQL: whether one waits for another
python -m tests.web.closers WORKSPACE all THREADS TIMES    on any: what is saved, what comes late, and in what order
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

CODES = ("MGI-2.01", "MGI-2.02", "MGI-2.03", "MGI-2.04")


def _begun(workspace: str) -> Any:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    from durna.web.governance.actions import rounds
    from durna.web.governance.states import Stage
    from tests.web import governing

    found = governing.a_round(CODES)
    governing.respondent()
    return rounds.move(by=governing.coordinator(), found=found, stage=Stage.CONSULTING, seen=found.version)


def _close(found: Any) -> None:
    from durna.web.governance.actions import rounds
    from durna.web.governance.models import Round
    from durna.web.governance.states import Stage
    from tests.web import governing

    now = Round.objects.get(pk=found.pk)
    rounds.move(by=governing.coordinator(), found=now, stage=Stage.CLOSED, seen=now.version)


def _waits(change: Callable[[], Any]) -> bool:
    """Whether somebody else has what a change needs. It is undone either way, and meets nothing else of ours."""
    from django.db import OperationalError, connection, transaction

    def tried() -> bool:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                change()
                transaction.set_rollback(True)
            return False
        except OperationalError:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as beside:
        return beside.submit(tried).result()


def who(workspace: str) -> None:
    """Prints whether a second answer and a closing wait for one that is being saved, and what comes after both."""
    found = _begun(workspace)
    from django.db import transaction

    from durna.web.governance.actions import answers
    from durna.web.governance.models import Round
    from durna.web.sharing import shared
    from tests.web import governing

    with transaction.atomic():
        shared(Round, found.pk)
        second = _waits(lambda: shared(Round, found.pk))
        closing = _waits(lambda: _close(found))
    print("second answer waits:", second, "closing waits:", closing)  # noqa: T201
    with transaction.atomic():
        _close(found)
        print("answer waits for closing:", _waits(lambda: shared(Round, found.pk)))  # noqa: T201
    try:
        governing.write(governing.answer_of(found, CODES[0]))
    except answers.RoundClosed:
        print("closed")  # noqa: T201


def everybody(workspace: str, threads: int, times: int) -> None:
    """Prints how many writes there were, how many of them are kept, and how many stand on the wrong side of the end."""
    found = _begun(workspace)
    from django.db import connection

    from durna.web.audit import chain
    from durna.web.audit.models import Event
    from durna.web.governance.actions import answers
    from durna.web.governance.models import Revision
    from durna.web.versioned import ChangedMeanwhile
    from tests.web import governing

    writer, half = governing.respondent(), threading.Barrier(threads + 1)

    def add(code: str, mark: str) -> None:
        while True:
            answer = governing.answer_of(found, code)
            content = replace(answers.content_of(answer), value="yes", internal=f"{answer.internal} {mark}")
            try:
                answers.save(by=writer, answer=answer, content=content, seen=answer.version)
            except ChangedMeanwhile:
                continue
            except answers.RoundClosed:
                pass
            return

    def write(number: int) -> None:
        for time in range(times):
            if time == times // 2:
                half.wait()
            add(CODES[(number + time) % len(CODES)], f"{number}-{time}")
        connection.close()

    def close() -> None:
        half.wait()
        _close(found)
        connection.close()

    with ThreadPoolExecutor(threads + 1) as people:
        told = [people.submit(write, number) for number in range(threads)] + [people.submit(close)]
        for each in told:
            each.result()
    end = Event.objects.filter(action="mgi-round-moved").latest("number").number
    saved, late = (Event.objects.filter(action=f"mgi-answer-{how}") for how in ("saved", "late"))
    wrong = saved.filter(number__gt=end).count() + late.filter(number__lt=end).count()
    print(threads * times, Revision.objects.count(), saved.count() + late.count(), wrong, chain.broken())  # noqa: T201


if __name__ == "__main__":
    if sys.argv[2] == "who":
        who(sys.argv[1])
    else:
        everybody(sys.argv[1], int(sys.argv[3]), int(sys.argv[4]))
