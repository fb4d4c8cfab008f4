"""Which things of the room a reader finds: what is public for everybody, all of it for those who follow the Compact."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.compact.models import Measure, Pledge, Review

Kept = TypeVar("Kept", bound=Model)


def of(user: Any, model: type[Kept]) -> QuerySet[Kept]:
    """Who acts for one institution alone finds what that one leads or supports, besides what is public."""
    found = model._default_manager.all()
    if may(user, Permission.READ_COMPACT) and not is_limited(user, Permission.READ_COMPACT):
        return found
    public = Q(is_public=True)
    if model is Review:
        public &= Q(submitted_at__isnull=False)
    mine = getattr(user, "institution_id", None)
    if mine and model in (Measure, Pledge) and may(user, Permission.READ_COMPACT):
        public |= Q(lead=mine)
    if mine and model is Measure and may(user, Permission.READ_COMPACT):
        public |= Q(supporting=mine)
    return found.filter(public).distinct()
