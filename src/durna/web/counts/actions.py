"""Ask for a cross-table: counted and protected first, then written down together with the entry in the audit."""

from __future__ import annotations

import hashlib
import json
from threading import Lock

from django.db import transaction

from durna.editions import kept
from durna.indicators.figures import Figure
from durna.store.records import Records
from durna.web.accounts.models import User
from durna.web.audit import chain
from durna.web.counts import counting, offered
from durna.web.counts.counting import Counted, Question
from durna.web.counts.models import Answer
from durna.web.refusals import refusal
from durna.workspace import Workspace

FEWEST_FIELDS, MOST_FIELDS = 2, 3
_ONE_AT_A_TIME = Lock()
_TRIES = 3


def ask(*, by: User, workspace: Workspace, question: Question) -> Answer:
    """The answer that was given before, where nothing has changed since; else a new one, safe beside all before.

    Every question is written down as a look. Raises UserError for what may not be asked, or cannot be told safely.
    """
    records = Records(workspace)
    _refuse(records, question)
    known = _known(workspace, records, question)
    with _ONE_AT_A_TIME:
        for _ in range(_TRIES):
            answer = _given(by, known) or _new(by, workspace, question, known)
            if answer is not None:
                return answer
    raise refusal("counts-busy")


def look(*, by: User, answer: Answer) -> None:
    chain.record(by.email, "counts-read", _about(answer), kind=chain.LOOK)


def figures(answer: Answer) -> list[Figure]:
    """What was told, as it was told."""
    return [kept.decode(line.encode()) for line in answer.figures.splitlines()]


def _refuse(records: Records, question: Question) -> None:
    if question.source not in offered.sources(records):
        raise refusal("counts-no-source")
    if question.year not in offered.years(records, question.source):
        raise refusal("counts-no-year")
    strange = set(question.fields) - set(offered.fields(question.source))
    if strange or not FEWEST_FIELDS <= len(set(question.fields)) <= MOST_FIELDS:
        raise refusal("counts-no-fields", fewest=FEWEST_FIELDS, most=MOST_FIELDS)


def _known(workspace: Workspace, records: Records, question: Question) -> str:
    """Equal for the same question of the same records under the same policy."""
    deliveries = sorted(each.delivery_id for each in records.receipts(question.source))
    chosen = counting.policy_of(workspace)
    told = [question.source, sorted(question.fields), question.year, deliveries, chosen.model_dump(mode="json")]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _given(by: User, known: str) -> Answer | None:
    with transaction.atomic():
        answer = Answer.objects.filter(known=known).first()
        if answer is not None:
            chain.record(by.email, "counts-asked", _about(answer), kind=chain.LOOK, answered_before=True)
    return answer


def _new(by: User, workspace: Workspace, question: Question, known: str) -> Answer | None:
    """None where another process answered meanwhile, which this answer does not know of."""
    before = list(Answer.objects.filter(source=question.source))
    answered = [counting.read(f"answer {each.pk}", each.cells) for each in before]
    counted = counting.count(workspace, question, answered)
    with transaction.atomic():
        answer = _answer(by, question, known, counted, counting.policy_of(workspace).model_dump(mode="json"))
        chain.record(by.email, "counts-asked", _about(answer), kind=chain.LOOK, answered_before=False)
        # The chain lets one writer in at a time: nothing can come between this look and the saving.
        if Answer.objects.filter(source=question.source).count() != len(before):
            transaction.set_rollback(True)
            return None
        answer.save()
    return answer


def _answer(by: User, question: Question, known: str, counted: Counted, policy: dict[str, object]) -> Answer:
    lines = b"".join(kept.encode(one, public=True) for one in counted.figures).decode()
    return Answer(
        source=question.source, fields=list(question.fields), year=question.year, known=known, protection=policy,
        cells=counting.written(counted.told), figures=lines, asked_by=by,
    )  # fmt: skip


def _about(answer: Answer) -> str:
    return f"{answer.source}: {', '.join(answer.fields)}; {answer.year}"[:300]
