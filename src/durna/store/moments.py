"""Moments of recorded time: what `--as-of` says."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from durna.errors import UserError


def moment(text: str | None, timezone: str) -> datetime | None:
    """A day means its end in the given time zone; a date with a time means that instant.

    Raises UserError for anything else.
    """
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(
            found=f"'{text}' is not a moment.",
            expected="A date (2021-10-31) or a date with a time (2021-10-31T12:00).",
            do="Correct --as-of.",
        ) from None
    if len(text) == len("2021-10-31"):
        when = datetime.combine(when.date(), time.max)
    return (when if when.tzinfo else when.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
