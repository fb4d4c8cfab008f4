"""Pages of an answer: reading it beside the others, writing it, reviewing it, its history."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from durna.errors import UserError
from durna.frameworks.texts import say as of_framework
from durna.web import texts
from durna.web.access.permissions import Permission
from durna.web.access.policy import is_limited, may
from durna.web.access.routes import needs
from durna.web.governance import forms, frameworks, reach
from durna.web.governance.actions import answers as actions
from durna.web.governance.models import Answer, Hold, Remark
from durna.web.governance.states import Step
from durna.web.numbers import whole
from durna.web.versioned import ChangedMeanwhile, seen_in


@needs(Permission.READ_ROUNDS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, reach.answer_of(request.user, pk))


def _page(request: HttpRequest, answer: Answer, error: UserError | None = None) -> HttpResponse:
    user = request.user
    is_open = answer.round.is_open
    every = not is_limited(user, Permission.READ_ROUNDS)
    hold = Hold.objects.select_related("holder").filter(answer=answer).first()
    beside = _beside(answer) if every else []
    return render(request, "governance/answer.html", {
        **_asked(answer), "error": error, "beside": beside,
        "hold": hold if hold and hold.is_running else None,
        "may_write": is_open and answer.is_writable and reach.may_write(user, answer),
        "may_review": is_open and may(user, Permission.REVIEW_ANSWERS),
        "may_agree": is_open and may(user, Permission.COORDINATE_ROUNDS) and _is_to_agree(answer, beside),
        "remarks": list(answer.remarks.filter(replies_to=None).select_related("by").prefetch_related("replies__by")),
        "revisions": answer.revisions.count(),
    }, status=409 if error else 200)  # fmt: skip


def _asked(answer: Answer) -> dict[str, Any]:
    framework = frameworks.parsed(answer.round.framework)
    question = framework.by_code[answer.question]
    code = texts.code()
    return {
        "answer": answer, "round": answer.round, "framework": framework, "question": question,
        "text": of_framework(question.text, code), "domain": of_framework(framework.domain_of(question).title, code),
        "sub_domain": of_framework(framework.sub_domains[question.sub_domain].title, code),
        "translation": framework.status(question, code),
        "value": framework.value_text(question, answer.value, code) if answer.value else "",
        "evidence": [of_framework(framework.evidence_types[each], code) for each in question.evidence
                     if each in framework.evidence_types],
        "before": _before(answer), "statement": answer.key,
    }  # fmt: skip


def _before(answer: Answer) -> dict[str, str] | None:
    """The answer of the round before, which this one was carried from."""
    if answer.carried_from_id is None:
        return None
    earlier = Answer.objects.select_related("round__framework", "institution").get(pk=answer.carried_from_id)
    framework = frameworks.parsed(earlier.round.framework)
    question = framework.by_code[earlier.question]
    value = framework.value_text(question, earlier.value, texts.code())
    return {"round": str(earlier.round), "value": value, "text": earlier.text, "pk": str(earlier.pk)}


def _beside(answer: Answer) -> list[tuple[Answer, str]]:
    """The other answers to the same question, the agreed one first."""
    framework = frameworks.parsed(answer.round.framework)
    others = Answer.objects.filter(round=answer.round_id, question=answer.question).exclude(pk=answer.pk)
    found = sorted(others.select_related("institution"), key=lambda each: not each.is_agreed)
    question = framework.by_code[answer.question]
    return [(each, framework.value_text(question, each.value, texts.code()) if each.value else "") for each in found]


def _is_to_agree(answer: Answer, beside: list[tuple[Answer, str]]) -> bool:
    return not answer.is_agreed and bool(beside) and not any(each.is_agreed for each, _ in beside)


@needs(Permission.ANSWER_QUESTIONS)
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    answer = _writable(request, pk)
    try:
        actions.take(by=request.user, answer=answer)
    except UserError as wrong:
        return _page(request, answer, wrong)
    if request.htmx:  # the page of somebody who goes on writing says so from time to time
        return HttpResponse(status=204)
    return redirect("mgi-answer-write", pk)


@needs(Permission.ANSWER_QUESTIONS)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    answer = _writable(request, pk)
    holds = Hold.objects.filter(answer=answer, holder=request.user).first()
    if request.method != "POST":
        if holds is None or not holds.is_running:
            return redirect("mgi-answer", pk)
        return _form(request, answer, _bound(answer, initial=forms.of_answer(answer)))
    if request.POST.get("do") == "leave":
        actions.let_go(by=request.user, answer=answer)
        return redirect("mgi-answer", pk)
    form = _bound(answer, request.POST)
    if not form.is_valid():
        return _form(request, answer, form, status=422)
    try:
        _save(request, answer, form)
    except UserError as wrong:
        return _form(request, reach.answer_of(request.user, pk), form, wrong, status=409)
    return redirect("mgi-answer", pk)


def _save(request: HttpRequest, answer: Answer, form: forms.AnswerForm) -> None:
    saved = actions.save(by=request.user, answer=answer, content=form.content(), seen=seen_in(request.POST))
    if request.POST.get("do") == "submit":
        actions.submit(by=request.user, answer=saved, seen=saved.version)
    else:
        actions.let_go(by=request.user, answer=saved)


def _bound(answer: Answer, data: Any = None, initial: dict[str, Any] | None = None) -> forms.AnswerForm:
    framework = frameworks.parsed(answer.round.framework)
    question = framework.by_code[answer.question]
    return forms.AnswerForm(data, initial=initial, framework=framework, question=question, is_agreed=answer.is_agreed)


def _form(
    request: HttpRequest, answer: Answer, form: forms.AnswerForm, error: UserError | None = None, status: int = 200
) -> HttpResponse:
    """The form with what was typed; beside it, where somebody else saved meanwhile, what stands now."""
    return render(request, "governance/answer_write.html", {
        **_asked(answer), "form": form, "error": error, "version": answer.version,
        "is_changed": isinstance(error, ChangedMeanwhile), "is_late": isinstance(error, actions.RoundClosed),
    }, status=status)  # fmt: skip


def _writable(request: HttpRequest, pk: int) -> Answer:
    answer = reach.answer_of(request.user, pk)
    if not reach.may_write(request.user, answer):
        raise PermissionDenied
    return answer


@needs(Permission.ANSWER_QUESTIONS)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it over as it stands: also how a round that follows another confirms that nothing has changed."""
    answer = _writable(request, pk)
    try:
        actions.submit(by=request.user, answer=answer, seen=seen_in(request.POST))
    except UserError as wrong:
        return _page(request, reach.answer_of(request.user, pk), wrong)
    return redirect("mgi-answer", pk)


