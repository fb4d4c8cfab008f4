"""Values that nobody enters: an indicator may be a question to Durna's own records, answered anew at each look.

A room registers a function under a name; it is asked with a project, a period and what the indicator says it is asked
for, and answers with a value and the page of its passport.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse


@dataclass(frozen=True)
class Part:
    """A figure of a shorter period that a value was added up from, with the page of its passport."""

    start: date
    end: date
    value: Decimal
    address: str


@dataclass(frozen=True)
class Answer:
    """`address`: the page that shows where the value is from; where it was added up, `parts` have one each.

    `value` None: the records do not know.
    """

    value: Decimal | None
    address: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()


_READMITTED = "readmissions_done"  # of the catalogue
Question = Callable[[Any, date, date, str], Answer]
_KNOWN: dict[str, Question] = {}


def know(name: str, question: Question) -> None:
    """`name`: also the end of the message id `coop-query-<name>`. The function gets project, start, end and a text."""
    _KNOWN[name] = question


def names() -> list[str]:
    return sorted(_KNOWN)


def answer(indicator: Any, period: Any) -> Answer | None:
    """None where the indicator is no question, or one that no room of this site answers."""
    question = _KNOWN.get(indicator.query)
    return question(period.project, period.start, period.end, indicator.query_of) if question else None


def register() -> None:
    know("edition_figure", edition_figure)
    know("readmitted", readmitted)
    know("trained", trained)


def edition_figure(project: Any, start: date, end: date, asked: str) -> Answer:
    """`asked`: `EDITION INDICATOR`, of the country as a whole. Only a signed edition answers: it does not change."""
    from django.contrib.auth.models import AnonymousUser

    from durna.web.explorer import editions

    name, _, indicator = asked.strip().partition(" ")
    edition = editions.find(AnonymousUser(), name)
    return _of_edition(edition, indicator, start, end) if edition else Answer(None)


def readmitted(project: Any, start: date, end: date, asked: str) -> Answer:
    """Cases of readmission in the period, of the newest signed edition that knows them: what is not published yet may
    tell of single people. `asked` says nothing here.

    Cases are events, of which each is in one period alone: those of periods that make up this one exactly are added,
    where the edition has no figure of the whole. A part that is missing or withheld leaves the value unknown.
    """
    from django.contrib.auth.models import AnonymousUser

    from durna.web.explorer import editions

    answers = (_of_edition(each, _READMITTED, start, end, adds=True) for each in editions.readable(AnonymousUser()))
    return next((each for each in answers if each.value is not None), Answer(None))


def _of_edition(edition: Any, indicator: str, start: date, end: date, *, adds: bool = False) -> Answer:
    from durna.web.explorer import editions

    if indicator not in (held := editions.figures(edition)).indicators:
        return Answer(None)
    shown = _shown(each for each in held.totals(indicator) if start <= each.period.start and each.period.end <= end)
    if (whole := shown.get((start, end))) is not None:
        return Answer(_value(whole), _passport(edition, whole), whole.figure_id)
    parts = exactly(shown, start, end) if adds else ()
    if not parts or len({each.publisher for each in parts}) > 1:
        return Answer(None)
    told = tuple(Part(each.period.start, each.period.end, _value(each), _passport(edition, each)) for each in parts)
    return Answer(sum((each.value for each in told), Decimal()), parts=told)


def _shown(figures: Iterable[Any]) -> dict[tuple[date, date], Any]:
    """By period the figure that is shown: the preferred one, or the only one."""
    of: dict[tuple[date, date], list[Any]] = {}
    for each in figures:
        if each.value is not None:
            of.setdefault((each.period.start, each.period.end), []).append(each)
    chosen = {
        period: next((each for each in some if each.preferred), some[0] if len(some) == 1 else None)
        for period, some in of.items()
    }
    return {period: each for period, each in chosen.items() if each is not None}


def exactly(shown: Mapping[tuple[date, date], Any], start: date, end: date) -> tuple[Any, ...]:
    """What follows one another without a gap or an overlap from the first to the last day; nothing where nothing does.

    The fewest that do: years before their quarters.
    """
    ways: dict[date, tuple[Any, ...]] = {start: ()}  # by the day on which the next one would begin
    for first, last in sorted(shown):
        if (way := ways.get(first)) is not None:
            after, longer = last + timedelta(days=1), (*way, shown[first, last])
            if after not in ways or len(longer) < len(ways[after]):
                ways[after] = longer
    return ways.get(end + timedelta(days=1), ())


def _value(figure: Any) -> Decimal:
    return Decimal(str(figure.value))


def _passport(edition: Any, figure: Any) -> str:
    return reverse("figure", args=[edition.name, figure.figure_id])


def trained(project: Any, start: date, end: date, asked: str) -> Answer:
    """People who completed trainings that the project pays, each once. `asked`: `female`, `male` or nothing."""
    from django.apps import apps

    if not apps.is_installed("durna.web.training"):
        return Answer(None)
    participation = apps.get_model("training", "Participation")
    held = participation.objects.filter(
        training__project=project.key, training__ends_on__range=(start, end), completed=True
    )
    if asked.strip():
        held = held.filter(sex=asked.strip())
    people = held.annotate(root=Coalesce("person__same_as", "person")).values("root").distinct()
    return Answer(Decimal(people.count()), f"{reverse('project', args=[project.pk])}#trainings")
