"""Pages of frameworks: the versions in use, one of them with its questions, and bringing in another."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.errors import UserError
from durna.frameworks.questions import Framework, Question
from durna.frameworks.reading import as_lines, decoded
from durna.frameworks.texts import say as of_framework
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.governance import frameworks
from durna.web.governance.actions import frameworks as actions
from durna.web.governance.models import FrameworkVersion


@needs(Permission.READ_ROUNDS)
def listed(request: HttpRequest) -> HttpResponse:
    frameworks.in_use()
    return render(request, "governance/frameworks.html", {"versions": frameworks.versions()})


@needs(Permission.READ_ROUNDS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(frameworks.versions(), pk=pk)
    framework = frameworks.parsed(version)
    code = texts.code()
    domains = [
        (domain.code, of_framework(domain.title, code), [
            _shown(framework, question, code) for question in framework.of_domain(domain)
        ])
        for domain in framework.domains
    ]  # fmt: skip
    return render(request, "governance/framework.html", {
        "version": version, "framework": framework, "title": of_framework(framework.title, code), "domains": domains,
        "note": of_framework(framework.note, code), "told": [
            ("mgi-source", *_told(framework.source, code)), ("mgi-licence", *_told(framework.licence, code)),
        ],
    })  # fmt: skip


def _told(said: Mapping[str, str], code: str) -> tuple[str, str]:
    """The text, and its language where that is another than the reader's."""
    text = of_framework(said, code)
    return text, next((each for each in said if said[each] == text and code not in said), "")


def _shown(framework: Framework, question: Question, code: str) -> dict[str, str]:
    return {
        "code": question.code, "text": of_framework(question.text, code), "provenance": question.provenance,
        "scale": of_framework(framework.scale_of(question).title, code), "status": framework.status(question, code),
        "item": question.sdg_10_7_2,
    }  # fmt: skip


@needs(Permission.MANAGE_FRAMEWORKS)
def bring_in(request: HttpRequest) -> HttpResponse:
    """First what a file would change, then, when somebody has seen it, the import itself."""
    error, proposed, text, name = None, None, "", ""
    if request.method == "POST":
        try:
            text, name = _given(request)
            if "confirmed" in request.POST:
                version: FrameworkVersion = actions.bring_in(by=request.user.email, text=text, file=name)
                return redirect("mgi-framework", version.pk)
            proposed = actions.propose(text, name)
        except UserError as wrong:
            error = wrong
    return render(request, "governance/framework_import.html", {
        "error": error, "proposed": proposed, "text": text, "name": name,
        "counts": proposed.walk.counts() if proposed else {},
        "steps": [step for step in proposed.walk.steps if step.kind != "same"] if proposed else [],
    }, status=422 if error else 200)  # fmt: skip


def _given(request: HttpRequest) -> tuple[str, str]:
    """The text of the file, and its name. Raises UserError where it is none."""
    upload = request.FILES.get("file")
    if upload is None:
        return as_lines(request.POST.get("text", "")), request.POST.get("name", "")
    name = upload.name or "framework.yaml"
    return decoded(upload.read(), name), name
