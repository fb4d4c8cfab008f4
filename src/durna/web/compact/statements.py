"""What this room calls its statements: so that the page of a law lists which measures rest on it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse

from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.compact.content import tell
from durna.web.evidence import statements
from durna.web.numbers import whole

PREFIX = "compact/"


def register() -> None:
    statements.register(PREFIX, described, may_cite)


def described(keys: list[str]) -> dict[str, tuple[str, str]]:
    """Title and address of each that there is; a query for each kind."""
    by_kind: dict[str, dict[int, str]] = defaultdict(dict)
    for key in keys:
        _, kind, number = key.split("/")
        if (pk := whole(number)) is not None:
            by_kind[kind][pk] = key
    return {key: said for kind, numbers in by_kind.items() for key, said in _of_kind(kind, numbers)}


def may_cite(user: Any, key: str) -> bool:
    """Whoever follows the Compact; a review that was handed in is closed, and so is what its passages rest on."""
    from durna.web.compact.models import Passage

    _, kind, number = key.split("/")
    closed = kind == "passage" and Passage.objects.filter(pk=number).exclude(review__submitted_at=None).exists()
    return may(user, Permission.MANAGE_COMPACT) and not closed


def _of_kind(kind: str, numbers: dict[int, str]) -> list[tuple[str, tuple[str, str]]]:
    from durna.web.compact import models, objectives

    if kind == "passage":
        found = models.Passage.objects.filter(pk__in=numbers).select_related("review")
        return [
            (numbers[one.pk], (tell(one.review.title), f"{reverse('compact_review', args=[one.review_id])}#{one.part}"))
            for one in found
        ]
    if kind == "linked":
        return [
            (numbers[one.pk], (objectives.label(one.objective), reverse("compact_links", args=[one.objective])))
            for one in models.Linked.objects.filter(pk__in=numbers)
        ]
    kinds = (models.Measure, models.Plan, models.Pledge, models.Practice, models.Review, models.Consultation)
    model = next((each for each in kinds if each.kind == kind), None)
    if model is None:
        return []
    return [
        (numbers[one.pk], (tell(one.title), reverse(f"compact_{kind}", args=[one.pk])))
        for one in model.objects.filter(pk__in=numbers)
    ]
