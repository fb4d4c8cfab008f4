"""Take a workbook in: kept as it was received, then only what a person accepts of it, all of that or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from durna.web import files
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.audit import chain
from durna.web.evidence import citing
from durna.web.evidence.models import Evidence
from durna.web.governance import returned as reading
from durna.web.governance.actions import answers
from durna.web.governance.models import Answer, Returned, Round
from durna.web.governance.returned import Change
from durna.web.governance.states import Why
from durna.web.refusals import refusal
from durna.web.versioned import ChangedMeanwhile


@transaction.atomic
def receive(*, by: Any, upload: UploadedFile, found: Round) -> Returned:
    """Read what came back. Raises UserError where it is not to be taken in, with the reason."""
    content = upload.read()
    workbook, read = reading.read(content)
    if workbook.round_id != found.pk:
        raise refusal("mgi-book-other-round", round=str(workbook.round))
    if not may(by, Permission.ANSWER_QUESTIONS, institution=workbook.institution_id):
        raise refusal("mgi-book-other-institution", institution=workbook.institution.name)
    stored = files.keep(
        by, content, upload.name or "workbook.xlsx", needs=Permission.READ_ROUNDS, institution=workbook.institution_id
    )
    made = Returned.objects.create(workbook=workbook, stored=stored, read=read, by=by)
    chain.record(
        by.email, "mgi-workbook-received", f"governance/round/{found.pk}", institution=workbook.institution.name,
        sha256=stored.sha256,
    )  # fmt: skip
    return made


@transaction.atomic
def apply(*, by: Any, returned: Returned, accepted: Collection[str], seen: Mapping[str, int]) -> int:
    """Save the changes that a person accepts (`question:field`); `seen`: the version of each answer in the preview.

    Raises UserError where nothing is accepted or the workbook was used meanwhile, and ChangedMeanwhile where an answer
    is not the one that the preview showed: nothing of it is saved then.
    """
    workbook = type(returned.workbook).objects.select_for_update().get(pk=returned.workbook_id)
    if workbook.applied_at is not None:
        raise refusal("mgi-book-used", day=f"{workbook.applied_at:%Y-%m-%d %H:%M} UTC")
    wanted: dict[str, list[Change]] = {}
    for change in reading.changes(returned):
        if change.key in accepted and not change.refused:
            wanted.setdefault(change.question, []).append(change)
    if not wanted:
        raise refusal("mgi-book-nothing-accepted")
    known = Answer.objects.filter(round=workbook.round, institution=workbook.institution, question__in=list(wanted))
    for answer in known.select_related("round__framework"):
        _apply(by, answer, wanted[answer.question], returned, seen.get(answer.question, 0))
    workbook.applied_at = timezone.now()
    workbook.save()
    count = sum(len(each) for each in wanted.values())
    chain.record(
        by.email, "mgi-workbook-applied", f"governance/round/{workbook.round_id}",
        institution=workbook.institution.name, changes=count, questions=sorted(wanted),
    )  # fmt: skip
    return count


def _apply(by: Any, answer: Answer, changes: list[Change], returned: Returned, seen: int) -> None:
    got = returned.read[answer.question]
    content = answers.content_of(answer)
    fields = {change.field for change in changes}
    if "value" in fields:
        content = replace(content, value=got["value"])
    if "comment" in fields:
        content = replace(content, comment={**content.comment, returned.workbook.language: got["comment"]})
    if "as_of" in fields:
        content = replace(content, as_of=date.fromisoformat(got["as_of"]) if got["as_of"] else None)
    if "internal" in fields:
        content = replace(content, internal=got["internal"])
    if fields - {"source"}:
        answers.save(by=by, answer=answer, content=content, seen=seen, why=Why.WORKBOOK)
    elif answer.version != seen:
        raise ChangedMeanwhile(**_meanwhile())
    if "source" in fields:
        citing.cite(by, answer.key, Evidence.objects.get(pk=got["source_pk"]), got["place"])


def _meanwhile() -> dict[str, str]:
    wrong = refusal("mgi-changed")
    return {"found": wrong.found, "expected": wrong.expected, "do": wrong.do}
