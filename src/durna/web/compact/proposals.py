"""From the assessment to the Compact: what cleared answers say of an objective, and what became of those accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from durna.frameworks.texts import say as said
from durna.web import texts
from durna.web.compact.content import tell
from durna.web.compact.models import Linked
from durna.web.evidence import citing
from durna.web.governance import cited, frameworks, settled
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import Stage, State
from durna.web.numbers import wholes


@dataclass(frozen=True)
class Proposal:
    """`asked` and `value` in the reader's language; `citations`: the evidence of the answer."""

    answer: Answer
    asked: str
    value: str
    text: str
    citations: list[Any]


@dataclass(frozen=True)
class Accepted:
    """`reason`: the message id of why somebody has to look again; empty where the text may stand."""

    linked: Linked
    answer: Answer | None
    asked: str
    reason: str


def round_in_use() -> Round | None:
    """The newest national round that is closed; while none is, the newest that has cleared answers."""
    closed = settled.last_closed()
    if closed is not None:
        return closed
    found = Round.objects.filter(level="national", answers__state=State.CLEARED).select_related("framework")
    return found.exclude(stage=Stage.PREPARING).distinct().first()


def proposed(objective: int) -> list[Proposal]:
    """The settled answers that inform an objective and that nobody has accepted for it yet."""
    source = round_in_use()
    if source is None:
        return []
    taken = set(Linked.objects.filter(objective=objective).values_list("answer", flat=True))
    answers = [one for one in settled.for_objective(source, objective) if one.key not in taken]
    evidence = citing.of_many([one.key for one in answers])
    return [
        Proposal(one, *_words(source, one), tell(one.comment), evidence.get(one.key, [])) for one in answers
    ]  # fmt: skip


def accepted(objective: int | None = None) -> list[Accepted]:
    """Those accepted for an objective, or for any; with why each has to be looked at again, if it has."""
    linked = list(Linked.objects.filter(objective=objective) if objective else Linked.objects.all())
    answers = _answers(one.answer for one in linked)
    newest = round_in_use()
    return [_accepted(one, answers.get(one.answer), newest) for one in linked]


def fingerprint(answer: Answer) -> str:
    """Of what an answer says in public: whoever changes that changes this."""
    told = [answer.value, answer.comment, str(answer.as_of or "")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def find(key: str) -> Answer | None:
    return _answers([key]).get(key)


def _answers(keys: Iterable[str]) -> dict[str, Answer]:
    found = Answer.objects.filter(pk__in=wholes([key.removeprefix(cited.PREFIX) for key in keys]))
    return {one.key: one for one in found.select_related("round__framework").defer("round__framework__text")}


def _accepted(linked: Linked, answer: Answer | None, newest: Round | None) -> Accepted:
    if answer is None:
        return Accepted(linked, None, linked.answer, "compact-answer-gone")
    reason = ""
    if answer.state != State.CLEARED:
        reason = "compact-answer-reopened"
    elif fingerprint(answer) != linked.seen:
        reason = "compact-answer-changed"
    elif newest is not None and newest.pk > answer.round_id:
        reason = "compact-answer-older-round"
    return Accepted(linked, answer, _words(answer.round, answer)[0], reason)


def _words(source: Round, answer: Answer) -> tuple[str, str]:
    """The question and the value, in the reader's language."""
    framework, code = frameworks.parsed(source.framework), texts.code()
    question = framework.by_code.get(answer.question)
    if question is None:
        return answer.question, answer.value
    value = framework.scale_of(question).values.get(answer.value)
    return f"{answer.question}: {said(question.text, code)}", said(value.title, code) if value else answer.value
