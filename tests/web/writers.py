"""Many people who write at once: run as a process of its own, it prints what was kept.

python -m tests.web.writers WORKSPACE THREADS TIMES [NAME]
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def main(workspace: str, threads: int, times: int, called: str) -> None:
    from durna.web import running
    from durna.workspace import open_workspace

    running.set_up(open_workspace(Path(workspace)))
    running.migrate()
    from django.db import connection

    from durna.web.accounts import actions
    from durna.web.accounts.models import User
    from durna.web.audit import chain

    def write(number: int) -> None:
        for time in range(times):
            name = f"{called}{number}-{time}@example.org"
            actions.invite(by=f"writer {number}", email=name, name=name, roles=["reviewer"])
        connection.close()

    with ThreadPoolExecutor(threads) as people:
        list(people.map(write, range(threads)))
    print(connection.vendor, User.objects.count(), chain.length(), chain.broken())  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "person")
