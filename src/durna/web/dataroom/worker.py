"""The worker: a process beside the server that carries out jobs one after the other and watches the inbox.

It is started by `durna serve`, and again where it dies, and ends with it. Whatever it was at is then found by the next
worker. One worker works for a site, however many serve it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from durna.web.processes import end_with_the_server, kept
from durna.workspace import open_workspace

_PAUSE = 0.5  # seconds between two looks for work
_LOOKS_A_MINUTE = 12


@contextmanager
def beside(workspace: Path) -> Iterator[None]:
    """Works while the server serves."""
    with kept(__name__, str(workspace)):
        yield


def main(folder: str) -> None:
    end_with_the_server()
    if hasattr(os, "nice"):
        os.nice(10)  # whoever reads a page goes first
    from durna.web import running

    running.set_up(open_workspace(Path(folder)))
    from django.conf import settings
    from filelock import FileLock

    with FileLock(Path(settings.FOLDER) / "worker.lock"):
        _work()


def _work() -> None:
    from django.db import close_old_connections
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    from durna.web.dataroom import inbox, jobs, uploads
    from durna.web.governance.actions import revised
    from durna.web.training import previewing

    jobs.bury()
    worker = Worker(
        queue_names=["default"], interval=_PAUSE, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=f"{os.getpid()}", excluded_queue_names=[],
    )  # fmt: skip
    next_look = 0.0
    while True:
        close_old_connections()
        if time.monotonic() >= next_look:
            inbox.look()
            uploads.forget_old()
            previewing.forget_old()
            revised.look()
            next_look = time.monotonic() + 60 / _LOOKS_A_MINUTE
        # A look costs a reader nothing; the library's own look would lock the whole of SQLite.
        if DBTaskResult.objects.ready().exists():
            worker.run()
        else:
            time.sleep(_PAUSE)


if __name__ == "__main__":
    main(sys.argv[1])
