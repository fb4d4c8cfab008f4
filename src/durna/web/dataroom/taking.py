"""Intake as a job: what `durna intake` does with a file that was handed in on a page or laid into the inbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from durna.intake.deliver import Delivery, deliver
from durna.periods import parse
from durna.store.receipts import Receipt
from durna.web.dataroom import jobs, uploads
from durna.web.dataroom.models import Correction, Job, Upload
from durna.web.refusals import refusal
from durna.web.served import workspace


@jobs.kind("intake")
def take_in(job: Job, watch: Callable[[float], None]) -> dict[str, Any]:
    upload = job.upload
    if upload is None or upload.is_gone or not upload.path.is_file():
        raise refusal("upload-gone", days=uploads.DAYS_KEPT)
    receipt = _deliver(upload, watch)
    with transaction.atomic():
        if upload.corrects:
            Correction.objects.get_or_create(
                first=upload.corrects, second=receipt.delivery_id, defaults={"by": upload.by}
            )
        uploads.forget(job.by, upload)
    return {"delivery": receipt.delivery_id, "repeated": receipt.repeated}


def _deliver(upload: Upload, watch: Callable[[float], None]) -> Receipt:
    covers = parse(upload.covers) if upload.covers else None
    with uploads.named(upload) as file:
        delivery = Delivery(file, upload.cut_off, covers, upload.supplements)
        return deliver(workspace(), upload.source, delivery, upload.mapping or None, watch)
