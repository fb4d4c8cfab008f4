"""How often somebody may ask.

Counted in a small file of its own in the site's folder, which every process that serves shares: in the database of the
site a count would make of every reading a writing. Only who asked within the last minute stands in it, and losing it
costs nothing.
"""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ANYBODY, PERSON = "anybody", "person"
# Requests a minute, and figures on a page: without a key, and with one.
A_MINUTE = {ANYBODY: 60, PERSON: 600}
ON_A_PAGE = {ANYBODY: 200, PERSON: 2000}
FILE = "limits/asked.sqlite3"  # a folder of its own: what SQLite lays beside it belongs to it
_PATIENCE = 5  # seconds that a process waits for its turn
_BUCKETS = "CREATE TABLE IF NOT EXISTS bucket (who TEXT PRIMARY KEY, filled REAL, seen REAL) WITHOUT ROWID"


@dataclass(frozen=True)
class Taken:
    """`wait`: whole seconds until the next request is answered; nought where this one is."""

    limit: int
    left: int
    wait: int


class Limits:
    """For each who asks, a bucket that fills up again within a minute. `file`: in the site's folder unless told."""

    def __init__(self, clock: Callable[[], float] = time.time, file: Path | None = None) -> None:
        self._clock = clock
        self._file = file

    def take(self, who: str, kind: str) -> Taken:
        limit = getattr(settings, "API_A_MINUTE", A_MINUTE)[kind]
        with closing(self._opened()) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute(_BUCKETS)
            now = self._clock()
            # Whoever has not asked for a minute has a full bucket anyway.
            database.execute("DELETE FROM bucket WHERE seen <= ?", (now - 60,))
            known = database.execute("SELECT filled, seen FROM bucket WHERE who = ?", (who,)).fetchone()
            left, seen = known or (limit, now)
            left = min(limit, left + max(0.0, now - seen) * limit / 60)
            is_answered = left >= 1
            left -= is_answered
            database.execute("INSERT OR REPLACE INTO bucket VALUES (?, ?, ?)", (who, left, now))
            database.execute("COMMIT")
        return Taken(limit, int(left), 0 if is_answered else max(1, math.ceil((1 - left) * 60 / limit)))

    def _opened(self) -> sqlite3.Connection:
        file = self._file or Path(settings.FOLDER) / FILE
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
        database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
        return database


limits = Limits()
