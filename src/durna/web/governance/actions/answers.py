"""An answer: held while somebody writes, saved with every revision, submitted, returned, cleared, agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from durna.errors import UserError
from durna.web.audit import chain
from durna.web.evidence import citing
from durna.web.governance import frameworks
from durna.web.governance.models import Answer, Hold, Remark, Revision, Round
from durna.web.governance.states import Stage, State, Step, Why, after, no_way
from durna.web.refusals import refusal
from durna.web.sharing import shared
from durna.web.texts import say

HOLD = timedelta(minutes=15)


class RoundClosed(UserError):
    """The round had closed before the answer was saved. What was written is kept as a revision of its own."""


@dataclass(frozen=True)
class Content:
    """What a person says in an answer; `comment` and `reason` by language."""

    value: str = ""
    comment: dict[str, str] = field(default_factory=dict)
    internal: str = ""
    as_of: date | None = None
    reason: dict[str, str] = field(default_factory=dict)

    def put_into(self, answer: Answer) -> None:
        answer.value, answer.internal, answer.as_of = self.value, self.internal, self.as_of
        answer.comment = {code: text for code, text in self.comment.items() if text}
        answer.reason = {code: text for code, text in self.reason.items() if text}


def content_of(answer: Answer | Revision) -> Content:
    return Content(answer.value, dict(answer.comment), answer.internal, answer.as_of, dict(answer.reason))


@transaction.atomic
def take(*, by: Any, answer: Answer) -> Hold:
    """Begin, or go on, to write. Raises UserError where somebody else is writing, or nobody may any more."""
    _refuse_shut(answer)
    Answer.in_turn([answer])
    _refuse_held([answer], by)
    hold, _ = Hold.objects.update_or_create(answer=answer, defaults={"holder": by, "until": timezone.now() + HOLD})
    return hold


def let_go(*, by: Any, answer: Answer) -> None:
    Hold.objects.filter(answer=answer, holder=by).delete()


@dataclass(frozen=True)
class Written:
    """What somebody wrote in an answer. `seen`: the version of the answer that was read before."""

    answer: Answer
    content: Content
    seen: int


def save(*, by: Any, answer: Answer, content: Content, seen: int, why: Why = Why.SAVED) -> Answer:
    """Save what was written in one answer, as `save_all` does."""
    save_all(by=by, written=[Written(answer, content, seen)], why=why)
    return answer


def save_all(*, by: Any, written: Sequence[Written], why: Why = Why.SAVED) -> None:
    """Save what was written in answers of one round, each as a revision more; all of it or nothing.

    Raises ChangedMeanwhile, RoundClosed, or UserError for a wrong value. What comes after the round has closed is kept
    before it is refused.
    """
    with transaction.atomic():
        # A round that closes just now waits for these answers, or they find it closed; they do not wait for each other.
        if shared(Round, written[0].answer.round_id).is_open:
            _save_all(by, written, why)
            return
        _keep_late(by, written)
    raise RoundClosed(**{part: say(f"mgi-late-{part}") for part in ("found", "expected", "do")})


def _save_all(by: Any, written: Sequence[Written], why: Why) -> None:
    for each in written:
        if not each.answer.is_writable:
            raise no_way(each.answer.state, Step.SUBMIT)
        _check(each.answer, each.content)
    answers = [each.answer for each in written]
    _refuse_held(answers, by)
    for each in written:
        each.content.put_into(each.answer)
        each.answer.author, each.answer.changed_at = by, timezone.now()
    Answer.save_all_over({each.answer: each.seen for each in written})
    write_down_all(by, answers, why)
    chain.record_all(by.email, [
        chain.Entry(
            "mgi-answer-saved", each.key, {"question": each.question, "value": each.value, "why": why.value}
        )
        for each in answers
    ])  # fmt: skip


@transaction.atomic
def submit(*, by: Any, answer: Answer, seen: int) -> Answer:
    """Hand an answer to the review. Raises UserError for one without a value, and for an open question of the state."""
    _refuse_shut_round(answer)
    answer.state = after(answer.state, Step.SUBMIT)
    if not answer.value:
        raise refusal("mgi-no-value", question=answer.question)
    if answer.is_agreed and not answer.reason:
        raise refusal("mgi-no-reason", question=answer.question)
    answer.author = by
    _settle(by, answer, seen, Why.SUBMITTED, "mgi-answer-submitted")
    let_go(by=by, answer=answer)
    return answer


@transaction.atomic
def give_back(*, by: Any, answer: Answer, text: str, seen: int) -> Answer:
    """Return an answer for revision, with the reason. Raises UserError without one."""
    _refuse_shut_round(answer)
    if not text.strip():
        raise refusal("mgi-return-without-reason")
    answer.state = after(answer.state, Step.RETURN)
    answer.cleared_by = answer.cleared_at = None
    Remark.objects.create(answer=answer, by=by, text=text.strip(), is_return=True)
    _settle(by, answer, seen, Why.RETURNED, "mgi-answer-returned")
    return answer


@transaction.atomic
def clear(*, by: Any, answer: Answer, seen: int) -> Answer:
    """Clear an answer. Raises UserError where it lacks a source, cites what has ended, or is the reviewer's own."""
    _refuse_shut_round(answer)
    answer.state = after(answer.state, Step.CLEAR)
    if answer.author_id == by.pk:
        raise refusal("mgi-own-answer")
    _refuse_unfounded(answer)
    answer.cleared_by, answer.cleared_at = by, timezone.now()
    _settle(by, answer, seen, Why.CLEARED, "mgi-answer-cleared")
    return answer


