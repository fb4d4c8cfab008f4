"""What the standard says is missing from a project or does not agree, each with the field that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse

from durna.iati import origin, writing
from durna.iati.messages import Message
from durna.iati.validate import judge
from durna.web import texts
from durna.web.cooperation import nodes
from durna.web.cooperation.forms import PARTS
from durna.web.cooperation.models import Project

# What mends a message that is about something that is not there: the form of a new part.
_NEW = {
    "sector-missing": "sector", "recipient-missing": "place", "participating-org": "partner", "sector": "sector",
    "recipient-country": "place", "recipient-region": "place", "budget": "entry", "transaction": "entry",
    "location": "place", "document-link": "document", "result": "result", "tag": "link",
}  # fmt: skip
_FIELDS = {
    "title": "titles", "description": "descriptions", "activity-date": "starts_planned",
    "iati-identifier": "identifier", "start-missing": "starts_planned", "end-missing": "ends_planned",
    "days-order": "ends_planned",
}  # fmt: skip

# Of a part's form, the field that a message is about.
_PART_FIELDS = {
    "shares-sum": "share", "share-missing": "share", "share-range": "share", "amount-negative": "amount",
    "amount-zero": "amount", "period-order": "end", "budget-long": "end", "currency-missing": "currency",
    "not-yet": "start",
}  # fmt: skip
_OF_CELLS = frozenset({"result-value", "cells-sum"})  # mended on the page of values, not in the form of the period
# Where the schema misses something of the activity itself: how deep the path of its message then is.
_MISSES = {"child-missing": 1, "element-strange": 2}


@dataclass(frozen=True)
class Finding:
    """`address`: the page, and on it the field, that mends it."""

    message: Message
    found: str
    do: str
    address: str


def file_of(projects: list[Any], today: date, made: str = "", *, approved_only: bool = False) -> tuple[Any, list[Any]]:
    """The root of a file of the standard, and the nodes it was written from."""
    ours = nodes.reporter()
    held = [nodes.node(project, ours, today, approved_only=approved_only) for project in projects]
    return writing.document(held, made), held


def of_project(project: Any, today: date) -> list[Finding]:
    root, held = file_of([project], today)
    # Lines of a file that a reader has before him: as it is downloaded.
    from durna.iati.xml import parse

    judged = judge(parse(writing.content(root)), today)
    return [_finding(project, message, held) for message in judged.messages]


def _finding(project: Any, message: Message, held: list[Any]) -> Finding:
    language = texts.code()
    return Finding(message, message.found(language), message.do(language), address(project, message, held))


def address(project: Any, message: Message, held: list[Any]) -> str:
    """The deepest part that the message is about; else the form of what is missing; else a field of the project."""
    way, tag = origin.nodes_of(message.path, held)
    expected = str(message.values.get("expected", "")).split(",")[0].strip()
    if _MISSES.get(message.code) == message.path.strip("/").count("/"):
        tag, way = expected, []  # not the element that came, but the one that was due before it
    told = next((str(each["origin"]) for each in reversed(way) if "origin" in each), "")
    kind, _, number = told.partition("/")
    if kind in PARTS:
        return _part_address(project, message, kind, int(number))
    if tag == "reporting-org" or str(message.values.get("element")) == "reporting-org":
        return reverse("organisations")
    for word in (message.code, tag, expected, str(message.values.get("element", ""))):
        if word in _FIELDS:
            return f"{reverse('project_edit', args=[project.pk])}#id_{_FIELDS[word]}"
        if word in _NEW:
            return reverse("project_part_new", args=[project.pk, _NEW[word]])
    return reverse("project_edit", args=[project.pk])


def _part_address(project: Any, message: Message, kind: str, number: int) -> str:
    if kind == "period" and message.code in _OF_CELLS:
        return reverse("project_period", args=[project.pk, number])
    field = _PART_FIELDS.get(message.code, "")
    if message.code == "code":
        field = "currency" if message.values.get("attribute") == "currency" else "code"
    return reverse("project_part", args=[project.pk, kind, number]) + (f"#id_{field}" if field else "")


def export(projects: Any, today: date, *, approved_only: bool = False) -> bytes:
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root, _ = file_of(list(nodes.fetched(projects)), today, made, approved_only=approved_only)
    return writing.content(root)


def not_in_the_standard(project: Project) -> list[tuple[str, int]]:
    """What of a project a file of the standard does not carry: kind and number, to be told beside the download."""
    from django.db.models import Count

    counts = Project.objects.filter(pk=project.pk).aggregate(
        meeting=Count("meetings", distinct=True), decision=Count("decisions", distinct=True),
        risk=Count("risks", distinct=True),
    )  # fmt: skip
    kept_here = project.documents.filter(address="").count()
    return [(kind, count) for kind, count in (*counts.items(), ("file", kept_here)) if count]
