"""Two rounds side by side: only questions that the crosswalk joins, and nothing else as a trend."""

from __future__ import annotations

from dataclasses import dataclass

from durna.frameworks.texts import say
from durna.web import texts
from durna.web.governance import frameworks
from durna.web.governance.models import Round
from durna.web.governance.reading import Reading


@dataclass(frozen=True)
class Pair:
    """A question that both rounds settled. `is_changed`: another value; no better or worse, for there is no score."""

    code: str
    domain: str
    text: str
    before: str
    now: str
    is_changed: bool
    kind: str
    pk: int


@dataclass(frozen=True)
class Comparison:
    """`comparable`: questions that may be compared at all; `pairs`: those that both rounds settled."""

    earlier: Round
    later: Round
    questions: int
    comparable: int
    pairs: list[Pair]
    counts: dict[str, int]
    apart: list[tuple[str, str]]

    @property
    def changed(self) -> int:
        return sum(pair.is_changed for pair in self.pairs)


def compare(first: Reading, second: Reading) -> Comparison:
    """`apart`: the code and the kind of every question that stands in no pair, because it is not the same question."""
    earlier, later = first.round, second.round
    walk = frameworks.crossed(earlier.framework, later.framework)
    old, new = frameworks.parsed(earlier.framework), frameworks.parsed(later.framework)
    before, now = first.settled, second.settled
    code = texts.code()
    joined = walk.comparable()
    pairs = []
    for current, former in joined.items():
        if former in before and current in now:
            question = new.by_code[current]
            one, other = before[former], now[current]
            step = walk.step_to(current)
            pairs.append(Pair(
                current, new.domain_of(question).code, say(question.text, code),
                old.value_text(old.by_code[former], one.value, code), new.value_text(question, other.value, code),
                one.value != other.value, step.kind if step else "same", other.pk,
            ))  # fmt: skip
    apart = [
        (each, step.kind)
        for step in walk.steps if step.kind not in ("same", "reworded")
        for each in (step.new or step.old)
    ]  # fmt: skip
    return Comparison(earlier, later, len(new.questions), len(joined), pairs, dict(walk.counts()), apart)
