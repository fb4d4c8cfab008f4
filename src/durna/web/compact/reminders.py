"""What awaits a user in this room: measures past their day, and reports of the year before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from durna.web import awaiting
from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.compact import objectives, proposals, scales
from durna.web.compact.content import tell
from durna.web.compact.models import Measure, Pledge
from durna.web.texts import say

_MOST = 50
_REPORT_DAY = (1, 31)  # of the year after


def awaits(user: Any) -> Iterator[awaiting.Awaited]:
    """For the institution that leads a measure, and for those who follow the Compact."""
    if may(user, Permission.REPORT_MEASURES):
        yield from _measures(user)
    if may(user, Permission.MANAGE_COMPACT):
        yield from _pledges()
        yield from _answers()


def _measures(user: Any) -> Iterator[awaiting.Awaited]:
    today = timezone.localdate()
    mine = Measure.objects.select_related("plan")
    if is_limited(user, Permission.REPORT_MEASURES):
        mine = mine.filter(lead=user.institution_id or 0)
    for one in mine.filter(ends__lt=today).exclude(status__in=scales.SETTLED)[:_MOST]:
        text = say("compact-awaited-measure", title=tell(one.title))
        yield awaiting.Awaited(text, reverse("compact_measure", args=[one.pk]), one.ends)
    last = today.year - 1
    untold = mine.filter(plan__first_year__lte=last, plan__last_year__gte=last).exclude(reports__year=last)
    for one in untold[:_MOST]:
        text = say("compact-awaited-report", title=tell(one.title), year=str(last))
        yield awaiting.Awaited(text, reverse("compact_report", args=[one.pk, last]), date(last + 1, *_REPORT_DAY))


def _pledges() -> Iterator[awaiting.Awaited]:
    for one in Pledge.objects.filter(due__lt=timezone.localdate(), state=scales.OPEN)[:_MOST]:
        text = say("compact-awaited-pledge", title=tell(one.title))
        yield awaiting.Awaited(text, reverse("compact_pledge", args=[one.pk]), one.due)


def _answers() -> Iterator[awaiting.Awaited]:
    """Statements whose answer is not any more what somebody accepted."""
    for one in proposals.accepted():
        if one.reason:
            text = say("compact-awaited-answer", objective=objectives.label(one.linked.objective))
            yield awaiting.Awaited(text, reverse("compact_linked", args=[one.linked.pk]))
