"""The status of a project, from the facts that are known of it: nobody types it in, so it cannot be out of date."""

from __future__ import annotations

from datetime import date
from typing import Any

# Our word -> code of the list ActivityStatus.
CODES = {
    "planned": "1", "running": "2", "ended": "3", "finishing": "3", "closed": "4", "cancelled": "5", "suspended": "6",
    "unknown": "2",
}  # fmt: skip


def status(project: Any, today: date) -> str:
    """`ended`: its planned end has passed, no actual one is known. `finishing`: it has ended, values are owed."""
    if project.stopped:
        return str(project.stopped)
    if project.ends_actual and project.ends_actual < today:
        return "finishing" if _owes_values(project, today) else "closed"
    if project.starts is None and project.ends is None:
        return "unknown"
    if project.ends_planned and project.ends_planned < today:
        return "ended"
    if project.starts and project.starts > today:
        return "planned"
    return "running"


def code(project: Any, today: date) -> str:
    return CODES[status(project, today)]


def _owes_values(project: Any, today: date) -> bool:
    """Read from what was fetched with the project, where it was."""
    return any(period.end < today and period.state != "approved" for period in project.periods.all())
