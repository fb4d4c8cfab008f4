"""The portfolio: its list and sums, its line of time, its map, and where projects overlap."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.compact import objectives
from durna.web.cooperation import drawings, overlaps, portfolio
from durna.web.cooperation.models import Place, Rate
from durna.web.cooperation.models.texts import in_reader
from durna.web.cooperation.status import status
from durna.web.texts import say

PER_PAGE = 50
_SVG = "image/svg+xml"


@needs(Permission.READ_PROJECTS)
def projects(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("q", "objective", "place")}
    found = list(portfolio.found(asked).values_list("pk", flat=True))
    page = portfolio.page(found, request.GET.get("page"), PER_PAGE)
    counts, keys = portfolio.counted(), set(found)
    bases = sorted({*Rate.objects.values_list("base", flat=True), "EUR", "USD"})
    base = request.GET.get("base", "")
    base = base if base in bases else bases[0]
    shown = {
        "page": page, "rows": portfolio.rows(page.object_list, timezone.localdate(), counts), "asked": asked,
        "totals": portfolio.totals(base, keys & counts), "base": base, "bases": bases,
        "uncounted": len(keys - counts), "objectives": objectives.every(),
    }  # fmt: skip
    return render(request, "cooperation/projects.html", shown)


@needs(Permission.READ_PROJECTS)
def timeline(request: HttpRequest) -> HttpResponse:
    held = list(portfolio.found(request.GET.dict()).prefetch_related("periods"))
    today = timezone.localdate()
    rows = [(project.title, project.starts, project.ends, status(project, today)) for project in held]
    return HttpResponse(drawings.timeline(rows, today, say("coop-timeline")), content_type=_SVG)


@needs(Permission.READ_PROJECTS)
def map(request: HttpRequest) -> HttpResponse:
    return HttpResponse(drawings.map_of(_points(request), say("coop-map")), content_type=_SVG)


@needs(Permission.READ_PROJECTS)
def drawn(request: HttpRequest) -> HttpResponse:
    """Both drawings, and beside them what they show in words."""
    held = list(portfolio.found(request.GET.dict()).prefetch_related("periods"))
    today = timezone.localdate()
    shown = {
        "rows": [(project, status(project, today)) for project in held if project.starts],
        "undated": [project for project in held if not project.starts], "points": _points(request),
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "cooperation/drawn.html", shown)


def _points(request: HttpRequest) -> list[tuple[str, float, float, int]]:
    """Places with a point of their own, and countries at the middle of their land."""
    from durna.classifications import countries
    from durna.publish.maps import land

    keys = portfolio.found(request.GET.dict()).values("pk")
    named: Counter[tuple[str, float, float]] = Counter()
    middles = land.shipped().points
    for place in Place.objects.filter(project__in=keys):
        if place.latitude is not None and place.longitude is not None:
            title = in_reader(place.names)
            named[(title, float(place.latitude), float(place.longitude))] += 1
        elif len(place.code) == 2 and (code := countries.from_iso2(place.code)) in middles:
            east, north = middles[code]
            named[(countries.name(code, texts.code()), north, east)] += 1
    return [(name, north, east, count) for (name, north, east), count in sorted(named.items())]


@needs(Permission.READ_PROJECTS)
def overlapping(request: HttpRequest) -> HttpResponse:
    page = Paginator(overlaps.overlaps(), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = overlaps.shown(page.object_list)
    return render(request, "cooperation/overlaps.html", {"page": page})
