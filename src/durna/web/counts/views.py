"""Pages of cross-tables of records: asking, and the answer with what was done to protect it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from durna.errors import UserError
from durna.publish.language import Language
from durna.sources import contract
from durna.store.records import Records
from durna.web import papers, texts
from durna.web.access.permissions import Permission
from durna.web.access.routes import needs
from durna.web.counts import actions, offered, tables
from durna.web.counts.counting import Question
from durna.web.counts.models import Answer
from durna.web.served import workspace
from durna.web.texts import say

_ON_A_PAGE = 50


# What is counted takes a while: the database is not held meanwhile.
@needs(Permission.COUNT_RECORDS)
@transaction.non_atomic_requests
def counts(request: HttpRequest) -> HttpResponse:
    language, records = texts.language(texts.code()), Records(workspace())
    names = offered.sources(records)
    told = request.POST or request.GET
    source = told.get("source", "") if told.get("source", "") in names else next(iter(names), "")
    error = None
    if request.method == "POST":
        try:
            answer = actions.ask(by=request.user, workspace=workspace(), question=_question(request, source))
            return redirect("counts_answer", pk=answer.pk)
        except UserError as refused:
            error = refused
    listed = Answer.objects.select_related("asked_by").defer("cells", "figures")
    page = Paginator(listed, _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "counts/counts.html", {
        "sources": names, "source": source, "fields": offered.titled(source, language) if source else [],
        "years": offered.years(records, source) if source else [], "error": error, "told": told,
        "page": page, "answers": [(each, _by(each, language)) for each in page], "places": _places(told),
    }, status=422 if error else 200)  # fmt: skip


def _places(told: object) -> list[tuple[str, str, bool]]:
    """The three lists of fields: name, label and whether one must be chosen; with what was chosen."""
    return [(name, told.get(name, ""), name != "third") for name in ("rows", "columns", "third")]


def _question(request: HttpRequest, source: str) -> Question:
    year = request.POST.get("year", "")
    chosen = [request.POST.get(name, "") for name in ("rows", "columns", "third")]
    return Question(source, tuple(filter(None, chosen)), int(year) if year.isdecimal() and len(year) == 4 else 0)


@needs(Permission.COUNT_RECORDS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Answer, pk=pk)
    actions.look(by=request.user, answer=found)
    language = texts.language(texts.code())
    made = tables.crossed(found, actions.figures(found), language)
    title = _title(found, language)
    notes = _notes(found)
    if "format" in request.GET:
        document = tables.paper(found, made, language, title, notes)
        return papers.respond(request, document, request.GET["format"], f"counts-{found.pk}")
    return render(request, "counts/answer.html", {"answer": found, "title": title, "tables": made, "notes": notes})


def _title(found: Answer, language: Language) -> str:
    return language.divided(language.of(contract.load(found.source).title), _names(found, language))


def _by(found: Answer, language: Language) -> str:
    return language.listed(language.uncapital(name) for name in _names(found, language))


def _names(found: Answer, language: Language) -> list[str]:
    return [tables.named(name, found.source, language) for name in found.fields]


def _notes(found: Answer) -> list[str]:
    """What was done, by the policy under which it was answered."""
    policy = found.protection
    return [
        say(f"counts-by-{policy['method']}", base=policy["base"], threshold=policy["threshold"]),
        say("counts-beside"), say("counts-records"),
    ]  # fmt: skip
