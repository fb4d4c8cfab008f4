"""What the worker does for rounds: compare figures of editions so large that nobody waits for their index."""

from __future__ import annotations

from django_tasks import task

from durna.web.governance.actions import revised


@task()
def compare(pk: int) -> None:
    revised.compare(pk)
