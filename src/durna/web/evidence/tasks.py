"""What the worker does for the library: read the files whose text takes longer than somebody waits for a page."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from durna.web import files
from durna.web.evidence import reading, search
from durna.web.evidence.models import Attachment, Evidence


@task()
def read(pk: int) -> None:
    """Find the words of an attachment; nothing where it is gone by now."""
    attachment = Attachment.objects.select_related("stored").filter(pk=pk).first()
    if attachment is None:
        return
    words = reading.words(attachment.stored.kind, files.path(attachment.stored))
    with transaction.atomic():
        # Whoever edits the evidence waits, or has saved before its words are written here.
        evidence = Evidence.objects.select_for_update(of=("self",)).select_related("issuer").get(
            pk=attachment.evidence_id
        )  # fmt: skip
        Attachment.objects.filter(pk=pk).update(words=words)
        search.index([evidence])
