"""Pages of what came in: every delivery with its receipt, its rejected rows and their way back."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from durna.errors import UserError
from durna.store.erasing import tombstones
from durna.store.receipts import Receipt
from durna.store.records import Records
from durna.store.tombstones import Tombstone
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.dataroom import forms, rejected, uploads, words
from durna.web.dataroom.models import Correction
from durna.web.numbers import whole
from durna.web.served import workspace

_ON_A_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.READ_RECEIPTS)
def receipts(request: HttpRequest) -> HttpResponse:
    found = sorted(Records(workspace()).receipts(), key=lambda receipt: receipt.recorded_at, reverse=True)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "dataroom/receipts.html", {"page": page})


@needs(Permission.READ_RECEIPTS)
def receipt(request: HttpRequest, delivery: str) -> HttpResponse:
    every = {one.delivery_id: one for one in Records(workspace()).receipts()}
    found = every.get(delivery)
    if found is None:
        raise Http404
    form, error = forms.Corrected(request.POST or None, request.FILES or None), None
    if request.method == "POST" and may(request.user, Permission.DELIVER) and form.is_valid():
        try:
            return _take_back(request, found, form.cleaned_data["corrected"])
        except UserError as refused:
            error = refused
    chain.record(request.user.email, "receipt-read", delivery, kind=chain.LOOK)
    contract = words.contract_of(found.source)
    return render(request, "dataroom/receipt.html", {
        "receipt": found, "form": form, "error": error,
        "reasons": [(words.reason(contract, code), count) for code, count in found.reasons.items()],
        "flags": [(words.reason(contract, code), count) for code, count in found.flags.items()],
        "unknown": [
            (name, words.field(contract, name), list(codes.items())) for name, codes in found.unknown_codes.items()
        ],
        **_linked(delivery, every),
        "erased": [_erased(one) for one in tombstones(workspace()) if one.delivery_id == delivery],
    }, status=422 if error or form.errors else 200)  # fmt: skip


@needs(Permission.READ_RECEIPTS)
def rejected_rows(request: HttpRequest, delivery: str) -> HttpResponse:
    found, error = _find(delivery), None
    contract = words.contract_of(found.source)
    number = whole(request.GET.get("page")) or 1
    # No file has as many rows as a billion pages show.
    start = (min(number, 10**9) - 1) * _ON_A_PAGE
    try:
        # One more than is shown tells whether there is a next page; the file may be long.
        some = list(islice(rejected.rows(workspace(), found), start, start + _ON_A_PAGE + 1))
    except UserError as refused:
        some, error = [], refused
    shown = some[:_ON_A_PAGE]
    columns = [name for name in (shown[0].cells if shown else ()) if any(row.cells[name] for row in shown)]
    chain.record(request.user.email, "rejected-rows-read", delivery, kind=chain.LOOK, page=start // _ON_A_PAGE + 1)
    return render(request, "dataroom/rejected.html", {
        "receipt": found, "error": error, "heads": [words.field(contract, name) for name in columns],
        "rows": [
            (row.row_no, words.reason(contract, row.reason), [row.cells[name] for name in columns]) for row in shown
        ],
        "before": start // _ON_A_PAGE, "after": start // _ON_A_PAGE + 2 if len(some) > _ON_A_PAGE else None,
    })  # fmt: skip


@needs(Permission.DELIVER)
def rejected_workbook(request: HttpRequest, delivery: str) -> HttpResponse:
    """What the institution gets: its own rows, by number."""
    found = _find(delivery)
    if not found.rejected:
        raise Http404
    try:
        content = rejected.workbook(workspace(), found)
    except UserError as error:
        return render(request, "dataroom/rejected.html", {"receipt": found, "error": error}, status=422)
    chain.record(request.user.email, "rejected-rows-sent", delivery, kind=chain.LOOK, rows=found.rejected)
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{found.delivery_id}.xlsx"'
    return response


def _take_back(request: HttpRequest, found: Receipt, file: object) -> HttpResponse:
    name = rejected.mapping_for_corrections(workspace(), found)
    job = uploads.hand_in(
        request.user.email, file, file.name, found.source, mapping=name, supplements=True,  # type: ignore[attr-defined]
        corrects=found.delivery_id,
    )  # fmt: skip
    return redirect("job", job.pk)


def _linked(delivery: str, every: dict[str, Receipt]) -> dict[str, list[Receipt]]:
    """The delivery whose rejected rows this one brought back, and those that brought back this one's."""
    found = list(Correction.objects.filter(Q(first=delivery) | Q(second=delivery)))
    return {
        "corrects": [every[one.first] for one in found if one.second == delivery and one.first in every],
        "corrected_by": [every[one.second] for one in found if one.first == delivery and one.second in every],
    }


def _erased(stone: Tombstone) -> str:
    when = texts.language(texts.code()).day(datetime.fromisoformat(stone.at).date())
    return texts.say("receipt-erased", records=stone.records, day=when, reason=stone.reason, by=stone.by)


def _find(delivery: str) -> Receipt:
    found = next((one for one in Records(workspace()).receipts() if one.delivery_id == delivery), None)
    if found is None:
        raise Http404
    return found
