"""The states of an answer and of a round, and the few ways from one to the next."""

from __future__ import annotations

from enum import StrEnum

from durna.errors import UserError
from durna.web.refusals import refusal
from durna.web.texts import say


class State(StrEnum):
    """Of an answer. Each is also a message: `mgi-state-<state>`."""

    DRAFT = "draft"
    ANSWERED = "answered"
    RETURNED = "returned"
    CLEARED = "cleared"


class Step(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    CLEAR = "clear"


_WAYS = {
    (State.DRAFT, Step.SUBMIT): State.ANSWERED,
    (State.RETURNED, Step.SUBMIT): State.ANSWERED,
    (State.ANSWERED, Step.RETURN): State.RETURNED,
    (State.ANSWERED, Step.CLEAR): State.CLEARED,
    # Evidence may end after clearance: a reviewer then opens the answer again, with the reason.
    (State.CLEARED, Step.RETURN): State.RETURNED,
}
# In these an institution still writes.
WRITABLE = (State.DRAFT, State.RETURNED)


def after(state: str, step: Step) -> State:
    """Raises UserError where the step cannot be taken from this state."""
    found = _WAYS.get((State(state), step))
    if found is None:
        raise no_way(state, step)
    return found


def no_way(state: str, step: Step) -> UserError:
    return refusal("mgi-no-way", state=say(f"mgi-state-{state}"), step=say(f"mgi-step-{step}"))


class Stage(StrEnum):
    """Of a round, in their order. Each is also a message: `mgi-stage-<stage>`."""

    PREPARING = "preparing"
    COLLECTING = "collecting"
    CONSULTING = "consulting"
    CLOSED = "closed"


OPEN = (Stage.COLLECTING, Stage.CONSULTING)


class Mark(StrEnum):
    """What a round that follows another finds at a question. Each is also a message: `mgi-mark-<mark>`."""

    SAME = "same"
    LAW_CHANGED = "law_changed"
    STATISTIC_CHANGED = "statistic_changed"
    EVIDENCE_EXPIRED = "evidence_expired"
    QUESTION_CHANGED = "question_changed"
    NEW_QUESTION = "new_question"


class Why(StrEnum):
    """Why a revision was written. Each is also a message: `mgi-why-<why>`."""

    SAVED = "saved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLEARED = "cleared"
    WORKBOOK = "workbook"
    CARRIED = "carried"
    AGREED = "agreed"
    LATE = "late"  # written after the round had closed: kept, not applied
