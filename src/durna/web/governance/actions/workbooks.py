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
    _apply(by, list(known.select_related("round__framework")), wanted, returned, seen)
    workbook.applied_at = timezone.now()
    workbook.save()
    count = sum(len(each) for each in wanted.values())
    chain.record(
        by.email, "mgi-workbook-applied", f"governance/round/{workbook.round_id}",
        institution=workbook.institution.name, changes=count, questions=sorted(wanted),
    )  # fmt: skip
    return count


def _apply(
    by: Any, known: list[Answer], wanted: Mapping[str, list[Change]], returned: Returned, seen: Mapping[str, int]
) -> None:
    written, cited = [], []
    for answer in known:
        if answer.version != seen.get(answer.question, 0):
            raise _changed()
        fields = {change.field for change in wanted[answer.question]}
        if fields - {"source"}:
            written.append(answers.Written(answer, _content(answer, fields, returned), answer.version))
        if "source" in fields:
            got = returned.read[answer.question]
            cited.append((answer.key, int(got["source_pk"]), got["place"]))
    if written:
        answers.save_all(by=by, written=written, why=Why.WORKBOOK)
    evidence = Evidence.objects.in_bulk([pk for _, pk, _ in cited])
    citing.cite_all(by, [(key, evidence[pk], place) for key, pk, place in cited])


def _content(answer: Answer, fields: Collection[str], returned: Returned) -> answers.Content:
    """What the answer says once the accepted fields are taken in."""
    got = returned.read[answer.question]
    content = answers.content_of(answer)
    if "value" in fields:
        content = replace(content, value=got["value"])
    if "comment" in fields:
        content = replace(content, comment={**content.comment, returned.workbook.language: got["comment"]})
    if "as_of" in fields:
        content = replace(content, as_of=date.fromisoformat(got["as_of"]) if got["as_of"] else None)
    if "internal" in fields:
        content = replace(content, internal=got["internal"])
    return content


def _changed() -> ChangedMeanwhile:
    wrong = refusal("mgi-changed")
    return ChangedMeanwhile(found=wrong.found, expected=wrong.expected, do=wrong.do)
