"""What the public sees: the calendar, as a page and as a file that calendars follow."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.training import feed as feeding
from durna.web.training import nominating
from durna.web.training.models import Training
from durna.web.training.views.pages import page_of


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
    made = feeding.written(request.build_absolute_uri(reverse("training_calendar")), texts.code())
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="training.ics"'
    return answer
