"""Pages of what came in: every delivery with its receipt."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from durna.store.records import Records
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.served import workspace

_ON_A_PAGE = 50


@needs(Permission.READ_RECEIPTS)
def receipts(request: HttpRequest) -> HttpResponse:
    found = sorted(Records(workspace()).receipts(), key=lambda receipt: receipt.recorded_at, reverse=True)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "dataroom/receipts.html", {"page": page})


@needs(Permission.READ_RECEIPTS)
def receipt(request: HttpRequest, delivery: str) -> HttpResponse:
    found = next((one for one in Records(workspace()).receipts() if one.delivery_id == delivery), None)
    if found is None:
        raise Http404
    chain.record(request.user.email, "receipt-read", delivery, kind=chain.LOOK)
    return render(request, "dataroom/receipt.html", {"receipt": found})
