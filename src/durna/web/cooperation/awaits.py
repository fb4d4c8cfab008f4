"""What of the projects awaits somebody: values that are due, values to approve, decisions to carry out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.awaiting import Awaited
from durna.web.cooperation.models import Decision, Period
from durna.web.texts import say

_SOON = timedelta(days=30)
_MOST = 20


def awaits(user: Any) -> Iterator[Awaited]:
    if may(user, Permission.MANAGE_PROJECTS):
        yield from _due(user)
    if may(user, Permission.APPROVE_RESULTS):
        yield from _to_approve(user)
    if may(user, Permission.READ_PROJECTS):
        for decision in Decision.objects.filter(responsible=user, done_on=None, due_on__isnull=False)[:_MOST]:
            address = reverse("project_part", args=[decision.project_id, "decision", decision.pk])
            yield Awaited(say("coop-awaits-decision", what=str(decision)[:120]), address, decision.due_on)


def _due(user: Any) -> Iterator[Awaited]:
    """An indicator's own officer is reminded; where it has none, that of the project; where there is none, all are."""
    mine = (
        Q(indicator__responsible=user)
        | Q(indicator__responsible=None, project__responsible=user)
        | Q(indicator__responsible=None, project__responsible=None)
    )
    found = Period.objects.filter(mine, state__in=("open", "returned"), project__reporter=None).filter(
        due_on__lte=timezone.localdate() + _SOON
    )
    for period in found.select_related("indicator").order_by("due_on")[:_MOST]:
        text = say("coop-awaits-value", what=str(period.indicator)[:120])
        yield Awaited(text, reverse("project_period", args=[period.project_id, period.pk]), period.due_on)


def _to_approve(user: Any) -> Iterator[Awaited]:
    found = Period.objects.filter(state="submitted").exclude(submitted_by=user).select_related("indicator")
    for period in found.order_by("submitted_at")[:_MOST]:
        text = say("coop-awaits-approval", what=str(period.indicator)[:120])
        yield Awaited(text, reverse("project_period", args=[period.project_id, period.pk]))
