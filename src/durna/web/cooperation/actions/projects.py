"""What is done to projects and their parts; each in one transaction with its entry in the audit."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from durna.web.audit import chain
from durna.web.cooperation.counting import would_be_a_ring
from durna.web.cooperation.models import Partner, Place, Project, Sector
from durna.web.refusals import refusal
from durna.web.texts import say
from durna.web.versioned import ChangedMeanwhile

_WHOLE = Decimal(100)


@transaction.atomic
def open_project(*, by: str, project: Project) -> Project:
    """Save a new project. Raises UserError where its days contradict each other."""
    _check(project)
    project.save()
    chain.record(by, "project-opened", project.key, code=project.code)
    return project


@transaction.atomic
def change_project(*, by: str, project: Project, seen: int, changed: list[str]) -> Project:
    """`changed`: names of fields. Raises UserError for days that contradict each other, ChangedMeanwhile."""
    _check(project)
    project.save_over(seen)
    chain.record(by, "project-changed", project.key, fields=changed)
    return project


def fingerprint(part: Any) -> str:
    """Of what is saved of a part: a form carries it, so that nobody writes over what he has not seen."""
    if part.pk is None:
        return ""
    said = type(part)._default_manager.filter(pk=part.pk).values_list().first()
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


@transaction.atomic
def put_part(*, by: str, part: Any, kind: str, seen: str) -> Any:
    """Save a part of a project, new or changed. `seen`: the fingerprint that the form was made from.

    Raises UserError where shares would go beyond the whole, for a locked period, and ChangedMeanwhile.
    """
    is_new = part.pk is None
    lock(part.project_id)
    if fingerprint(part) != seen:
        said = {name: say(f"coop-changed-meanwhile-{name}") for name in ("found", "expected", "do")}
        raise ChangedMeanwhile(**said)
    if not is_new and _holds_approved(part):
        raise refusal("coop-part-approved")
    _check_shares(part)
    part.save()
    chain.record(by, "project-part-saved", part.project.key, kind=kind, number=part.pk, is_new=is_new)
    return part


@transaction.atomic
def take_away_part(*, by: str, part: Any, kind: str) -> None:
    """Raises UserError where something of it was approved."""
    if _holds_approved(part):
        raise refusal("coop-part-approved")
    chain.record(by, "project-part-removed", part.project.key, kind=kind, number=part.pk, what=str(part)[:200])
    part.delete()


def _check(project: Project) -> None:
    for start, end in (("starts_planned", "ends_planned"), ("starts_actual", "ends_actual")):
        first, last = getattr(project, start), getattr(project, end)
        if first and last and last < first:
            raise refusal("coop-days-order", first=str(first), last=str(last))
    if project.pk and project.parent_id:
        parents = dict(Project.objects.values_list("pk", "parent_id"))
        if would_be_a_ring(project, project.parent, parents):
            raise refusal("coop-ring")


def _check_shares(part: Any) -> None:
    """Together at most 100 while they are being entered; that they are 100 in the end is a finding on the page."""
    if getattr(part, "share", None) is None or not isinstance(part, Partner | Place | Sector):
        return
    others = type(part).objects.filter(project=part.project_id).exclude(pk=part.pk)
    if isinstance(part, Partner):
        others = others.filter(role=part.role)
    elif isinstance(part, Sector):
        others = others.filter(vocabulary=part.vocabulary)
    else:
        others = others.exclude(code="")
    told = others.aggregate(sum=models.Sum("share"))["sum"] or Decimal()
    if not 0 <= part.share <= _WHOLE - told:
        raise refusal("coop-shares", share=f"{part.share.normalize():f}", others=f"{Decimal(told).normalize():f}")


def _holds_approved(part: Any) -> bool:
    from durna.web.cooperation.models import Indicator, Period, Result

    if isinstance(part, Period):
        return part.is_locked
    if isinstance(part, Indicator):
        return part.periods.filter(state="approved").exists()
    return isinstance(part, Result) and Period.objects.filter(indicator__result=part, state="approved").exists()


def lock(project: int) -> None:
    """Two who add shares at once must see each other's."""
    Project.objects.select_for_update().filter(pk=project).first()
