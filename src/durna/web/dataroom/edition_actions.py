"""What is done to editions at once; what takes long is a job."""

from __future__ import annotations

from django.db import transaction

from durna.editions import writing
from durna.editions.folder import existing, named
from durna.web.audit import chain
from durna.web.dataroom import jobs
from durna.web.dataroom.models import Job
from durna.web.refusals import refusal
from durna.web.served import workspace


@transaction.atomic
def freeze(by: str, name: str, as_of: str) -> Job:
    """Raises UserError for a name that cannot be one or is taken."""
    if named(workspace(), name).folder.exists():
        raise refusal("edition-taken", edition=name)
    return jobs.begin(by, "freeze", name, name=name, as_of=as_of)


@transaction.atomic
def discard(by: str, name: str) -> None:
    """Take away an edition that was never signed. Raises UserError for a signed one."""
    land = workspace()
    edition = existing(land, name)
    if edition.is_signed:
        raise refusal("edition-signed-stays", edition=name)
    chain.record(by, "edition-discarded", name)
    with writing.writing(land):
        writing.refuse_signed(edition, "discarding it")
        writing.remove(edition)
