"""Public projects for programs: as JSON, and as a file of the standard."""

from __future__ import annotations

from datetime import date
from typing import Any

from durna.web.cooperation import findings, nodes
from durna.web.cooperation.models import Project
from durna.web.cooperation.status import status


def iati(projects: Any, today: date) -> bytes:
    """Only approved values go out; what is being worked on stays in the house."""
    return findings.export(projects, today, approved_only=True)


def listed(projects: Any, today: date) -> list[dict[str, Any]]:
    ours = nodes.reporter()
    return [_one(project, nodes.identifier(project, ours), today) for project in nodes.fetched(projects)]


def _one(project: Project, identifier: str, today: date) -> dict[str, Any]:
    days = {
        name: {"date": getattr(project, name).isoformat(), "precision": getattr(project, f"{name}_precision")}
        for name in nodes.DAYS.values() if getattr(project, name)
    }  # fmt: skip
    return {
        "code": project.code, "identifier": identifier, "title": project.titles, "description": project.descriptions,
        "status": status(project, today), "days": days, "is_example": project.is_example, "source": project.source,
        "not_published": project.not_published,
        "partners": [
            {"name": each.organisation.names, "identifier": each.organisation.ref, "role": each.get_role_display(),
             "share": None if each.share is None else str(each.share)}
            for each in project.partners.all()
        ],
        "places": [each.code for each in project.places.all() if each.code],
        "objectives": [each.code for each in project.links.all() if each.kind == "objective"],
        "budget": [
            {"start": each.start.isoformat(), "end": each.end and each.end.isoformat(), "amount": str(each.amount),
             "currency": each.currency}
            for each in project.entries.all() if each.kind == "budget"
        ],
    }  # fmt: skip
