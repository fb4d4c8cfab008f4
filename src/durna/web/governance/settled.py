"""What a round has settled: one answer a question. Results, profiles, comparisons and other rooms read it here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from durna.web.governance import frameworks
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import State


@dataclass
class Asked:
    """A question as it stands in a round: what each institution answers, and what was agreed among several."""

    code: str
    answers: list[Answer] = field(default_factory=list)
    agreed: Answer | None = None

    @property
    def settled(self) -> Answer | None:
        """The answer that counts, once it is cleared: the only one, or the agreed one where several were asked."""
        one = self.agreed or (self.answers[0] if len(self.answers) == 1 else None)
        return one if one is not None and one.state == State.CLEARED else None

    @property
    def is_disputed(self) -> bool:
        """Whether institutions gave different values."""
        return len({answer.value for answer in self.answers if answer.value}) > 1

    @property
    def needs_agreement(self) -> bool:
        return len(self.answers) > 1 and self.agreed is None


def asked(found: Round) -> dict[str, Asked]:
    """By question, in the order of the framework; a question that nobody was asked is there without answers."""
    result = {code: Asked(code) for code in frameworks.parsed(found.framework).by_code}
    for answer in Answer.objects.filter(round=found).select_related("institution"):
        place = result.setdefault(answer.question, Asked(answer.question))
        if answer.is_agreed:
            place.agreed = answer
        else:
            place.answers.append(answer)
    return result


def settled(found: Round) -> dict[str, Answer]:
    """The cleared answers that count, by question."""
    return settled_of(asked(found))


def settled_of(asked: Mapping[str, Asked]) -> dict[str, Answer]:
    return {code: answer for code, one in asked.items() if (answer := one.settled) is not None}


def values(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {code: answer.value for code, answer in answers.items()}


def for_objective(found: Round, objective: int) -> list[Answer]:
    """The settled answers that inform an objective of the Global Compact."""
    framework = frameworks.parsed(found.framework)
    return [
        answer
        for code, answer in settled(found).items()
        if code in framework.by_code and objective in framework.by_code[code].objectives
    ]


def last_closed() -> Round | None:
    """The newest national round that is closed."""
    return Round.objects.filter(stage="closed", level="national").select_related("framework").first()


def keys(answers: Iterable[Answer]) -> list[str]:
    return [answer.key for answer in answers]
