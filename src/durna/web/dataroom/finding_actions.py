"""Answering a finding of the checks: written to `explanations.yaml` of the workspace, and to the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.checks import answering
from durna.checks.findings import Finding
from durna.web.accounts.models import User
from durna.web.audit import chain
from durna.web.dataroom.models import Job
from durna.web.refusals import refusal
from durna.web.served import workspace

_FIELDS = ("check", "indicator", "text", "severity", "source", "about", "owner", "count")


@transaction.atomic
def explain(by: User, pk: int, finding_id: str, reason: str, until: date | None) -> None:
    """Answer a finding of a check that was made. Raises UserError where the answer says nothing, or it is not there."""
    job = Job.objects.select_for_update().get(pk=pk)
    found = next((one for one in job.outcome.get("findings", ()) if one["id"] == finding_id), None)
    if found is None:
        raise refusal("finding-gone")
    today = timezone.localdate()
    if not reason.strip():
        raise refusal("finding-silent")
    if until is not None and until < today:
        raise refusal("finding-until")
    found["state"] = "explained"
    found["answer"] = {"by": by.name, "reason": {"en": reason}, "until": until.isoformat() if until else None}
    job.save(update_fields=["outcome"])
    chain.record(by.email, "finding-explained", finding_id, reason=reason, until=str(until or ""))
    answering.answer(workspace().root, _finding(found), answering.Answer(by.name, reason, today, until))


def _finding(found: dict[str, Any]) -> Finding:
    return Finding(**{name: found[name] for name in _FIELDS}, figures=tuple(found["figures"]))
