"""Hours are told and asked for in the time of the country, and kept in universal time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from durna.web.served import workspace


def zone() -> ZoneInfo:
    return ZoneInfo(workspace().timezone)


def here(moment: datetime) -> datetime:
    """The same moment by the clocks of the country."""
    return moment.astimezone(zone())
