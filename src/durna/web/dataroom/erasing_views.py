"""Pages of retention and erasure: what is kept for how long, what is past its time, and what was erased."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from durna.store.erasing import tombstones as every_tombstone
from durna.store.records import Records
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.dataroom import erasing, forms, jobs
from durna.web.dataroom.models import Retention
from durna.web.served import workspace
from durna.web.versioned import ChangedMeanwhile, seen_in

_ON_A_PAGE = 50


@needs(Permission.MANAGE_DATA)
def retention(request: HttpRequest) -> HttpResponse:
    kept = forms.Kept(request.POST if "keep" in request.POST else None)
    delivery = forms.EraseDelivery(
        request.POST if "erase" in request.POST else None, initial={"delivery": request.GET.get("delivery", "")}
    )
    person = forms.ErasePerson(request.POST if "person" in request.POST else None)
    by, error = request.user.email, None
    if kept.is_bound and kept.is_valid():
        try:
            erasing.keep_for(
                by, **kept.cleaned_data, seen=seen_in(request.POST, f"version of {kept.cleaned_data['source']}")
            )
            return redirect("retention")
        except ChangedMeanwhile as refused:
            error = refused
    if delivery.is_bound and delivery.is_valid():
        told = delivery.cleaned_data
        return redirect("job", jobs.begin(
            by, "erase", told["delivery"], delivery=told["delivery"], reason=told["reason"]
        ).pk)  # fmt: skip
    if person.is_bound and person.is_valid():
        told = person.cleaned_data
        return redirect("job", erasing.ask_for_person(by, told["pseudonym"], told["reason"]).pk)
    rules = list(Retention.objects.all())
    land = workspace()
    found = erasing.overdue(Records(land).receipts(), rules, every_tombstone(land), timezone.localdate())
    return render(request, "dataroom/retention.html", {
        "rules": rules, "overdue": found[:_ON_A_PAGE], "more": max(0, len(found) - _ON_A_PAGE), "kept": kept,
        "delivery": delivery, "person": person, "error": error,
    }, status=422 if error or kept.errors or delivery.errors or person.errors else 200)  # fmt: skip


@needs(Permission.READ_RECEIPTS)
def tombstones(request: HttpRequest) -> HttpResponse:
    found = sorted(every_tombstone(workspace()), key=lambda stone: stone.number, reverse=True)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "dataroom/tombstones.html", {"page": page})
