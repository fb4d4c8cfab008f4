"""Proposing a mapping as a job: what `durna map` does with a file that waits for intake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from durna.intake.proposing.proposal import propose
from durna.intake.proposing.writing import as_yaml
from durna.sources import contract as contracts
from durna.web.dataroom import jobs, uploads
from durna.web.dataroom.models import Job
from durna.web.refusals import refusal
from durna.web.served import workspace


@jobs.kind("propose")
def propose_mapping(job: Job, watch: Callable[[float], None]) -> dict[str, Any]:
    upload = job.upload
    if upload is None or upload.is_gone or not upload.path.is_file():
        raise refusal("upload-gone", days=uploads.DAYS_KEPT)
    contract = contracts.to_deliver(upload.source)
    with uploads.named(upload) as file:
        found = propose(file, contract, workspace().country, job.told.get("sheet") or None)
    used = [each.given.column for each in found.fields if each.given.column]
    return {
        "yaml": as_yaml(found), "columns": [*dict.fromkeys([*used, *found.unused])],
        "rows": found.rows, "absent": [each.name for each in found.absent if each.required],
    }  # fmt: skip
