"""The one task of the site: carry out a job. What a job does is said where its kind is registered."""

from __future__ import annotations

from django_tasks import task

from durna.web.dataroom import edition_jobs, erasing, jobs, mapping_jobs, taking  # noqa: F401 -- they register what they do


@task()
def carry_out(pk: int) -> None:
    jobs.carry_out(pk)
