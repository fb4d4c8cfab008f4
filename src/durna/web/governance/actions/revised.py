"""A figure is revised while a round runs: the answers that cite it are marked, as those of the next round would be.

Editions are signed on the site or at the command line, so the worker looks for one that no round was compared with.
"""

from __future__ import annotations

import logging

from django.db import transaction

from durna.errors import UserError
from durna.web.audit import chain
from durna.web.audit.models import Event
from durna.web.evidence.models import Citation
from durna.web.governance import statistics
from durna.web.governance.models import Answer
from durna.web.governance.states import OPEN, Mark

_log = logging.getLogger(__name__)
_COMPARED = "mgi-edition-compared"
_WORKER = "worker"
# A question or a law that changed says more.
_GIVES_WAY = ("", Mark.SAME, Mark.EVIDENCE_EXPIRED)


def look() -> int:
    """How many answers of open rounds were marked; none where the newest signed edition has been looked at before."""
    try:
        newest = statistics.newest()
        about = f"edition/{newest.name}" if newest else ""
        if newest is None or Event.objects.filter(action=_COMPARED, about=about).exists():
            return 0
        return _mark(about)
    except (UserError, OSError, ValueError, KeyError, TypeError):
        # A damaged edition is told by its own checks; the worker has other work.
        _log.exception("The newest signed edition could not be compared with the open rounds.")
        return 0


@transaction.atomic
def _mark(about: str) -> int:
    answers = Answer.objects.select_for_update(of=("self",)).filter(round__stage__in=OPEN, mark__in=_GIVES_WAY)
    known = {answer.key: answer for answer in answers}
    cited = Citation.objects.filter(statement__in=list(known), evidence__edition__gt="").select_related("evidence")
    keys = {citation.statement for citation in cited if statistics.has_newer_value(citation.evidence)}
    found = [known[key] for key in sorted(keys)]
    Answer.objects.filter(pk__in=[answer.pk for answer in found]).update(mark=Mark.STATISTIC_CHANGED)
    marked = [chain.Entry("mgi-answer-marked", each.key, {"question": each.question}) for each in found]
    chain.record_all(_WORKER, [*marked, chain.Entry(_COMPARED, about, {"answers": len(found)})])
    return len(found)
