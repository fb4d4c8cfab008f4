"""Pages of what the checks found: whose it is, what it says, and what was answered."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from durna.errors import UserError
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.dataroom import finding_actions, jobs, words
from durna.web.dataroom.forms import Explain
from durna.web.dataroom.models import Job
from durna.web.texts import say

_ON_A_PAGE = 50
_SEVERITIES = ("severe", "warning", "note")
_STATES = ("unexplained", "changed", "expired", "explained")


@needs(Permission.EXPLAIN_FINDINGS)
def findings(request: HttpRequest) -> HttpResponse:
    """Of the last check of everything that is known; a button asks for a new one."""
    if request.method == "POST":
        return redirect("job", jobs.begin(request.user.email, "check", "").pk)
    job = Job.objects.filter(kind="check", state=Job.DONE).first()
    return _page(request, job, "dataroom/findings.html", {})


@needs(Permission.EXPLAIN_FINDINGS)
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding of a check, and the form of its answer."""
    job = Job.objects.filter(pk=pk).first()
    wanted = request.GET.get("finding", "")
    known = {one["id"]: one for one in (job.outcome.get("findings", ()) if job else ())}
    found = known.get(wanted)
    form, error = Explain(request.POST or None), None
    if request.method == "POST" and found is not None and form.is_valid():
        try:
            finding_actions.explain(request.user, pk, wanted, **form.cleaned_data)
            return redirect(_back(job))
        except UserError as refused:
            error = refused
    return render(request, "dataroom/explain.html", {
        "finding": found and shown(found), "form": form, "error": error, "back": _back(job),
    }, status=404 if found is None else 422 if error or form.errors else 200)  # fmt: skip


def _back(job: Job | None) -> str:
    edition = job.outcome.get("edition") if job else None
    return reverse("edition_findings", args=[edition]) if edition else reverse("findings")


def _page(request: HttpRequest, job: Job | None, template: str, also: dict[str, Any]) -> HttpResponse:
    every = job.outcome["findings"] if job else []
    severity, owner = request.GET.get("severity", ""), request.GET.get("owner", "")
    wanted = [one for one in every if severity in ("", one["severity"]) and owner in ("", one["owner"])]
    wanted.sort(key=lambda one: (_SEVERITIES.index(one["severity"]), _STATES.index(one["state"])))
    page = Paginator(wanted, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, template, {
        **also, "job": job, "page": page, "findings": [shown(one) for one in page], "severity": severity,
        "severities": [(name, say(f"severity-{name}")) for name in _SEVERITIES], "owner": owner,
        "owners": sorted({(one["owner"], words.institution(one["owner"])) for one in every if one["owner"]}),
        "open": sum(one["severity"] == "severe" and one["state"] != "explained" for one in every),
    })  # fmt: skip


of_job = _page


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """A finding in the reader's language."""
    language = texts.language(texts.code())
    answer = found["answer"]
    return {
        "id": found["id"], "text": language.of(found["text"]), "severity": say(f"severity-{found['severity']}"),
        "is_severe": found["severity"] == "severe", "state": say(f"finding-state-{found['state']}"),
        "owner": words.institution(found["owner"]) if found["owner"] else "", "count": found["count"],
        "places": [(each["delivery_id"], each["row_no"]) for each in found["sample"]],
        "answer": answer and {**answer, "reason": language.of(answer["reason"])},
    }  # fmt: skip
