"""The calendar of trainings as a file that other calendars follow (iCalendar, RFC 5545). No person stands in it.

What is written of a training is kept until that training changes, so that a change costs one training and not all of
them. Only the address of the page is added at each asking: a site may be reached under several names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event
from icalendar.parser import Contentline

from durna.web.papers.build import in_language
from durna.web.training.models import Session, Training

# What a calendar follows: the last year and whatever is to come.
_BACK = timedelta(days=365)
_MOST = 1000
_END = b"END:VEVENT\r\n"


class Told(NamedTuple):
    """What stands in the feed of a training, and of its sessions: the same again is written the same."""

    pk: int
    number: str
    title: dict[str, str]
    starts_on: date
    ends_on: date | None
    place: str
    cancelled_at: datetime | None
    sessions: tuple[Hours, ...] = ()


class Hours(NamedTuple):
    training: int
    pk: int
    title: dict[str, str]
    starts_at: datetime
    hours: Decimal
    place: str


# By language: of each training that is followed, what was told of it, its event and those of its sessions.
_WRITTEN: dict[str, Mapping[int, tuple[Told, bytes, bytes]]] = {}


def written(page: str, language: str) -> bytes:
    """The whole feed. `page`: the address of the calendar for people."""
    known = _WRITTEN.get(language, {})
    now = {}
    for told in _followed():
        kept = known.get(told.pk)
        now[told.pk] = kept if kept and kept[0] == told else (told, *_write(told, language))
    # Put in its place in one step: others may ask at the same moment.
    _WRITTEN[language] = now
    begins, ends = bytes(_calendar().to_ical()).split(b"END:VCALENDAR")
    events = (_with_address(one, f"{page}#{told.number}") + sessions for told, one, sessions in now.values())
    return b"".join((begins, *events, b"END:VCALENDAR", ends))


def warm() -> None:
    """Write what the first to ask would wait for."""
    for language, _ in settings.LANGUAGES:
        written("", language)


def _followed() -> list[Told]:
    since = timezone.localdate() - _BACK
    found = Training.objects.filter(starts_on__gte=since, date_precision="day")
    rows = list(found.values_list(*Told._fields[:-1])[:_MOST])
    sessions: dict[int, list[Hours]] = {pk: [] for pk, *_ in rows}
    for each in Session.objects.filter(training__in=sessions).values_list(*Hours._fields):
        sessions[each[0]].append(Hours(*each))
    return [Told(*row, tuple(sessions[row[0]])) for row in rows]


def _write(told: Told, language: str) -> tuple[bytes, bytes]:
    return _of_training(told, language), b"".join(_of_session(each, told, language) for each in told.sessions)


def _calendar() -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Durna//Training//EN")
    made.add("version", "2.0")
    return made


def _with_address(event: bytes, address: str) -> bytes:
    return event[: -len(_END)] + bytes(Contentline(f"URL:{address}").to_ical()) + b"\r\n" + _END


def _event(uid: str, training: Told) -> Event:
    event = Event()
    event.add("uid", f"{uid}@durna")
    event.add("dtstamp", timezone.now())
    event.add("status", "CANCELLED" if training.cancelled_at else "CONFIRMED")
    return event


def _of_training(training: Told, language: str) -> bytes:
    event = _event(f"training-{training.pk}", training)
    event.add("summary", in_language(training.title, language))
    event.add("dtstart", training.starts_on)
    event.add("dtend", (training.ends_on or training.starts_on) + timedelta(days=1))
    if training.place:
        event.add("location", training.place)
    return bytes(event.to_ical())


def _of_session(session: Hours, training: Told, language: str) -> bytes:
    event = _event(f"session-{session.pk}", training)
    event.add("summary", in_language(session.title or training.title, language))
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.starts_at + timedelta(hours=float(session.hours)))
    if place := session.place or training.place:
        event.add("location", place)
    return bytes(event.to_ical())
