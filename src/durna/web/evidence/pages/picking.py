"""Pick a figure of a signed edition as evidence: the edition, then the indicator, then the figure."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from durna.editions.folder import Edition
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.evidence import actions, figures
from durna.web.evidence.pages import passes
from durna.web.explorer import editions, reading, rows
from durna.web.numbers import whole

_ON_A_PAGE = 50


@needs(Permission.MANAGE_EVIDENCE)
def pick(request: HttpRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    token = asked.get("pass", "")
    signed = [one for one in editions.readable(request.user) if one.is_signed]
    edition = next((one for one in signed if one.name == asked.get("edition")), None)
    if request.method == "POST":
        return _keep(request, edition, asked.get("figure", ""), token)
    return render(request, "evidence/figure.html", {
        "editions": signed, "edition": edition, "token": token, **(_offered(edition, asked) if edition else {}),
    })  # fmt: skip


def _offered(edition: Edition, asked: Any) -> dict[str, Any]:
    known = sorted((rows.title(name, texts.code()), name) for name in reading.indicators(edition))
    indicator = next((name for _, name in known if name == asked.get("indicator")), "")
    after = whole(asked.get("after"))
    place = -1 if after is None else after
    found, following = reading.page(edition, reading.Filter(indicator), place, _ON_A_PAGE) if indicator else ([], None)
    language = texts.language(texts.code())
    shown = [(one.figure_id, figures.named(one, language)) for one in found if one.value is not None]
    return {"indicators": known, "indicator": indicator, "figures": shown, "following": following}


def _keep(request: HttpRequest, edition: Edition | None, address: str, token: str) -> HttpResponse:
    figure = reading.find(edition, address) if edition else None
    if edition is None or figure is None or figure.value is None:
        raise Http404
    allowed = passes.read(request.user, token)
    with transaction.atomic():
        evidence = actions.pick_figure(request.user, figures.kept(edition, figure))
        if allowed:
            passes.cite(request.user, allowed, evidence)
    return redirect(allowed.back if allowed else evidence.get_absolute_url())
