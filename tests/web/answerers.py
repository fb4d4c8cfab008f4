"""Many people who write answers of one round at once: run as a process of its own, it prints what was kept.

python -m tests.web.answerers WORKSPACE THREADS TIMES
python -m tests.web.answerers WORKSPACE kept            what a process left that was killed
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

CODES = ("MGI-2.01", "MGI-2.02", "MGI-2.03", "MGI-2.04")


def main(workspace: str, threads: int, times: int) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    from django.db import connection

    from durna.web.audit import chain
    from durna.web.governance.actions import answers
    from durna.web.governance.models import Answer, Revision
    from durna.web.versioned import ChangedMeanwhile
    from tests.web import governing

    found = governing.a_round(CODES)
    writer = governing.respondent()
    before = chain.length()

    def add(code: str, mark: str) -> None:
        """Put a mark to whatever stands there, and look again where somebody else was faster."""
        while True:
            answer = governing.answer_of(found, code)
            content = replace(answers.content_of(answer), value="yes", internal=f"{answer.internal} {mark}")
            try:
                answers.save(by=writer, answer=answer, content=content, seen=answer.version)
                return
            except ChangedMeanwhile:
                continue

    def write(number: int) -> None:
        for time in range(times):
            add(CODES[(number + time) % len(CODES)], f"{number}-{time}")
        connection.close()

    with ThreadPoolExecutor(threads) as people:
        list(people.map(write, range(threads)))
    kept = {mark for answer in Answer.objects.filter(round=found) for mark in answer.internal.split()}
    print(  # noqa: T201
        connection.vendor, len(kept), Revision.objects.count(), chain.length() - before, chain.broken()
    )


def kept(workspace: str) -> None:
    """Prints how many saves there are, how many answers are half, what the audit lacks of them, and where it breaks."""
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    from durna.web.audit import chain
    from durna.web.audit.models import Event
    from durna.web.governance.models import Answer, Revision

    halves = [answer for answer in Answer.objects.all() if answer.version - 1 != answer.revisions.count()]
    saves = Revision.objects.count()
    told = Event.objects.filter(action="mgi-answer-saved").count()
    print(saves, len(halves), saves - told, chain.broken())  # noqa: T201


if __name__ == "__main__":
    if sys.argv[2] == "kept":
        kept(sys.argv[1])
    else:
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
