"""Pages on which editions are prepared: frozen, checked, published in the house, signed, compared."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.editions import folder, freeze, keys
from durna.editions.folder import Edition
from durna.errors import UserError
from durna.indicators.definition import catalogue
from durna.publish.editions import documents
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import may
from durna.web.access.routes import needs
from durna.web.dataroom import edition_actions, finding_views, forms, jobs
from durna.web.dataroom.models import Job
from durna.web.dataroom.showing import Shown
from durna.web.explorer import vouched
from durna.web.served import workspace
from durna.web.texts import say

_KINDS = ("freeze", "check-edition", "publish", "sign", "correct")


@needs(Permission.PREPARE_EDITIONS)
def prepared(request: HttpRequest) -> HttpResponse:
    """Every edition, the newest freeze first, and the form of a new one."""
    form, error = forms.Freeze(request.POST if "freeze" in request.POST else None), None
    pair = forms.Pair(request.POST if "compare" in request.POST else None)
    by = request.user.email
    if request.method == "POST":
        try:
            if form.is_bound and form.is_valid():
                as_of = form.cleaned_data["as_of"]
                job = edition_actions.freeze(by, form.cleaned_data["name"], as_of.isoformat() if as_of else "")
                return redirect("job", job.pk)
            if pair.is_bound and pair.is_valid():
                told = pair.cleaned_data
                return redirect("job", jobs.begin(by, "compare", f"{told['old']} – {told['new']}", **told).pk)
        except UserError as refused:
            error = refused
    every = [(one, freeze.read(one), _state(one)) for one in folder.every(workspace())]
    every.sort(key=lambda one: one[1].recorded, reverse=True)
    return render(request, "dataroom/editions.html", {
        "form": form, "pair": pair, "error": error, "editions": every, "may_compare": len(every) > 1,
    }, status=422 if error or form.errors or pair.errors else 200)  # fmt: skip


@needs(Permission.PREPARE_EDITIONS)
def one(request: HttpRequest, name: str) -> HttpResponse:
    """Where an edition stands, what may be done with it next, and the deliveries that it was made from."""
    edition, error = _find(name), None
    publishing = forms.Publish(request.POST if "publish" in request.POST else None)
    signing = forms.Sign(request.POST if "sign" in request.POST else None)
    correcting = forms.Correct(
        request.POST if "correct" in request.POST else None, initial={"figures": request.GET.get("figure", "")}
    )
    if request.method == "POST":
        try:
            made = _asked(request, edition, publishing, signing, correcting)
            if made is not None:
                return made
        except UserError as refused:
            error = refused
    work = list(Job.objects.defer("outcome").filter(kind__in=_KINDS, about=name)[:10])
    checked = Job.objects.filter(kind="check-edition", about=name, state=Job.DONE).first()
    return render(request, "dataroom/edition.html", {
        "edition": edition, "freeze": freeze.read(edition), "state": _state(edition), "error": error,
        "published": documents.published(edition), "publishing": publishing, "signing": signing,
        "work": [Shown(job) for job in work], "checked": checked, "key": _key(),
        "may_sign": may(request.user, Permission.SIGN_EDITIONS), "correcting": correcting,
        "corrected": vouched.corrected(edition),
    }, status=422 if error or publishing.errors or signing.errors or correcting.errors else 200)  # fmt: skip


@needs(Permission.PREPARE_EDITIONS)
def findings(request: HttpRequest, name: str) -> HttpResponse:
    edition = _find(name)
    job = Job.objects.filter(kind="check-edition", about=name, state=Job.DONE).first()
    return finding_views.of_job(request, job, "dataroom/findings.html", {"edition": edition})


@needs(Permission.PREPARE_EDITIONS)
def compared(request: HttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(Job, pk=pk, kind="compare", state=Job.DONE)
    changes = [
        {
            **one, "title": _title(one["indicator"]),
            "period": f"{one['period_start']}..{one['period_end']}", "said": say(f"change-{one['change']}"),
            "broken_down": ", ".join(one["dimensions"].values()),
        }
        for one in job.outcome["changed"]
    ]  # fmt: skip
    counts = [(say(f"change-{kind}"), count) for kind, count in job.outcome["counts"].items()]
    return render(request, "dataroom/compared.html", {"job": job, "counts": counts, "changes": changes})


def _asked(
    request: HttpRequest, edition: Edition, publishing: Any, signing: Any, correcting: Any
) -> HttpResponse | None:
    by, name = request.user.email, edition.name
    if "check" in request.POST:
        return redirect("job", jobs.begin(by, "check-edition", name, name=name).pk)
    if "discard" in request.POST:
        edition_actions.discard(by, name)
        return redirect("prepared_editions")
    if publishing.is_bound and publishing.is_valid():
        return redirect("job", jobs.begin(by, "publish", name, name=name, **publishing.cleaned_data).pk)
    if signing.is_bound and signing.is_valid() and may(request.user, Permission.SIGN_EDITIONS):
        return redirect("job", jobs.begin(by, "sign", name, name=name, signer=signing.cleaned_data["signer"]).pk)
    if correcting.is_bound and correcting.is_valid() and may(request.user, Permission.SIGN_EDITIONS):
        told = correcting.cleaned_data
        asked = {"reason": told["reason"], "figures": _lines(told["figures"]), "signer": told["signer"]}
        return redirect("job", jobs.begin(by, "correct", name, name=name, **asked).pk)
    return None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _title(indicator: str) -> str:
    known = catalogue().get(indicator)
    return texts.language(texts.code()).of(known.title) if known else indicator


def _find(name: str) -> Edition:
    try:
        return folder.existing(workspace(), name)
    except UserError:
        raise Http404 from None


def _state(edition: Edition) -> str:
    state = "signed" if edition.is_signed else "published" if edition.documents.is_dir() else "frozen"
    return say(f"edition-state-{state}")


def _key() -> str:
    """The fingerprint of the key that the workspace signs with; nothing where there is none that can be used."""
    try:
        return keys.fingerprint(keys.secret(workspace().signing_key_file).public_key())
    except UserError:
        return ""
