"""Pages on which a file is handed in, and on which work that outlives a request is followed."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.dataroom import forms, jobs, uploads
from durna.web.dataroom.models import Job, Upload
from durna.web.dataroom.showing import Shown

_ON_A_PAGE = 50
# Who may see what became of a kind of work, and begin it again.
NEEDED = {
    "intake": Permission.DELIVER, "propose": Permission.MANAGE_DATA, "erase": Permission.MANAGE_DATA,
    "check": Permission.EXPLAIN_FINDINGS, "sign": Permission.SIGN_EDITIONS,
}  # fmt: skip


@needs(Permission.DELIVER)
def deliver(request: HttpRequest) -> HttpResponse:
    begin = {name: request.GET.get(name, "") for name in ("source", "mapping", "cut_off")}
    form = forms.Deliver(request.POST or None, request.FILES or None, initial=begin)
    error = None
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data}
        file = said.pop("file")
        try:
            job = uploads.hand_in(request.user.email, file, file.name, said.pop("source"), **said)
            return redirect("job", job.pk)
        except UserError as refused:
            error = refused
    status = 422 if error or form.errors else 200
    waiting = Upload.objects.filter(is_gone=False)[:_ON_A_PAGE] if may(request.user, Permission.MANAGE_DATA) else ()
    return render(request, "dataroom/deliver.html", {"form": form, "error": error, "waiting": waiting}, status=status)


@needs(Permission.READ_RECEIPTS)
def listed(request: HttpRequest) -> HttpResponse:
    page = Paginator(Job.objects.defer("outcome"), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "dataroom/jobs.html", {"page": page, "shown": [Shown(job) for job in page]})


@needs(Permission.READ_RECEIPTS)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a job; while it goes on, the part in the middle is asked for again and again."""
    found = get_object_or_404(Job.objects.select_related("upload"), pk=pk)
    template = "dataroom/_job.html" if getattr(request, "htmx", None) else "dataroom/job.html"
    return render(request, template, {**_acts(request, found), "job": found, "shown": Shown(found)})


@needs(Permission.READ_RECEIPTS)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Job.objects.select_related("upload"), pk=pk)
    if not _acts(request, found)["may_again"]:
        return redirect("job", pk)
    return redirect("job", jobs.again(request.user.email, found).pk)


@needs(Permission.DELIVER)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a file that was refused."""
    with transaction.atomic():
        upload = get_object_or_404(Upload.objects.select_for_update(), pk=pk, is_gone=False)
        uploads.forget(request.user.email, upload)
    return redirect("deliver")


def _acts(request: HttpRequest, found: Job) -> dict[str, Any]:
    needed = NEEDED.get(found.kind, Permission.PREPARE_EDITIONS)
    has_failed = found.state in (Job.REFUSED, Job.DIED)
    has_file = found.upload is not None and not found.upload.is_gone
    is_possible = has_file if found.kind in ("intake", "propose") else True
    is_upload = has_file and has_failed
    return {
        "may_again": has_failed and is_possible and may(request.user, needed),
        "may_map": is_upload and may(request.user, Permission.MANAGE_DATA),
        "may_drop": is_upload and may(request.user, Permission.DELIVER),
        "address": reverse("job", args=[found.pk]),
    }
