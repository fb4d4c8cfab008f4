"""Answers as statements that evidence stands behind: what the page of a law lists, and who may cite for an answer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from durna.frameworks.texts import say
from durna.web import texts
from durna.web.governance import frameworks, reach
from durna.web.governance.models import Answer
from durna.web.numbers import whole, wholes

PREFIX = "governance/answer/"


def described(keys: list[str]) -> dict[str, tuple[str, str]]:
    """Title and address of each answer."""
    found = Answer.objects.filter(pk__in=wholes([key.removeprefix(PREFIX) for key in keys]))
    answers = found.select_related("round__framework", "institution").defer("round__framework__text")
    return {answer.key: (_title(answer), reverse("mgi-answer", args=[answer.pk])) for answer in answers}


def may_cite(user: Any, key: str) -> bool:
    """While the answer is written, whoever may write it; a reviewer looks and does not cite."""
    answer = Answer.objects.select_related("round").filter(pk=whole(key.removeprefix(PREFIX))).first()
    if answer is None or not answer.round.is_open or not answer.is_writable:
        return False
    return reach.may_write(user, answer)


def _title(answer: Answer) -> str:
    question = frameworks.parsed(answer.round.framework).by_code.get(answer.question)
    asked = say(question.text, texts.code()) if question else ""
    who = f", {answer.institution}" if answer.institution else ""
    return f"{answer.round}{who}: {answer.question} {asked}"
