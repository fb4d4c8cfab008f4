"""Keeping a mapping, with its entry in the audit."""

from __future__ import annotations

from django.db import transaction

from durna.sources import keeping
from durna.sources.mapping import Mapping
from durna.web.audit import chain
from durna.web.dataroom.models import Upload
from durna.web.refusals import refusal
from durna.web.served import workspace


@transaction.atomic
def keep(by: str, name: str, text: str, source: str, seen: str) -> Mapping:
    """Write it into the workspace. `seen`: the mark of what stood there when the form was opened.

    Raises UserError where it is no mapping, is for another source, or was changed meanwhile.
    """
    land = workspace()
    target = keeping.place(land, name)
    if keeping.seen(target) != seen:
        raise refusal("mapping-changed", mapping=name)
    made = keeping.read(land, name, text)
    if made.source != source:
        raise refusal("mapping-source", mapping=name, source=made.source)
    chain.record(by, "mapping-kept", name, source=source, before=seen)
    keeping.write(target, text)
    return made


@transaction.atomic
def use(by: str, upload: Upload, name: str) -> None:
    """The mapping by which a file that waits will be taken in."""
    upload.mapping = "" if name == upload.source else name
    upload.save(update_fields=["mapping"])
    chain.record(by, "mapping-chosen", upload.name, mapping=name, source=upload.source)
