"""The same exchange by Moodle's own CSV forms: "Upload users" out; the grader export and course completion in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.db import transaction

from durna.classifications import countries
from durna.web.refusals import refusal
from durna.web.training import grids
from durna.web.training.models import MoodleCourse, Participation, Training
from durna.web.training.moodle.exchange import Exchanged, number, write

_FORMULA = ("=", "+", "-", "@")


def users_to_upload(training: Training) -> str:
    """For Site administration, Users, Upload users; whoever has an account is enrolled and keeps it."""
    course = MoodleCourse.objects.filter(training=training).first()
    out = io.StringIO()
    writer = csv.writer(out)
    heads = ["username", "firstname", "lastname", "email", "idnumber", "institution", "country", "lang", "course1"]
    writer.writerow([*heads, "role1"])
    for each in training.participations.filter(state="selected").select_related("person").exclude(person__email=""):
        person, country = each.person, countries.load().get(each.country)
        row = [
            person.email, person.given_name, person.family_name, person.email, number(each), each.institution,
            country.iso2 if country else "", each.language, course.short_name if course else training.number, "student",
        ]  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()


@transaction.atomic
def take_over(*, by: str, training: Training, content: bytes) -> Exchanged:
    """Grades as percent, and "Course complete", by ID number or address. Raises UserError with the line that is wrong.

    Rows of people who are not on the list are counted, not taken: a course may have others in it.
    """
    if training.closed_at:
        raise refusal("training-wrong-closed")
    course = MoodleCourse.objects.filter(training=training).first()
    table = grids.table(content, "CSV", lambda heads: bool(heads & {"id number", "email address"}))
    if table is None:
        raise refusal("training-wrong-moodle-columns")
    columns = _columns(table.heads, course)
    held = list(training.participations.filter(state="selected").select_related("person"))
    known = {number(each): each for each in held} | {each.person.email: each for each in held if each.person.email}
    changed: dict[int, Participation] = {}
    unmatched = 0
    for line, row in table.numbered():
        each = known.get(row.get("id number", "").strip()) or known.get(row.get("email address", "").strip().casefold())
        if each is None:
            unmatched += 1
            continue
        _take(each, row, columns, line)
        changed[each.pk] = each
    return write(by, training, list(changed.values()), unmatched)


def _columns(heads: Sequence[str], course: MoodleCourse | None) -> dict[str, str]:
    """Which column of the file is which of our fields."""
    found = {"finished_online": "course complete"} if "course complete" in heads else {}
    for field, item in (("pre_test", course.pre_item), ("post_test", course.post_item)) if course else ():
        column = next((head for head in heads if item and item.casefold() in head and "percentage" in head), None)
        if column:
            found[field] = column
    if not found:
        raise refusal("training-wrong-moodle-columns")
    return found


def _take(participation: Participation, row: Mapping[str, str], columns: Mapping[str, str], line: int) -> None:
    for field, column in columns.items():
        text = row.get(column, "").strip()
        if field == "finished_online":
            participation.finished_online = text.casefold() not in ("", "-", "no", "not completed", "xeyr", "нет")
        elif text not in ("", "-"):
            setattr(participation, field, _percent(text, line, column))


def _percent(text: str, line: int, column: str) -> Decimal:
    try:
        value = round(Decimal(text.replace("%", "").replace("\u00a0", " ").strip().replace(",", ".")), 1)
    except InvalidOperation:
        raise refusal("training-wrong-moodle-grade", line=line, column=column) from None
    if not 0 <= value <= 100:
        raise refusal("training-wrong-moodle-grade", line=line, column=column)
    return value
