"""A figure is revised while a round runs: the answers that cite it are marked, as those of the next round would be.

Editions are signed on the site or at the command line, so the worker looks for one that no round was compared with.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from durna.errors import UserError
from durna.web.audit import chain
from durna.web.audit.models import Event
from durna.web.evidence.models import Citation
from durna.web.explorer import index
from durna.web.governance import settled, statistics
from durna.web.governance.actions import rounds
from durna.web.governance.models import Answer, Round
from durna.web.governance.states import OPEN, Mark, Stage

_log = logging.getLogger(__name__)
_COMPARED = "mgi-edition-compared"
_WORKER = "worker"
# A question or a law that changed says more.
_GIVES_WAY = ("", Mark.SAME, Mark.EVIDENCE_EXPIRED)


def look() -> int:
    """How many answers were marked; none where everything has been compared before.

    What is still to be compared is read from what the database says, at each look: a worker that was killed at it is
    followed by one that finds it again.
    """
    return sum(_watched(compare, pk) for pk in waiting()) + _watched(look_at_newest)


def waiting() -> list[int]:
    """The rounds that were opened before their figures could be compared, the oldest first."""
    return list(Round.objects.filter(awaits_figures=True).order_by("pk").values_list("pk", flat=True))


def look_at_newest() -> int:
    """How many answers of open rounds were marked; none where the newest signed edition has been looked at before.

    While its index is being made nothing is marked and nothing written down, so that a later look does it.
    """
    newest = statistics.newest()
    about = f"edition/{newest.name}" if newest else ""
    if newest is None or Event.objects.filter(action=_COMPARED, about=about).exists():
        return 0
    try:
        return _mark(Answer.objects.filter(round__stage__in=OPEN), about)
    except index.NotReady:
        return 0


def compare(pk: int) -> int:
    """How many answers were marked of a round that was opened before its figures could be compared."""
    found = Round.objects.get(pk=pk)
    statistics.make_ready(editions_of(Answer.objects.filter(round=found)))
    with transaction.atomic():
        marked = _mark(Answer.objects.filter(round=found).exclude(round__stage=Stage.CLOSED), rounds.key(found))
        Round.objects.filter(pk=pk).update(awaits_figures=False)
    return marked


def _watched(do: Callable[..., int], *what: Any) -> int:
    """A damaged edition is told by its own checks; the worker has other work."""
    try:
        return do(*what)
    except (UserError, OSError, ValueError, KeyError, TypeError):
        _log.exception("A signed edition could not be compared with the rounds.")
        return 0


def editions_of(answers: Iterable[Answer]) -> set[str]:
    """The editions that their figures are cited of."""
    return set(_figures(settled.keys(answers)).order_by().values_list("evidence__edition", flat=True))


def _figures(keys: Iterable[str]) -> QuerySet[Citation]:
    return Citation.objects.filter(statement__in=list(keys), evidence__edition__gt="")


@transaction.atomic
def _mark(answers: QuerySet[Answer], about: str) -> int:
    mine = answers.select_for_update(of=("self",)).filter(mark__in=_GIVES_WAY).order_by("pk")
    known = {answer.key: answer for answer in mine}
    cited = _figures(known).select_related("evidence")
    keys = {citation.statement for citation in cited if statistics.has_newer_value(citation.evidence)}
    found = [known[key] for key in sorted(keys)]
    Answer.objects.filter(pk__in=[answer.pk for answer in found]).update(mark=Mark.STATISTIC_CHANGED)
    marked = [chain.Entry("mgi-answer-marked", each.key, {"question": each.question}) for each in found]
    chain.record_all(_WORKER, [*marked, chain.Entry(_COMPARED, about, {"answers": len(found)})])
    return len(found)
