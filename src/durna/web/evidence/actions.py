"""What is done to evidence: each in one transaction with its entry in the audit, its history and its search words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from durna.web import files, texts
from durna.web.audit import chain
from durna.web.evidence import folding, reading, search, tasks
from durna.web.evidence.kinds import Kind
from durna.web.evidence.models import Attachment, Change, Citation, Evidence, Issuer
from durna.web.refusals import refusal

# What a person writes of a piece of evidence; everything else follows from what is done to it.
FIELDS = (
    "kind", "titles", "issuer", "number", "article", "version_label", "address", "language", "note", "issued_on",
    "effective_from", "effective_until", "responsible",
)  # fmt: skip
_TOLD = tuple(name for name in FIELDS if name not in ("issuer", "responsible"))


@transaction.atomic
def add(by: Any, said: Mapping[str, Any], uploads: Sequence[tuple[Any, str]] = ()) -> Evidence:
    """`said`: some of FIELDS, at least kind and titles. `uploads`: each with its name. Raises UserError."""
    evidence = Evidence(**{"responsible": by, **said})
    _refuse_untrue(evidence)
    evidence.save()
    _attach(by, evidence, uploads)
    _told(by, "evidence-added", evidence, title=evidence.title, **_plain(evidence))
    return evidence


@transaction.atomic
def edit(by: Any, evidence: Evidence, seen: int, said: Mapping[str, Any]) -> Evidence:
    """Raises UserError, and ChangedMeanwhile where somebody else saved after the version that was seen."""
    before = _plain(evidence)
    until = evidence.effective_until
    for name, value in said.items():
        setattr(evidence, name, value)
    _refuse_untrue(evidence)
    evidence.save_over(seen)
    if evidence.effective_until != until:
        _expect_end(evidence)
    after = _plain(evidence)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    _told(by, "evidence-edited", evidence, changed=changed)
    return evidence


@transaction.atomic
def new_version(by: Any, old: Evidence, said: Mapping[str, Any], uploads: Sequence[tuple[Any, str]] = ()) -> Evidence:
    """The one in force from now on. Every citation of an older version has to be looked at again.

    Raises UserError where a newer version is there already, and for a figure.
    """
    if old.kind == Kind.FIGURE:
        raise refusal("evidence-figure-fixed")
    new = Evidence(**{"responsible": old.responsible, **said, "supersedes": old, "first": old.first or old})
    _refuse_untrue(new)
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:
        raise refusal("evidence-newer-there") from None
    _supersede(old, new)
    _attach(by, new, uploads)
    _told(by, "evidence-superseded", old, new=new.key)
    _told(by, "evidence-version-added", new, title=new.title, old=old.key, **_plain(new))
    return new


@transaction.atomic
def attach(by: Any, evidence: Evidence, uploads: Sequence[tuple[Any, str]]) -> None:
    """Raises UserError for a file that is refused: then none of them is kept."""
    _attach(by, evidence, uploads)
    _told(by, "evidence-file-added", evidence, names=[name for _, name in uploads])


@transaction.atomic
def pick_figure(by: Any, said: Mapping[str, Any]) -> Evidence:
    """`said`: edition, figure, value, passport, titles, and the days of the edition. The same figure is kept once."""
    evidence, is_new = Evidence.objects.get_or_create(
        edition=said["edition"], figure=said["figure"], defaults={"kind": Kind.FIGURE, "responsible": by, **said}
    )
    if is_new:
        _told(by, "evidence-added", evidence, title=evidence.title, edition=evidence.edition, figure=evidence.figure)
    return evidence


def issuer(name: str) -> Issuer | None:
    """The one that has this name in any language, whatever its letters; a new one where there is none."""
    written = " ".join(name.split())
    if not written:
        return None
    asked = folding.fold(written)
    for each in Issuer.objects.all():
        if asked in {folding.fold(one) for one in (each.name, *each.names.values())}:
            return each
    return Issuer.objects.create(name=written, names={texts.code(): written})


def _attach(by: Any, evidence: Evidence, uploads: Sequence[tuple[Any, str]]) -> None:
    for upload, name in uploads:
        stored = files.keep(by, upload, name)
        is_slow = stored.kind in reading.SLOW
        words = "" if is_slow else reading.words(stored.kind, files.path(stored))
        attachment, is_new = Attachment.objects.get_or_create(
            evidence=evidence, stored=stored, defaults={"words": words}
        )
        if is_new and is_slow:
            tasks.read.enqueue(attachment.pk)


def _supersede(old: Evidence, new: Evidence) -> None:
    """The versions of one act know which is the newest; what was in force until now ends on the day before."""
    family = Evidence.objects.filter(models.Q(pk=old.first_id or old.pk) | models.Q(first=old.first_id or old.pk))
    older = family.exclude(pk=new.pk)
    if old.first_id is None:
        old.first = old
    if old.effective_until is None and new.effective_from and _is_before(old.effective_from, new.effective_from):
        old.effective_until = new.effective_from - timedelta(days=1)
    Evidence.objects.filter(pk=old.pk).update(
        first=old.first_id, effective_until=old.effective_until, version=models.F("version") + 1
    )
    older.update(newest=new)
    Citation.objects.filter(evidence__in=older).update(review_from=timezone.localdate())


def _is_before(one: date | None, other: date) -> bool:
    return one is None or one < other


def _expect_end(evidence: Evidence) -> None:
    """Citations are looked at again from the day after the end; those that await it for a newer version still do."""
    mine = Citation.objects.filter(evidence=evidence)
    if evidence.newest_id:
        mine = mine.exclude(review_from__lte=timezone.localdate())
    mine.update(review_from=evidence.effective_until + timedelta(days=1) if evidence.effective_until else None)


def _refuse_untrue(evidence: Evidence) -> None:
    evidence.titles = {code: title.strip() for code, title in evidence.titles.items() if title.strip()}
    if not evidence.titles:
        raise refusal("evidence-untitled")
    start, end = evidence.effective_from, evidence.effective_until
    if start and end and end < start:
        raise refusal("evidence-ends-early")


def _plain(evidence: Evidence) -> dict[str, Any]:
    """What is written of it, for the audit; days as text."""
    found = {name: getattr(evidence, name) for name in _TOLD}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}
    return {
        **plain,
        "issuer": evidence.issuer.name if evidence.issuer else "",
        "responsible": evidence.responsible.email,
    }


def _told(by: Any, action: str, evidence: Evidence, **details: Any) -> None:
    """In the audit, in the history of the evidence, and in the words by which it is found."""
    chain.record(by.email, action, evidence.key, **details)
    Change.objects.create(evidence=evidence, action=action, by=by.name, details=details)
    search.index([evidence])
