"""Values that nobody enters: an indicator may be a question to Durna's own records, answered anew at each look.

A room registers a function under a name; it is asked with a project, a period and what the indicator says it is asked
for, and answers with a value and the page of its passport.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse


@dataclass(frozen=True)
class Answer:
    """`address`: the page that shows where the value is from. `value` None: the records do not know."""

    value: Decimal | None
    address: str = ""
    note: str = ""


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
    tell of single people. `asked` says nothing here."""
    from django.contrib.auth.models import AnonymousUser

    from durna.web.explorer import editions

    answers = (_of_edition(each, _READMITTED, start, end) for each in editions.readable(AnonymousUser()))
    return next((each for each in answers if each.value is not None), Answer(None))


def _of_edition(edition: Any, indicator: str, start: date, end: date) -> Answer:
    from durna.web.explorer import editions

    if indicator not in (held := editions.figures(edition)).indicators:
        return Answer(None)
    found = [
        each for each in held.totals(indicator)
        if each.period.start == start and each.period.end == end and each.value is not None
    ]  # fmt: skip
    preferred = next((each for each in found if each.preferred), found[0] if len(found) == 1 else None)
    if preferred is None:
        return Answer(None)
    passport = reverse("figure", args=[edition.name, preferred.figure_id])
    return Answer(Decimal(str(preferred.value)), passport, preferred.figure_id)


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
