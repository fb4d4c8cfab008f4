"""Save a thing by the fields of its form, and tell the audit what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from durna.web.versioned import Versioned


def keep(thing: Versioned, fields: Mapping[str, Any], seen: int) -> dict[str, Any]:
    """Set the fields and save; returns what changed, `{field: {"before": ..., "after": ...}}`, as the audit keeps it.

    Raises ChangedMeanwhile where somebody saved after `seen` was read.
    """
    changed = {}
    for name, value in fields.items():
        before, after = _told(getattr(thing, name)), _told(value)
        setattr(thing, name, value)
        if before != after:
            changed[name] = {"before": before, "after": after}
    if thing.pk is None:
        thing.save()
    else:
        thing.save_over(seen)
    return changed


def _told(value: Any) -> Any:
    if isinstance(value, Model):
        return str(value)
    return str(value) if isinstance(value, (date, Decimal)) else value
