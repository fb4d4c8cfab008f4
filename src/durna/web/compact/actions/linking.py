"""Take a statement of the assessment over for an objective, look at it again, or let it go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from durna.web.accounts.models import User
from durna.web.audit import chain
from durna.web.compact import proposals
from durna.web.compact.actions.keeping import keep
from durna.web.compact.models import Linked
from durna.web.evidence import citing
from durna.web.governance.models import Answer
from durna.web.governance.states import State
from durna.web.refusals import refusal


@transaction.atomic
def accept(*, by: User, objective: int, answer: Answer) -> Linked:
    """The text and the evidence of a cleared answer; accepting it twice changes nothing.

    Raises UserError for an answer that is not cleared, or that has no text.
    """
    if answer.state != State.CLEARED:
        raise refusal("compact-answer-not-cleared")
    if not any(answer.comment.values()):
        raise refusal("compact-answer-without-text")
    linked, is_new = Linked.objects.get_or_create(
        objective=objective, answer=answer.key,
        defaults={
            "text": answer.comment, "seen": proposals.fingerprint(answer), "by": by.email, "at": timezone.now(),
        },
    )  # fmt: skip
    if is_new:
        for citation in citing.of(answer.key):
            citing.cite(by, linked.statement, citation.evidence, citation.place)
        chain.record(by.email, "compact-answer-accepted", answer.key, objective=objective, linked=linked.statement)
    return linked


@transaction.atomic
def confirm(*, by: User, linked: Linked, fields: Mapping[str, Any], seen: int) -> Linked:
    """Somebody has looked at the answer as it is now: this text stands for it from here on."""
    answer = proposals.find(linked.answer)
    now = proposals.fingerprint(answer) if answer is not None else linked.seen
    changed = keep(linked, {**fields, "seen": now, "by": by.email, "at": timezone.now()}, seen)
    changed.pop("at")
    chain.record(by.email, "compact-answer-confirmed", linked.answer, linked=linked.statement, changed=changed)
    return linked


@transaction.atomic
def drop(*, by: User, linked: Linked) -> None:
    """With what it cites; the answer then is proposed again."""
    for citation in citing.of(linked.statement):
        citing.uncite(by, citation)
    chain.record(by.email, "compact-answer-dropped", linked.answer, linked=linked.statement, text=linked.text)
    linked.delete()
