"""A round as its papers and comparisons need it: where several are made one after another, each thing is read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from durna.web import texts
from durna.web.evidence import citing
from durna.web.evidence.models import Citation
from durna.web.governance import papers, settled
from durna.web.governance.models import Answer, Round
from durna.web.governance.settled import Asked


class Reading:
    """As the round stands when it is first asked; to be kept no longer than the papers take."""

    def __init__(self, found: Round) -> None:
        self.round = found
        self._citations: dict[str, list[Citation]] = {}
        self._said: dict[tuple[str, int, str], str] = {}

    @cached_property
    def earlier(self) -> Reading | None:
        return Reading(self.round.earlier) if self.round.earlier is not None else None

    @cached_property
    def asked(self) -> dict[str, Asked]:
        return settled.asked(self.round)

    @cached_property
    def settled(self) -> dict[str, Answer]:
        return settled.settled_of(self.asked)

    @property
    def every(self) -> list[Answer]:
        """All answers, those of the institutions before the agreed one."""
        return [
            answer for one in self.asked.values() for answer in (*one.answers, *([one.agreed] if one.agreed else []))
        ]

    def citations_of(self, answers: Iterable[Answer]) -> dict[str, list[Citation]]:
        """By the key of the answer; one without citations is not among them."""
        keys = settled.keys(answers)
        unread = [key for key in keys if key not in self._citations]
        if unread:
            self._citations |= {key: [] for key in unread} | citing.sources_of_many(unread)
        return {key: found for key in keys if (found := self._citations[key])}

    def sources(self, answers: Iterable[Answer]) -> dict[str, list[str]]:
        """What each answer rests on, in words of the language that is active, by its key."""
        return {
            key: [self._source(each) for each in citations] for key, citations in self.citations_of(answers).items()
        }  # fmt: skip

    def _source(self, citation: Citation) -> str:
        key = (texts.code(), citation.evidence_id, citation.place)
        if key not in self._said:
            self._said[key] = papers.source(citation)
        return self._said[key]