@transaction.atomic
def agree(*, by: Any, found: Round, question: str, follows: Answer | None = None) -> Answer:
    """Begin the agreed answer to a question that several institutions answer; theirs stay beside it.

    `follows`: the answer whose words and citations it begins with. Raises UserError where one institution answers.
    """
    if Answer.objects.filter(round=found, question=question, institution__isnull=False).count() < 2:
        raise refusal("mgi-nothing-to-agree", question=question)
    answer, is_new = Answer.objects.get_or_create(round=found, question=question, institution=None)
    if not is_new:
        return answer
    if follows is not None:
        content_of(follows).put_into(answer)
        answer.internal = ""
    answer.author = by
    answer.save()
    if follows is not None:
        citing.cite_all(by, [(answer.key, each.evidence, each.place) for each in citing.of(follows.key)])
    write_down(by, answer, Why.AGREED)
    chain.record(by.email, "mgi-answer-agreed", answer.key, question=question, follows=follows.key if follows else "")
    return answer


@transaction.atomic
def remark(*, by: Any, answer: Answer, text: str, replies_to: Remark | None = None) -> Remark:
    """Raises UserError for an empty one."""
    if not text.strip():
        raise refusal("mgi-remark-empty")
    made = Remark.objects.create(answer=answer, by=by, text=text.strip(), replies_to=replies_to)
    chain.record(by.email, "mgi-remarked", answer.key, question=answer.question)
    return made


def write_down(by: Any, answer: Answer, why: Why) -> Revision:
    """One revision more, as the answer stands. To be called where it is saved."""
    return write_down_all(by, [answer], why)[0]


def write_down_all(by: Any, answers: Sequence[Answer], why: Why) -> list[Revision]:
    return _revise(by, [(answer, content_of(answer)) for answer in answers], why)


def _revise(by: Any, said: Sequence[tuple[Answer, Content]], why: Why) -> list[Revision]:
    before = Revision.objects.filter(answer__in=[answer for answer, _ in said]).order_by()
    last = dict(before.values_list("answer").annotate(Max("number")))
    return Revision.objects.bulk_create(
        Revision(
            answer=answer, number=last.get(answer.pk, 0) + 1, by=by, why=why, state=answer.state, value=content.value,
            comment=content.comment, internal=content.internal, reason=content.reason, as_of=content.as_of,
        )
        for answer, content in said
    )  # fmt: skip


def _keep_late(by: Any, written: Sequence[Written]) -> None:
    Answer.in_turn([each.answer for each in written])
    _revise(by, [(each.answer, each.content) for each in written], Why.LATE)
    chain.record_all(by.email, [
        chain.Entry("mgi-answer-late", each.answer.key, {"question": each.answer.question}) for each in written
    ])  # fmt: skip


def _settle(by: Any, answer: Answer, seen: int, why: Why, action: str) -> None:
    answer.changed_at = timezone.now()
    answer.save_over(seen)
    write_down(by, answer, why)
    chain.record(by.email, action, answer.key, question=answer.question, state=answer.state)


def _check(answer: Answer, content: Content) -> None:
    framework = frameworks.parsed(answer.round.framework)
    question = framework.by_code[answer.question]
    if content.value and framework.value(question, content.value) is None:
        raise refusal("mgi-no-such-value", question=answer.question, value=content.value)
    if content.as_of and content.as_of > timezone.localdate():
        raise refusal("mgi-day-to-come", question=answer.question)


def _refuse_unfounded(answer: Answer) -> None:
    framework = frameworks.parsed(answer.round.framework)
    value = framework.value(framework.by_code[answer.question], answer.value)
    citations = citing.of(answer.key)
    if value is not None and value.needs_source and not citations:
        raise refusal("mgi-no-source", question=answer.question)
    for citation in citations:
        if reason := citing.needs_review(citation):
            raise refusal("mgi-source-ended", source=str(citation.evidence), reason=say(reason))


def _refuse_held(answers: Sequence[Answer], user: Any) -> None:
    holds = Hold.objects.select_related("holder").filter(answer__in=answers, until__gt=timezone.now())
    held = holds.exclude(holder=user).first()
    if held is not None:
        raise refusal("mgi-held", who=held.holder.name, until=f"{held.until:%H:%M} UTC")


def _refuse_shut(answer: Answer) -> None:
    _refuse_shut_round(answer)
    if answer.state not in (State.DRAFT, State.RETURNED):
        raise no_way(answer.state, Step.SUBMIT)


def _refuse_shut_round(answer: Answer) -> None:
    """As the round stands now, and will until the change to the answer is saved."""
    found = shared(Round, answer.round_id)
    if not found.is_open:
        raise refusal("mgi-round-closed" if found.stage == Stage.CLOSED else "mgi-round-not-begun")
