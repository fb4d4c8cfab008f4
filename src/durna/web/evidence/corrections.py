"""What became of figures that are cited: correction notices on their editions, and editions that are no longer there.

Editions are files beside the site's database, so this is read from them at each look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from django.db import connection

from durna.editions import keys, notices
from durna.editions.folder import Edition, named
from durna.errors import UserError
from durna.web.evidence.models import Evidence
from durna.web.served import workspace

# Each name is the one after the last in the index: `DISTINCT` would read every figure.
_EDITIONS = """
WITH RECURSIVE each(name) AS (
    SELECT MIN(edition) FROM evidence_evidence WHERE edition > ''
    UNION ALL
    SELECT (SELECT MIN(edition) FROM evidence_evidence WHERE edition > each.name) FROM each WHERE each.name IS NOT NULL
) SELECT name FROM each WHERE name IS NOT NULL
"""
# More than any edition has notices: a figure whose edition is gone is withdrawn, whatever was confirmed before.
WITHDRAWN = 1_000_000
_WHOLE = ""


def spoken(evidence: Evidence) -> int:
    """How many notices speak of a figure, or WITHDRAWN; 0 for evidence that is no figure."""
    if not evidence.edition:
        return 0
    found = of_edition(evidence.edition)
    return found.get(_WHOLE, 0) + found.get(evidence.figure, 0)


def of_edition(name: str) -> Mapping[str, int]:
    """How many notices speak of each figure of an edition; under the empty address, of all of it."""
    try:
        edition = named(workspace(), name)
    except UserError:
        return {_WHOLE: WITHDRAWN}
    if not edition.is_signed:
        return {_WHOLE: WITHDRAWN}
    folder = edition.notices
    return _read(edition.folder, folder.stat().st_mtime_ns) if folder.is_dir() else {}


def editions() -> list[str]:
    """The names of the editions whose figures are in the library."""
    with connection.cursor() as cursor:
        cursor.execute(_EDITIONS)
        return [name for (name,) in cursor.fetchall()]


def spoken_of(names: Iterable[str]) -> dict[str, Mapping[str, int]]:
    """Of the editions that any notice speaks of, or that are gone."""
    found = {name: of_edition(name) for name in names}
    return {name: counts for name, counts in found.items() if counts}


@lru_cache(maxsize=256)
def _read(folder: Path, changed: int) -> Mapping[str, int]:
    """Notices that cannot be trusted speak of the whole edition: somebody has to look."""
    edition = Edition(folder)
    try:
        found = notices.verified(edition, keys.trusted(workspace()))
    except UserError:
        return {_WHOLE: 1}
    counts: dict[str, int] = {}
    for notice in found:
        for figure in notice.figures or (_WHOLE,):
            counts[figure] = counts.get(figure, 0) + 1
    return counts
