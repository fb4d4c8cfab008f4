"""Templates of donors' reports."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from durna.web import files
from durna.web.access.permissions import Permission
from durna.web.audit import chain
from durna.web.cooperation.donor import unknown_fields
from durna.web.cooperation.models import Organisation, Template
from durna.web.refusals import refusal


@transaction.atomic
def take_template(*, by: Any, name: str, donor: Organisation | None, upload: Any) -> Template:
    """Raises UserError for what is neither Word nor Excel, for unknown fields, and for a name that is taken."""
    kind = upload.name.rpartition(".")[2].lower()
    if kind not in ("docx", "xlsx"):
        raise refusal("coop-template-kind", file=upload.name)
    if Template.objects.filter(name=name).exists():
        raise refusal("coop-template-name", file=name)
    stored = files.keep(by, upload, upload.name, needs=Permission.READ_PROJECTS)
    unknown = unknown_fields(files.path(stored).read_bytes(), kind)
    if unknown:
        raise refusal("coop-template-fields", fields=", ".join(unknown[:10]))
    made = Template.objects.create(name=name, donor=donor, stored=stored)
    chain.record(by.email, "template-taken", name, sha256=stored.sha256)
    return made


@transaction.atomic
def take_away_template(*, by: Any, template: Template) -> None:
    chain.record(by.email, "template-removed", template.name)
    template.delete()
