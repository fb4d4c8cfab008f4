"""Answers and questions as rows of pages. Each function looks once, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from durna.frameworks.questions import Framework, Question
from durna.frameworks.texts import say
from durna.web import texts
from durna.web.accounts.models import Institution
from durna.web.evidence import citing
from durna.web.governance.models import Answer, Hold, Round
from durna.web.numbers import whole


@dataclass(frozen=True)
class Row:
    answer: Answer
    text: str
    value: str
    sources: int
    flag: str  # the message id of why somebody has to look again
    held_by: str


@dataclass(frozen=True)
class ToAssign:
    question: Question
    text: str
    suggested: str
    is_assigned: bool
    others: str


def of(answers: Iterable[Answer], framework: Framework) -> list[Row]:
    held = list(answers)
    citations = citing.of_many([answer.key for answer in held])
    holds = {
        hold.answer_id: hold.holder.name
        for hold in Hold.objects.select_related("holder").filter(answer__in=held)
        if hold.is_running
    }
    return [_row(answer, framework, citations.get(answer.key, []), holds.get(answer.pk, "")) for answer in held]


def _row(answer: Answer, framework: Framework, citations: list, holder: str) -> Row:
    question = framework.by_code[answer.question]
    flags = filter(None, map(citing.needs_review, citations))
    return Row(
        answer, say(question.text, texts.code()),
        framework.value_text(question, answer.value, texts.code()) if answer.value else "",
        len(citations), next(flags, ""), holder,
    )  # fmt: skip


def chosen(
    answers: QuerySet[Answer], framework: Framework, *, domain: str, state: str, institution: str, flag: str
) -> QuerySet[Answer]:
    """In the order of the framework's codes, those that a reader's choices let through."""
    if state:
        answers = answers.filter(state=state)
    if institution == "agreed":
        answers = answers.filter(institution=None)
    elif (number := whole(institution)) is not None:
        answers = answers.filter(institution=number)
    if domain:
        of_domain = [each.code for each in framework.questions if framework.domain_of(each).code == domain]
        answers = answers.filter(question__in=of_domain)
    if flag:
        answers = answers.filter(pk__in=_flagged(answers))
    return answers.order_by("question", "institution__name", "pk")


def _flagged(answers: QuerySet[Answer]) -> list[int]:
    keys = {f"governance/answer/{pk}": pk for pk in answers.values_list("pk", flat=True)}
    found = citing.flagged_among(keys)
    return [keys[key] for key in found]


def to_assign(
    framework: Framework, found: Round, institution: Institution | None
) -> list[tuple[str, str, list[ToAssign]]]:
    """By domain: its code, its title, its questions."""
    who: dict[str, list[tuple[int, str]]] = {}
    for code, pk, name in found.answers.filter(institution__isnull=False).values_list(
        "question", "institution", "institution__name"
    ):
        who.setdefault(code, []).append((pk, name))
    mine = institution.pk if institution else 0
    return [
        (domain.code, say(domain.title, texts.code()), [
            _to_assign(framework, each, who.get(each.code, []), mine)
            for each in framework.of_domain(domain) if found.level == "national" or each.local
        ])
        for domain in framework.domains
    ]  # fmt: skip


def _to_assign(framework: Framework, question: Question, who: list[tuple[int, str]], mine: int) -> ToAssign:
    code = texts.code()
    names = [say(framework.institutions[each], code) for each in question.respondents if each in framework.institutions]
    return ToAssign(
        question, say(question.text, code), ", ".join(names), any(pk == mine for pk, _ in who),
        ", ".join(name for pk, name in who if pk != mine),
    )  # fmt: skip


def titles(framework: Framework) -> list[tuple[str, str]]:
    return [(domain.code, say(domain.title, texts.code())) for domain in framework.domains]


def institutions(found: Round) -> list[tuple[int, str]]:
    asked = found.answers.filter(institution__isnull=False).order_by("institution__name")
    return list(asked.values_list("institution", "institution__name").distinct())
