"""Values made of two: quotients, differences and parts of a whole, group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from durna.synthetic.truth.answers import Answer, Answers, Place, latest
from durna.synthetic.truth.books import Books


class Question(Protocol):
    """What can be asked of the true registers."""

    @property
    def counts_records(self) -> bool:
        """Whether a group without a row is nought; in a published table it is not known."""

    def is_known(self, books: Books) -> bool: ...

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]: ...

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        """The totals, and the groups of each breakdown one at a time."""


@dataclass(frozen=True)
class Pair:
    """Two questions asked of the same periods and groups."""

    one: Question
    other: Question

    @property
    def counts_records(self) -> bool:
        return self.one.counts_records and self.other.counts_records

    def is_known(self, books: Books) -> bool:
        return self.one.is_known(books) and self.other.is_known(books)

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return self.other.breakdowns(books, self.one.breakdowns(books, wanted))


@dataclass(frozen=True)
class Quotient(Pair):
    """So many of the one for `scale` of the other. Without a denominator there is none."""

    scale: float = 100

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        above = self.one.answers(books, by)
        found: Answers = {}
        for place, below in self.other.answers(books, by).items():
            top = above.get(place) or _nought(above.get(Place(place.bucket), below), self.counts_records)
            if top is not None and below.value:
                found[place] = _combined(top, below, self.scale * top.value / below.value)
        return found


@dataclass(frozen=True)
class Sum(Pair):
    """The one and the other, or with a `sign` of -1 the one without the other."""

    sign: int = 1

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        left, right = self.one.answers(books, by), self.other.answers(books, by)
        found: Answers = {}
        for place in {**left, **right}:
            known = left.get(place) or right[place]
            one = left.get(place) or _nought(known, self.counts_records)
            other = right.get(place) or _nought(known, self.counts_records)
            if one is not None and other is not None:
                found[place] = _combined(one, other, one.value + self.sign * other.value)
        return found


@dataclass(frozen=True)
class Share:
    """Each group's part of the whole in percent, by the breakdowns that make sense; there is no total."""

    of: Question
    apart_by: tuple[str, ...]

    @property
    def counts_records(self) -> bool:
        return self.of.counts_records

    def is_known(self, books: Books) -> bool:
        return self.of.is_known(books)

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in self.of.breakdowns(books, wanted) if name in self.apart_by)

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        found = self.of.answers(books, by)
        parts = {place: answer for place, answer in found.items() if place.dimensions}
        return {
            place: answer._replace(value=100 * answer.value / found[Place(place.bucket)].value)
            for place, answer in parts.items()
        }


@dataclass(frozen=True)
class WholeYears:
    """A question that says something of whole years only."""

    question: Question

    @property
    def counts_records(self) -> bool:
        return self.question.counts_records

    def is_known(self, books: Books) -> bool:
        return self.question.is_known(books)

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return self.question.breakdowns(books, wanted)

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        found = self.question.answers(books, by)
        return {place: answer for place, answer in found.items() if answer.period.is_year}


@dataclass(frozen=True)
class Named:
    """A question under a fixed dimension, or in another unit than the catalogue's."""

    question: Question
    dimensions: Mapping[str, str] = field(default_factory=dict, hash=False)
    unit: str = ""
    counting_unit: str = ""

    @property
    def counts_records(self) -> bool:
        return self.question.counts_records

    def is_known(self, books: Books) -> bool:
        return self.question.is_known(books)

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return self.question.breakdowns(books, [name for name in wanted if name not in self.dimensions])

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        fixed = tuple(self.dimensions.items())
        found = self.question.answers(books, by)
        return {Place(p.bucket, tuple(sorted((*p.dimensions, *fixed)))): answer for p, answer in found.items()}


def _nought(like: Answer, counts_records: bool) -> Answer | None:
    return like._replace(value=0.0, settled_on=None) if counts_records else None


def _combined(one: Answer, other: Answer, value: float) -> Answer:
    """What happened in a period is for the period, whatever it is held against."""
    period = other.period if one.is_stock and not other.is_stock else one.period
    is_stock = one.is_stock and other.is_stock
    return Answer(value, period, latest((one.settled_on, other.settled_on)), is_stock)
