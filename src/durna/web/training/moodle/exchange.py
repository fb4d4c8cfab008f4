"""Enrol the selected in the Moodle course of a training, and take over grades and completions. Twice is as once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from durna.classifications import countries
from durna.web.audit import chain
from durna.web.refusals import refusal
from durna.web.training.models import MoodleCourse, MoodleUser, Participation, Training
from durna.web.training.moodle.client import Moodle

_NUMBER = "RTCM-P"


@dataclass(frozen=True)
class Exchanged:
    created: int = 0
    enrolled: int = 0
    graded: int = 0
    unmatched: int = 0


@transaction.atomic
def set_course(*, by: str, training: Training, **fields: Any) -> MoodleCourse:
    course, _ = MoodleCourse.objects.update_or_create(training=training, defaults=fields)
    chain.record(by, "training-moodle-course-set", training.key, course=course.course_id)
    return course


@transaction.atomic
def enrol(*, by: str, training: Training, moodle: Moodle) -> Exchanged:
    """Everybody selected who has an address: found by number, then by address, else made; then enrolled if missing.

    Raises UserError where the Moodle does not answer or refuses; what it did until then is found the next time.
    """
    course = _course(training)
    people = [each for each in _selected(training) if each.person.email]
    if not people:
        raise refusal("training-wrong-nobody")
    known = _known(people)
    _find(moodle, "idnumber", {number(each): each for each in people}, known)
    _find(moodle, "email", {each.person.email: each for each in people}, known)
    missing = [each for each in people if each.person.root_id not in known]
    for each, user in zip(missing, moodle.create_users([_user(each) for each in missing]), strict=True):
        known[each.person.root_id] = user
    _remember(known)
    wanted = {known[each.person.root_id] for each in people}
    fresh = sorted(wanted - moodle.enrolled(course.course_id))
    moodle.enrol(course.course_id, fresh)
    chain.record(by, "training-moodle-enrolled", training.key, created=len(missing), enrolled=len(fresh))
    return Exchanged(created=len(missing), enrolled=len(fresh))


@transaction.atomic
def take_over(*, by: str, training: Training, moodle: Moodle) -> Exchanged:
    """Grades of the two tests, as percent, and who has completed the course."""
    if training.closed_at:
        raise refusal("training-wrong-closed")
    course = _course(training)
    people = list(_selected(training))
    known, grades = _known(people), moodle.grades(course.course_id)
    changed = []
    for each in people:
        user = known.get(each.person.root_id)
        if user in grades:
            _grade(each, grades[user], course)
            each.finished_online = moodle.has_completed(course.course_id, user)
            changed.append(each)
    return write(by, training, changed, unmatched=len(set(grades) - set(known.values())))


def write(by: str, training: Training, changed: Sequence[Participation], unmatched: int) -> Exchanged:
    Participation.objects.bulk_update(changed, ["pre_test", "post_test", "finished_online"], batch_size=500)
    chain.record(by, "training-moodle-read", training.key, people=len(changed), unmatched=unmatched)
    return Exchanged(graded=len(changed), unmatched=unmatched)


def number(participation: Participation) -> str:
    """The number by which a Moodle knows a person."""
    return f"{_NUMBER}{participation.person.root_id}"


def _selected(training: Training) -> Any:
    return training.participations.filter(state="selected").select_related("person")


def _course(training: Training) -> MoodleCourse:
    found = MoodleCourse.objects.filter(training=training).first()
    if found is None:
        raise refusal("training-wrong-moodle-course")
    return found


def _known(people: Sequence[Participation]) -> dict[int, int]:
    """User ids by person, of those who were exchanged before."""
    roots = [each.person.root_id for each in people]
    return dict(MoodleUser.objects.filter(person__in=roots).values_list("person_id", "user_id"))


def _find(moodle: Moodle, field: str, sought: Mapping[str, Participation], known: dict[int, int]) -> None:
    open_ = [value for value, each in sought.items() if each.person.root_id not in known]
    for user in moodle.users_by(field, open_):
        each = sought.get(str(user.get(field, "")).casefold() if field == "email" else str(user.get(field, "")))
        if each is not None:
            known.setdefault(each.person.root_id, user["id"])


def _remember(known: Mapping[int, int]) -> None:
    for person, user in known.items():
        MoodleUser.objects.update_or_create(person_id=person, defaults={"user_id": user})


def _user(participation: Participation) -> dict[str, Any]:
    """A Moodle sends a new password itself where it is asked to make one."""
    person = participation.person
    country = countries.load().get(participation.country)
    told = {
        "username": person.email, "createpassword": 1, "firstname": person.given_name, "lastname": person.family_name,
        "email": person.email, "idnumber": number(participation), "institution": participation.institution,
        "country": country.iso2 if country else "", "lang": participation.language,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value != ""}


def _grade(participation: Participation, items: Sequence[Mapping[str, Any]], course: MoodleCourse) -> None:
    by_name = {item.get("itemname"): item for item in items}
    for field, name in (("pre_test", course.pre_item), ("post_test", course.post_item)):
        percent = _percent(by_name.get(name)) if name else None
        if percent is not None:
            setattr(participation, field, percent)


def _percent(item: Mapping[str, Any] | None) -> Decimal | None:
    """Of the range between least and most; a Moodle tells the raw grade and both ends."""
    if item is None or item.get("graderaw") is None:
        return None
    least, most = Decimal(str(item.get("grademin", 0))), Decimal(str(item["grademax"]))
    if most <= least:
        return None
    return round(100 * (Decimal(str(item["graderaw"])) - least) / (most - least), 1)
