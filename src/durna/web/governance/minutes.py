"""The minutes of a consultation, written from what was entered: who came, what was raised, what became of it."""

from __future__ import annotations

from durna.publish.document import Block, Document, Paragraph
from durna.web.governance import papers
from durna.web.governance.models import Consultation, Participant, Point, in_language
from durna.web.papers import build
from durna.web.texts import say


def document(consultation: Consultation) -> Document:
    """In the language that is active."""
    found = consultation.round
    people = list(consultation.participants.all())
    points = list(consultation.points.all())
    pairs = [
        (say("mgi-field-held_on"), papers.day(consultation.held_on)), (say("mgi-field-place"), consultation.place),
        (say("mgi-field-chair"), consultation.chair), (say("mgi-source"), consultation.source),
    ]  # fmt: skip
    summary = in_language(consultation.summary)
    sections = [
        build.section(
            "meeting", say("mgi-meeting"), *papers.example_note(found), build.terms(pairs),
            *([build.paragraph(summary)] if summary else []),
        ),
        build.section("people", say("mgi-field-participants"), _people(people)),
        build.section("points", say("mgi-points"), _points(points), *_open(points)),
    ]  # fmt: skip
    return papers.paper(found, f"{say('mgi-minutes')}: {consultation}", sections)


def _people(people: list[Participant]) -> Block:
    if not people:
        return build.paragraph(say("mgi-people-none"), "quiet")
    return build.bullets([", ".join(filter(None, (each.name, each.speaks_for))) for each in people])


def _points(points: list[Point]) -> Block:
    if not points:
        return build.paragraph(say("mgi-points-none"), "quiet")
    columns = [
        say("mgi-question"), say("mgi-field-raised_by"), say("mgi-field-stance"), say("mgi-field-text"),
        say("mgi-resolution"),
    ]  # fmt: skip
    rows = [
        (each.question or say("mgi-point-general"), each.raised_by, say(f"mgi-stance-{each.stance}"), each.text,
         each.resolution or say("mgi-point-open"))
        for each in points
    ]  # fmt: skip
    return build.table("points-raised", say("mgi-points"), columns, rows, role="register")


def _open(points: list[Point]) -> list[Paragraph]:
    count = sum(not point.is_resolved for point in points)
    return [build.paragraph(say("mgi-points-open", count=count), "caveat")] if count else []
