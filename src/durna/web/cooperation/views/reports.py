"""What goes out: papers, reports in a donor's form, the public pages, and the list for machines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from durna.errors import UserError
from durna.web import files, papers, texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.audit import chain
from durna.web.cooperation import donor, machines, nodes, portfolio, reports
from durna.web.cooperation.actions import templates as actions
from durna.web.cooperation.donor import shipped
from durna.web.cooperation.forms import TemplateForm
from durna.web.cooperation.models import Project, Template
from durna.web.cooperation.money_nodes import day
from durna.web.numbers import whole
from durna.web.texts import say

PER_PAGE = 50
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Permission.READ_PROJECTS)
def project_paper(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(nodes.fetched(), pk=pk)
    with papers.in_language(papers.language_asked(request)):
        paper = reports.project(held, timezone.localdate())
    back = reverse("project", args=[pk])
    return papers.respond(request, paper, papers.format_asked(request), f"project-{pk}", back)


@needs(Permission.READ_PROJECTS)
def projects_paper(request: HttpRequest) -> HttpResponse:
    asked = portfolio.found({name: request.GET.get(name, "") for name in ("q", "objective", "place")})
    base = request.GET.get("base", "EUR")
    with papers.in_language(papers.language_asked(request)):
        paper = reports.whole(asked, timezone.localdate(), base if len(base) == 3 and base.isalpha() else "EUR")
    return papers.respond(request, paper, papers.format_asked(request), "projects", reverse("projects"))


@needs(Permission.READ_PROJECTS)
def donor_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a template and days; with them, the file."""
    held = get_object_or_404(nodes.fetched(), pk=pk)
    today = timezone.localdate()
    start = day(request.GET.get("start")) or held.starts or today.replace(month=1, day=1)
    end = day(request.GET.get("end")) or min(held.ends or today, today)
    templates = Template.objects.select_related("donor")
    context: dict[str, Any] = {"project": held, "templates": templates, "start": start, "end": end}
    if "template" not in request.GET:
        return render(request, "cooperation/donor.html", context)
    try:
        return _filled(request, held, start, max(start, end), today)
    except UserError as error:
        return render(request, "cooperation/donor.html", {**context, "error": error}, status=422)


def _filled(request: HttpRequest, held: Any, start: date, end: date, today: date) -> HttpResponse:
    language = papers.language_asked(request)
    chosen = request.GET["template"]
    if (number := whole(chosen)) is not None:
        template = get_object_or_404(Template.objects.select_related("stored"), pk=number)
        kind, content = template.stored.name.rpartition(".")[2].lower(), files.path(template.stored).read_bytes()
    else:
        kind, content = "docx", shipped.word(language)
    made = donor.fill(content, kind, donor.values(held, language, start, end, today))
    chain.record(request.user.email, "donor-report-made", held.key, kind=chain.LOOK, template=chosen)
    answer = HttpResponse(made, content_type=_KINDS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="report-{held.pk}-{start}-{end}-{language}.{kind}"'
    return answer


@needs(Permission.MANAGE_PROJECTS)
def templates(request: HttpRequest) -> HttpResponse:
    if request.GET.get("template") == "shipped":
        answer = HttpResponse(shipped.word(texts.code()), content_type=_KINDS["docx"])
        answer.headers["Content-Disposition"] = f'attachment; filename="report-{texts.code()}.docx"'
        return answer
    form = TemplateForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form, "single": donor.SINGLE, "lists": donor.LISTS.items()}
    if request.method == "POST" and (removed := whole(request.POST.get("remove"))) is not None:
        actions.take_away_template(by=request.user, template=get_object_or_404(Template, pk=removed))
        return redirect("donor_templates")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.take_template(by=request.user, name=told["name"], donor=told["donor"], upload=told["file"])
            return redirect("donor_templates")
        except UserError as error:
            shown["error"] = error
    shown["templates"] = Template.objects.select_related("donor", "stored")
    is_wrong = request.method == "POST" and (bool(form.errors) or "error" in shown)
    return render(request, "cooperation/templates.html", shown, status=422 if is_wrong else 200)


@needs(Permission.READ_PUBLISHED)
def published(request: HttpRequest) -> HttpResponse:
    found = portfolio.found({"q": request.GET.get("q", "")}, public_only=True)
    page = portfolio.page(list(found.values_list("pk", flat=True)), request.GET.get("page"), PER_PAGE)
    rows = portfolio.rows(page.object_list, timezone.localdate(), set())
    return render(request, "cooperation/published.html", {"page": page, "rows": rows, "q": request.GET.get("q", "")})


@needs(Permission.READ_PUBLISHED)
def published_project(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(nodes.fetched(Project.objects.filter(is_public=True)), pk=pk)
    with papers.in_language(papers.language_asked(request)):
        paper = reports.project(held, timezone.localdate(), is_public=True)
    name = f"project-{held.pk}"
    return papers.respond(request, paper, papers.format_asked(request), name, reverse("published_projects"))


@needs(Permission.READ_PUBLISHED)
def published_list(request: HttpRequest) -> HttpResponse:
    """All public projects for programs, and the same in the standard with `format=iati`."""
    held = Project.objects.filter(is_public=True)
    today = timezone.localdate()
    if request.GET.get("format") == "iati":
        return HttpResponse(machines.iati(held, today), content_type="application/xml")
    return JsonResponse({"projects": machines.listed(held, today), "note": say("coop-machine-note")})
