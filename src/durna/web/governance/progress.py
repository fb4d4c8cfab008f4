"""How far a round is: counted by the database, by question and by institution."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.utils import timezone

from durna.frameworks.texts import say
from durna.web import texts
from durna.web.governance import frameworks
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import State


@dataclass
class Line:
    """A row of progress: of a domain or of an institution."""

    title: str
    key: str
    states: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def of_states(self) -> list[int]:
        return [self.states[state.value] for state in State]


@dataclass(frozen=True)
class Progress:
    domains: list[Line]
    institutions: list[Line]
    unassigned: int
    total: Line

    @property
    def is_whole(self) -> bool:
        return self.total.total > 0 and self.total.states[State.CLEARED] == self.total.total


def of(found: Round) -> Progress:
    framework = frameworks.parsed(found.framework)
    code = texts.code()
    domains = {domain.code: Line(say(domain.title, code), domain.code) for domain in framework.domains}
    institutions: dict[int, Line] = {}
    total, asked = Line("", ""), set()
    mine = Answer.objects.filter(round=found)
    for question, state, count in mine.values_list("question", "state").annotate(count=Count("pk")).order_by():
        asked.add(question)
        total.states[state] += count
        domains[framework.domain_of(framework.by_code[question]).code].states[state] += count
    places = mine.filter(institution__isnull=False).values_list("institution", "institution__name", "state")
    for institution, name, state, count in places.annotate(count=Count("pk")).order_by("institution__name"):
        institutions.setdefault(institution, Line(name, str(institution))).states[state] += count
    return Progress(list(domains.values()), list(institutions.values()), len(framework.questions) - len(asked), total)


def is_late(due: date | None) -> bool:
    return due is not None and due < timezone.localdate()
