"""Work that outlives a request: begun with its entry in the audit, carried out by the worker, told on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from durna.errors import UserError
from durna.web import texts
from durna.web.audit import chain
from durna.web.dataroom.models import Job, Upload
from durna.web.refusals import in_words

# What a kind of work does: it gets the job and a function that hears of the percent done, and returns its outcome.
Work = Callable[[Job, Callable[[float], None]], dict[str, Any]]
KINDS: dict[str, Work] = {}
_STEP = 2.0  # percent; progress is not written down more finely


def kind(name: str) -> Callable[[Work], Work]:
    def keep(work: Work) -> Work:
        KINDS[name] = work
        return work

    return keep


@transaction.atomic
def begin(by: str, name: str, about: str, upload: Upload | None = None, /, **told: Any) -> Job:
    """Ask the worker for it. It is there once the transaction is committed, and not otherwise."""
    from durna.web.dataroom.tasks import carry_out

    job = Job.objects.create(kind=name, about=about, by=by, language=texts.code(), told=told, upload=upload)
    chain.record(by, "job-begun", f"{name} {about}", job=job.pk, told=told)
    carry_out.enqueue(job.pk)
    return job


@transaction.atomic
def again(by: str, job: Job) -> Job:
    """The same once more, as a job of its own."""
    return begin(by, job.kind, job.about, job.upload, **job.told)


def carry_out(pk: int) -> None:
    """Do it, and write down what came of it. An error of ours is told too, without its inner words, and raised."""
    job = Job.objects.select_related("upload").get(pk=pk)
    if job.has_ended:
        return
    job.state, job.started_at = Job.RUNNING, timezone.now()
    job.save(update_fields=["state", "started_at"])
    with translation.override(job.language):
        try:
            _end(job, Job.DONE, outcome=KINDS[job.kind](job, _watch(job)))
        except UserError as error:
            _end(job, Job.REFUSED, error=_parts(error))
        except Exception:
            _end(job, Job.REFUSED, error=_parts_of("job-broken"))
            raise


def bury() -> int:
    """Say of what was going on when the worker ended that it ended too; to be called while no worker works."""
    from django_tasks_db.models import DBTaskResult

    found = list(Job.objects.filter(state=Job.RUNNING))
    for job in found:
        with translation.override(job.language):
            _end(job, Job.DIED, error=_parts_of("job-died"))
    for task in DBTaskResult.objects.running():
        task.set_failed(RuntimeError("the worker ended"))
    return len(found)


def _watch(job: Job) -> Callable[[float], None]:
    def watch(share: float) -> None:
        if job.share is None or abs(share - job.share) >= _STEP:
            job.share = share
            Job.objects.filter(pk=job.pk).update(share=share)

    return watch


def _end(job: Job, state: str, outcome: dict[str, Any] | None = None, error: dict[str, str] | None = None) -> None:
    job.state, job.ended_at, job.outcome, job.error = state, timezone.now(), outcome or {}, error or {}
    with transaction.atomic():
        job.save(update_fields=["state", "ended_at", "outcome", "error"])
        chain.record(job.by, "job-ended", f"{job.kind} {job.about}", job=job.pk, state=state)


def _parts(error: UserError) -> dict[str, str]:
    said = in_words(error)
    return {"found": said.found, "expected": said.expected, "do": said.do}


def _parts_of(name: str) -> dict[str, str]:
    return {part: texts.say(f"{name}-{part}") for part in ("found", "expected", "do")}