@needs(Permission.REVIEW_ANSWERS)
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    answer = reach.answer_of(request.user, pk)
    seen = seen_in(request.POST)
    try:
        if request.POST.get("do") == Step.CLEAR:
            actions.clear(by=request.user, answer=answer, seen=seen)
        else:
            actions.give_back(by=request.user, answer=answer, text=request.POST.get("text", ""), seen=seen)
    except UserError as wrong:
        return _page(request, reach.answer_of(request.user, pk), wrong)
    return redirect("mgi-answer", pk)


@needs(Permission.READ_ROUNDS)
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    answer = reach.answer_of(request.user, pk)
    number = whole(request.POST.get("replies_to"))
    first = get_object_or_404(Remark, pk=number, answer=answer) if number is not None else None
    try:
        actions.remark(by=request.user, answer=answer, text=request.POST.get("text", ""), replies_to=first)
    except UserError as wrong:
        return _page(request, answer, wrong)
    return redirect("mgi-answer", pk)


@needs(Permission.COORDINATE_ROUNDS)
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    follows = reach.answer_of(request.user, pk)
    if follows.is_agreed:
        raise Http404
    try:
        made = actions.agree(by=request.user, found=follows.round, question=follows.question, follows=follows)
    except UserError as wrong:
        return _page(request, follows, wrong)
    return redirect("mgi-answer", made.pk)


@needs(Permission.READ_ROUNDS)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    answer = reach.answer_of(request.user, pk)
    asked = _asked(answer)
    framework, question = asked["framework"], asked["question"]
    revisions = [
        (each, framework.value_text(question, each.value, texts.code()) if each.value else "")
        for each in answer.revisions.select_related("by")
    ]
    return render(request, "governance/history.html", {**asked, "revisions": revisions})
