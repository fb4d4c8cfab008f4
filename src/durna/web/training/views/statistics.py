"""Pages of numbers: on the screen, as a paper in three languages, and handed over to the figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web import papers, texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.numbers import whole
from durna.web.training import counting, handing_over, numbers_paper
from durna.web.training.models.trainings import LANGUAGES
from durna.web.training.views.pages import done, may_manage, page_of


@needs(Permission.READ_TRAININGS)
def statistics(request: HttpRequest) -> HttpResponse:
    return _statistics(request)


def _statistics(request: HttpRequest, **more: Any) -> HttpResponse:
    dimension, year = _asked(request)
    page = page_of(request, counting.rows(dimension, year), 100)
    page.object_list = numbers_paper.named(dimension, [counting.line(each) for each in page.object_list], texts.code())
    context = {
        "page": page, "dimension": dimension,
        "dimensions": list(counting.DIMENSIONS), "year": year, "years": counting.years(),
        "total": counting.total(year), "published": counting.published(year), "may_manage": may_manage(request),
        "waiting": handing_over.waiting(), "languages": LANGUAGES, **more,
    }  # fmt: skip
    return render(request, "training/statistics.html", context, status=422 if more.get("error") else 200)


@needs(Permission.READ_TRAININGS)
def statistics_paper(request: HttpRequest) -> HttpResponse:
    dimension, year = _asked(request)
    language = request.GET.get("language", texts.code())
    document = numbers_paper.paper(dimension, year, language if language in LANGUAGES else "en")
    back = reverse("training_statistics")
    return papers.respond(request, document, request.GET.get("format", "html"), f"training-{dimension}", back)


@needs(Permission.MANAGE_TRAININGS)
def hand_over(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("training_statistics")
    try:
        receipt = handing_over.hand_over(request.user.email)
    except UserError as error:
        return _statistics(request, error=error)
    return done(
        request, "training-handed-over", "training_statistics", delivery=receipt.delivery_id,
        accepted=receipt.accepted, rejected=receipt.rejected,
    )  # fmt: skip


def _asked(request: HttpRequest) -> tuple[str, int | None]:
    dimension, year = request.GET.get("by", "year"), request.GET.get("year", "")
    known = dimension if dimension in counting.DIMENSIONS else "year"
    return known, whole(year) if len(year) == 4 else None
