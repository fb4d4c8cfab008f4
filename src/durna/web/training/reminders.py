"""What awaits whoever manages trainings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.awaiting import Awaited
from durna.web.texts import say
from durna.web.training import evaluating
from durna.web.training.models import Expert, Match, NominationRow, Training

_MOST = 20


def awaits(user: Any) -> Iterator[Awaited]:
    if not may(user, Permission.MANAGE_TRAININGS):
        return
    yield from _trainings()
    yield from _counted()


def _trainings() -> Iterator[Awaited]:
    """Lists whose nominations are over and not decided, and trainings that are over and not closed."""
    today = timezone.localdate()
    here = Training.objects.filter(closed_at=None, cancelled_at=None, source="")
    for each in here.filter(nominations_until__lt=today, selected_at=None)[:_MOST]:
        address = reverse("training_selection", args=[each.pk])
        yield Awaited(say("training-awaits-selection", number=each.number), address, each.nominations_until)
    over = here.annotate(last=Coalesce(F("ends_on"), F("starts_on"))).filter(last__lt=today)
    for each in over[:_MOST]:
        address = reverse("training_results", args=[each.pk])
        yield Awaited(say("training-awaits-closing", number=each.number), address, each.last)


def _counted() -> Iterator[Awaited]:
    due = evaluating.due(timezone.localdate()).aggregate(n=Count("pk"), first=Min("due_on"))
    if due["n"]:
        yield Awaited(say("training-awaits-follow-ups", n=due["n"]), reverse("training_follow_ups"), due["first"])
    for message, page, found in (
        ("training-awaits-matches", "training_matches", Match.objects.filter(state="proposed")),
        ("training-awaits-experts", "training_experts", Expert.objects.filter(state="proposed")),
    ):
        if number := found.count():
            more = "?state=proposed" if page == "training_experts" else ""
            yield Awaited(say(message, n=number), reverse(page) + more)
    lists = NominationRow.objects.filter(state="waiting").values("file").annotate(n=Count("pk")).order_by("file")
    for each in lists[:_MOST]:
        yield Awaited(say("training-awaits-rows", n=each["n"]), reverse("training_list", args=[each["file"]]))
