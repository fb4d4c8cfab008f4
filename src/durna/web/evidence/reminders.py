"""What of the library awaits somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from durna.web import awaiting, texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.evidence import citing

_COUNTED = 100


def awaits(user: Any) -> Iterator[awaiting.Awaited]:
    """Citations to look at again; of more than a hundred nobody needs the number."""
    if may(user, Permission.MANAGE_EVIDENCE):
        count = citing.flagged_for(user).order_by()[:_COUNTED].count()
        if count:
            address = f"{reverse('evidence_review')}?mine=1"
            yield awaiting.Awaited(texts.say("evidence-awaits", count=count), address)
