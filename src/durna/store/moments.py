"""Moments of recorded time: what `--as-of` says."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from durna.errors import UserError


def moment(text: str | None, timezone: str) -> datetime | None:
    """A day means its end in the given time zone; a date with a time means that instant.

    Raises UserError for anything else.
    """
    if text is None:
        return None
    zone = _zone(timezone)
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(
            message="no-moment",
            what=text,
            found=f"'{text}' is not a moment.",
            expected="A date (2021-10-31) or a date with a time (2021-10-31T12:00).",
            do="Correct --as-of.",
        ) from None
    if "T" not in text and " " not in text:
        when = datetime.combine(when.date(), time.max)
    try:
        return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        # The first and the last day of the calendar have no neighbour in another zone.
        return when.replace(tzinfo=UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(
            found=f"There is no time zone '{name}'.",
            expected="A name as Asia/Baku or Europe/Berlin.",
            do="Correct timezone in durna.toml.",
        ) from None
