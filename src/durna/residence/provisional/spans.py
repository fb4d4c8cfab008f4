"""How far off estimates of several months together were: everybody's, and those of groups about as large.

Errors are shared between months, so those of twelve months say nothing of a sum of twelve errors; each span is learned
from the same span at earlier cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.flows import IN, NET, OUT
from durna.residence.provisional.observer import Observation
from durna.residence.provisional.revisions import (
    Revisions,
    flow_errors,
    months_seen,
    prior_of,
    shrunk,
    span_spread,
    telling,
    weight_of,
)

# A group is judged by cells that were expected to be no more than so many times larger or smaller.
ALIKE = 3.0


@dataclass(frozen=True)
class Told:
    """`spread`: relative to what is open. `cuts`: how many earlier cuts show it."""

    spread: float
    cuts: int


@dataclass(frozen=True)
class Missed:
    """Of each group of a breakdown at each cut (cuts, groups, 3): truth less estimate, what was open, its variance."""

    error: Numbers
    size: Numbers
    variance: Numbers


class Spans:
    """Errors of the cuts before `now` whose truth is settled by then. Lags are counted from the month of the cut."""

    def __init__(self, past: Sequence[Observation], now: Observation, window: int, revisions: Revisions) -> None:
        self._now, self._past, self._of_month = now, telling(past), revisions
        self.factor = revisions.factor
        self._missed: dict[tuple[int, int, int], Missed] = {}
        if self._past:
            self._months, self._weight = months_seen(self._past), weight_of(self._past, now, window)
            self._flows = flow_errors(self._past, now, self._months, self._weight)

    def of_all(self, flow: int, lags: slice) -> Told:
        weight = self._weight_of(lags)
        if not weight.any():
            return Told(prior_of(lags.stop - lags.start), 0)
        if lags.stop - lags.start == 1:
            spread = self._of_month.spread[flow, lags.start]
        else:
            spread = span_spread(self._past, self._flows, lags)[flow]
        return Told(float(spread), int((weight > 0).sum()))

    def of_groups(self, groups: slice, flow: int, lags: slice, size: float) -> Told:
        """Of groups whose open part was about `size`, whichever they were: one alone has too few migrations to tell."""
        prior, weight = prior_of(lags.stop - lags.start), self._weight_of(lags)
        if not weight.any():
            return Told(prior, 0)
        found = self._missed_by(groups, lags)
        flows = slice(NET, NET + 1) if flow == NET else slice(OUT, IN + 1)
        sizes = found.size[..., flows]
        alike = (sizes * ALIKE >= size) & (sizes <= size * ALIKE)
        seen, each = alike.any(axis=(1, 2)), alike * weight[:, None, None]
        squares, variance, whole = (
            np.array([(each * part).sum()])
            for part in (found.error[..., flows] ** 2, found.variance[..., flows], sizes**2)
        )
        spread = shrunk(squares, variance, whole, np.array([weight[seen].sum()]), prior)
        return Told(float(spread[0]), int((weight[seen] > 0).sum()))

    def _weight_of(self, lags: slice) -> Numbers:
        """(cuts) nought where the truth of any of the months is not settled yet."""
        if not self._past:
            return np.zeros(0)
        least: Numbers = self._weight[:, lags].min(axis=1)
        return least

    def _missed_by(self, groups: slice, lags: slice) -> Missed:
        key = (groups.start, lags.start, lags.stop)
        if key not in self._missed:
            self._missed[key] = self._held_against_truth(groups, lags)
        return self._missed[key]

    def _held_against_truth(self, groups: slice, lags: slice) -> Missed:
        known = self._now.group_known[groups]
        first = self._now.month - known.shape[2] + 1
        places = np.clip(self._months[:, lags] - first, 0, known.shape[2] - 1)
        truth = np.moveaxis(known[:, :, places].sum(axis=3), 2, 0)
        settled, expected, variance = (
            np.stack([getattr(one, name)[groups, :, lags].sum(axis=2) for one in self._past])
            for name in ("group_settled", "group_expected", "group_variance")
        )
        error = truth - settled - expected
        return Missed(
            _beside(error, error[..., IN] - error[..., OUT]),
            _beside(expected, np.sqrt((expected**2).sum(axis=2))),
            _beside(variance, variance.sum(axis=2)),
        )


def _beside(flows: Numbers, net: Numbers) -> Numbers:
    """(cuts, groups, 3)"""
    return np.concatenate([flows, net[..., None]], axis=2)
