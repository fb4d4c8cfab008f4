"""Pages of bulletins: which there are, and one as a page, Word or PDF."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from durna.editions.folder import Edition
from durna.errors import UserError
from durna.web import papers, texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.bulletin import making, template
from durna.web.bulletin.months import Month
from durna.web.bulletin.template import Template
from durna.web.explorer import editions
from durna.web.served import workspace

_SHOWN = 36
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@needs(Permission.PREPARE_EDITIONS)
def bulletins(request: HttpRequest) -> HttpResponse:
    """Which edition, which template; then the months that these two have."""
    seen = editions.readable(request.user)
    names = template.names(workspace())
    chosen = next((one for one in seen if one.name == request.GET.get("edition")), next(iter(seen), None))
    name = request.GET.get("template") if request.GET.get("template") in names else template.DEFAULT
    error, months = None, []
    try:
        found = template.read(workspace(), name)
        months = making.available(chosen, found) if chosen and found else []
    except UserError as wrong:
        error = wrong
    language = texts.language(texts.code())
    titled = [(f"{year}-{month:02d}", making.named((year, month), language)) for year, month in months[:_SHOWN]]
    return render(request, "bulletin/bulletins.html", {
        "editions": seen, "chosen": chosen, "names": names, "name": name, "months": titled, "error": error,
        "codes": [(code, texts.language(code)("language-name")) for code in ("az", "en", "ru")],
    }, status=422 if error else 200)  # fmt: skip


@needs(Permission.PREPARE_EDITIONS)
def bulletin(request: HttpRequest, name: str) -> HttpResponse:
    found = _template(name)
    edition = editions.find(request.user, request.GET.get("edition", ""))
    code = request.GET.get("language", "") or texts.code()
    month = _month(request.GET.get("month", ""))
    if found is None or edition is None or month is None or code not in ("az", "en", "ru"):
        raise Http404
    return _given(request, found, edition, month, code, name)


def _given(
    request: HttpRequest, found: Template, edition: Edition, month: Month, code: str, name: str
) -> HttpResponse:  # fmt: skip
    paper = making.made(edition, found, month, code)
    file = f"{name}-{month[0]}-{month[1]:02d}"
    # The page around the bulletin speaks its language too.
    with translation.override(code):
        return papers.respond(request, paper, request.GET.get("format", "html"), file, back=reverse("bulletins"))


def _template(name: str) -> Template | None:
    try:
        return template.read(workspace(), name)
    except UserError:
        return None


def _month(told: str) -> Month | None:
    found = _MONTH.fullmatch(told)
    return (int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= 12 else None
