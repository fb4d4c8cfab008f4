"""How often somebody may ask.

Kept in the memory of the process: the site is one process, and a count in the database would make of every reading a
writing. Where several processes serve, each counts for itself.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings

ANYBODY, PERSON = "anybody", "person"
# Requests a minute, and figures on a page: without a key, and with one.
A_MINUTE = {ANYBODY: 60, PERSON: 600}
ON_A_PAGE = {ANYBODY: 200, PERSON: 2000}
_MOST_KNOWN = 10_000


@dataclass
class _Bucket:
    left: float
    seen: float


@dataclass(frozen=True)
class Taken:
    """`wait`: whole seconds until the next request is answered; nought where this one is."""

    limit: int
    left: int
    wait: int


class Limits:
    """For each who asks, a bucket that fills up again within a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = Lock()

    def take(self, who: str, kind: str) -> Taken:
        limit = getattr(settings, "API_A_MINUTE", A_MINUTE)[kind]
        with self._lock:
            now = self._clock()
            bucket = self._buckets.get(who) or self._new(who, limit, now)
            bucket.left = min(limit, bucket.left + (now - bucket.seen) * limit / 60)
            bucket.seen = now
            if bucket.left < 1:
                return Taken(limit, 0, max(1, math.ceil((1 - bucket.left) * 60 / limit)))
            bucket.left -= 1
            return Taken(limit, int(bucket.left), 0)

    def _new(self, who: str, limit: int, now: float) -> _Bucket:
        if len(self._buckets) >= _MOST_KNOWN:
            # Whoever has not asked for a minute has a full bucket anyway.
            self._buckets = {name: one for name, one in self._buckets.items() if now - one.seen < 60}
        return self._buckets.setdefault(who, _Bucket(limit, now))


limits = Limits()
