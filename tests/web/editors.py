"""Many people who edit one and the same record at once: run as a process of its own, it prints what was kept.

python -m tests.web.editors WORKSPACE THREADS TIMES

Each adds a mark of his own to what he has read; who came too late reads again, as a person would.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def main(workspace: str, threads: int, times: int) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    from django.db import connection

    from durna.web.accounts.models import User
    from durna.web.audit import chain
    from durna.web.audit.models import Event
    from durna.web.evidence import actions
    from durna.web.evidence.models import Evidence
    from durna.web.versioned import ChangedMeanwhile

    by = User.objects.create(email="editor@example.org", name="E. Editor", roles=["gcm_focal_point"])
    key = actions.add(by, {"kind": "law", "titles": {"en": "A law that all edit"}}).pk

    def mark(text: str) -> int:
        """How often somebody else was faster."""
        refused = 0
        while True:
            found = Evidence.objects.get(pk=key)
            try:
                actions.edit(by, found, found.version, {"note": f"{found.note}{text} "})
                return refused
            except ChangedMeanwhile:
                refused += 1

    def edit(number: int) -> int:
        refused = sum(mark(f"m{number}-{time}") for time in range(times))
        connection.close()
        return refused

    with ThreadPoolExecutor(threads) as people:
        refused = sum(people.map(edit, range(threads)))
    law = Evidence.objects.get(pk=key)
    marks = len(set(law.note.split()))
    edits = Event.objects.filter(action="evidence-edited").count()
    print(connection.vendor, marks, law.version, edits, chain.broken(), refused > 0)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
