"""The Regional Training Centre: its published activities, and enrolments gathered by course, never a participant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from durna.publish import document
from durna.publish.context import Context
from durna.publish.document import Block, Cell, Paragraph, Row, Section, Table
from durna.publish.profile import registers

Record = Mapping[str, Any]


def section(context: Context) -> Section:
    blocks: list[Block] = []
    activities = context.material.listings.get("training_activity", ())
    if activities:
        blocks.append(_activities(context, activities))
    enrolments = context.material.listings.get("training_center", ())
    if enrolments:
        blocks.append(_courses(context, enrolments))
    if not blocks:
        blocks.append(Paragraph(document.words(context.language("register-empty")), "quiet"))
    return Section("training", context.language("training-title"), blocks=tuple(blocks))


def _activities(context: Context, records: Sequence[Record]) -> Table:
    rows = [
        Row(
            registers.link(registers.title(context, each), each.get("address")),
            (
                registers.span(context, each.get("starts_on"), each.get("ends_on"), each.get("date_precision")),
                registers.text(context.language.of_list("training_mode", str(each.get("mode") or ""))),
                registers.count(context, _number(each.get("number_of_countries"))),
                registers.count(context, _number(each.get("participants"))),
            ),
        )
        for each in sorted(records, key=lambda each: str(each.get("starts_on") or "9999"))
    ]
    heads = ("title-head", "dates", "mode", "countries", "participants")
    return registers.table(context, "training", heads, rows, numbers=(3, 4))


def _courses(context: Context, records: Sequence[Record]) -> Table:
    courses: dict[str, list[Record]] = {}
    for each in records:
        courses.setdefault(str(each.get("course_no") or ""), []).append(each)
    rows = [_course(context, group) for group in sorted(courses.values(), key=_start)]
    heads = ("title-head", "dates", "mode", "countries", "participants", "certificates", "gain")
    return registers.table(context, "courses", heads, rows, numbers=(3, 4, 5, 6))


def _course(context: Context, group: Sequence[Record]) -> Row:
    first = group[0]
    heard = [each for each in group if each.get("role") in (None, "", "participant")]
    told = [each for each in heard if each.get("certificate") is not None]
    countries = {each["country"] for each in group if each.get("country")}
    return Row(
        registers.text(context.language.of({"en": str(first.get("course_title") or first.get("course_no") or "")})),
        (
            registers.span(context, first.get("starts_on"), first.get("ends_on")),
            registers.text(context.language.of_list("training_mode", str(first.get("mode") or ""))),
            registers.count(context, len(countries) or None),
            registers.count(context, len(heard)),
            registers.count(context, sum(bool(each["certificate"]) for each in told) if told else None),
            _gain(context, heard),
        ),
    )


def _start(group: Sequence[Record]) -> str:
    return str(group[0].get("starts_on") or "9999")


def _gain(context: Context, heard: Sequence[Record]) -> Cell:
    """The mean rise from the first test to the second, of those who sat both."""
    both = [
        (float(each["pre_test"]), float(each["post_test"]))
        for each in heard
        if each.get("pre_test") is not None and each.get("post_test") is not None
    ]
    if not both:
        return registers.NOTHING
    return registers.count(context, sum(after - before for before, after in both) / len(both), 1)


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)
