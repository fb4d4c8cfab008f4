"""What the public sees: the calendar, as a page and as a file that calendars follow."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.papers.build import in_language
from durna.web.training import nominating
from durna.web.training.models import Session, Training
from durna.web.training.views.pages import page_of

# What a calendar follows: the last year and whatever is to come.
_BACK = timedelta(days=365)
_MOST = 1000


@needs(Permission.READ_PUBLISHED)
def calendar(request: HttpRequest) -> HttpResponse:
    found = Training.objects.filter(cancelled_at=None).select_related("programme")
    page = page_of(request, found)
    applying = [each.pk for each in page if nominating.takes_applications(each)]
    return render(request, "training/calendar.html", {
        "page": page, "applying": applying, "today": timezone.localdate(),
        "feed": request.build_absolute_uri(reverse("training_feed")),
    })  # fmt: skip


@needs(Permission.READ_PUBLISHED)
def feed(request: HttpRequest) -> HttpResponse:
    """iCalendar (RFC 5545): trainings by their days, and their sessions by the hour. No person stands in it."""
    told = _followed().aggregate(n=Count("pk"), last=Max("pk"), versions=Sum("version"))
    hours = Session.objects.filter(training__in=_followed()).aggregate(n=Count("pk"), last=Max("pk"))
    state = (*told.values(), *hours.values())
    made = _feed(request.build_absolute_uri(reverse("training_calendar")), texts.code(), timezone.localdate(), state)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="training.ics"'
    return answer


def _followed() -> QuerySet[Training]:
    since = timezone.localdate() - _BACK
    return Training.objects.filter(starts_on__gte=since, date_precision="day")


@lru_cache(maxsize=8)
def _feed(page: str, language: str, today: date, state: tuple[Any, ...]) -> bytes:
    """Written once for many who ask, until something of it changes: `state` tells."""
    found = list(_followed()[:_MOST])
    made = Calendar()
    made.add("prodid", "-//Durna//Training//EN")
    made.add("version", "2.0")
    for training in found:
        made.add_component(_of_training(training, page))
    for session in Session.objects.filter(training__in=found).select_related("training"):
        made.add_component(_of_session(session))
    return bytes(made.to_ical())


def _of_training(training: Training, page: str) -> Event:
    event = Event()
    event.add("uid", f"training-{training.pk}@durna")
    event.add("dtstamp", timezone.now())
    event.add("summary", in_language(training.title, texts.code()))
    event.add("dtstart", training.starts_on)
    event.add("dtend", (training.ends_on or training.starts_on) + timedelta(days=1))
    event.add("url", f"{page}#{training.number}")
    if training.place:
        event.add("location", training.place)
    event.add("status", "CANCELLED" if training.cancelled_at else "CONFIRMED")
    return event


def _of_session(session: Session) -> Event:
    event = Event()
    event.add("uid", f"session-{session.pk}@durna")
    event.add("dtstamp", timezone.now())
    title = in_language(session.title or session.training.title, texts.code())
    event.add("summary", title)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.starts_at + timedelta(hours=float(session.hours)))
    event.add("location", session.place or session.training.place)
    return event
