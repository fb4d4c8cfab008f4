"""A walk through the cuts: at each what an office would have published, learned from what it had published before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from durna.residence.columns import Numbers
from durna.residence.provisional.intervals import Estimated, estimated
from durna.residence.provisional.ladder import chain_ladder
from durna.residence.provisional.observer import Observation, Observer
from durna.residence.provisional.revisions import learned
from durna.residence.provisional.spans import Spans


@dataclass(frozen=True)
class Step:
    """What was seen at a cut and estimated from it; `ladder` (2, lags) is the chain-ladder of that day."""

    seen: Observation
    found: Estimated
    ladder: Numbers
    spans: Spans


def walk(observer: Observer, days: Iterable[int]) -> Iterator[Step]:
    """From the first day on at which there is something to learn from. Days must rise."""
    past: list[Observation] = []
    for now in observer.observe(days):
        revisions = learned(past, now, observer.window)
        spans = Spans(past, now, observer.window, revisions)
        yield Step(now, estimated(now, revisions), chain_ladder(past, now, observer.window), spans)
        past.append(now)
