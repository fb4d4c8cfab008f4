"""How far estimates of each age were off so far, learned from earlier cuts whose truth is settled by now.

Simulation knows only that each open crossing may end either way. What moves all of them together (a year in which more
permits are extended) shows in no crossing; it shows in the errors of earlier estimates. Those errors give a correction
of the estimate and the part of its spread that grows with its size: variance = simulated + (spread x size) squared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.flows import with_net
from durna.residence.provisional.months import months_of
from durna.residence.provisional.observer import YEAR, Observation

# What is believed before anything was seen, of one month and of twelve together, and how many cuts that weighs.
PRIOR_SPREAD, PRIOR_YEAR_SPREAD, PRIOR_CUTS = 0.06, 0.03, 12
LEAST_SPREAD = 0.02
# A correction is trusted by half after so many cuts: months that follow one another share their errors.
CORRECTION_CUTS = 30
# What was learned from the first years of the data was learned from few months; such errors tell of that alone.
LEAD_IN_MONTHS = 48
# An error counts half as much as one that was made so many cuts later.
HALF_LIFE = 36


@dataclass(frozen=True)
class Revisions:
    """factor (2, lags): what the expected part is multiplied by. Relative spreads: spread (3, lags) of emigration,
    immigration and net, year_spread (3) of twelve months together, group_spread (lags) of a cell of any group."""

    factor: Numbers
    spread: Numbers
    year_spread: Numbers
    group_spread: Numbers


@dataclass(frozen=True)
class Errors:
    """Truth less estimate (cuts, series, lags), the size of what was open then, its simulated variance.

    `weight` (cuts, lags): nought where the truth is not settled by now, and the less the longer ago.
    """

    error: Numbers
    size: Numbers
    variance: Numbers
    weight: Numbers

    def pooled(self, values: Numbers) -> Numbers:
        """Sums over cuts and over the lags beside each (series, lags); of what is known."""
        sums = (self.weight[:, None] * values).sum(axis=0)
        wide = np.pad(sums, ((0, 0), (1, 1)))
        summed: Numbers = wide[:, :-2] + wide[:, 1:-1] + wide[:, 2:]
        return summed

    @property
    def cuts(self) -> Numbers:
        """How many cuts tell of each lag."""
        count: Numbers = self.weight.sum(axis=0)
        return count


def learned(past: Sequence[Observation], now: Observation, window: int) -> Revisions:
    """From observations before `now`, as far as their truth is settled by then."""
    past = telling(past)
    lags = now.expected.shape[1]
    if not past:
        return Revisions(
            np.ones((2, lags)), np.full((3, lags), PRIOR_SPREAD), np.full(3, PRIOR_YEAR_SPREAD),
            np.full(lags, PRIOR_SPREAD),
        )  # fmt: skip
    months, weight = months_seen(past), weight_of(past, now, window)
    flows = flow_errors(past, now, months, weight)
    factor = _factor(past, flows)
    return Revisions(
        factor, _spread(flows), span_spread(past, flows, slice(0, YEAR)), _group_spread(past, now, months, weight)
    )  # fmt: skip


def telling(past: Sequence[Observation]) -> list[Observation]:
    """Those late enough in the data."""
    return [one for one in past if one.known.shape[1] > LEAD_IN_MONTHS]


def weight_of(past: Sequence[Observation], now: Observation, window: int) -> Numbers:
    """(cuts, lags) nought where the truth is not settled by now, and the less the longer ago."""
    return np.asarray(settled_by(months_seen(past), now, window) * _recency(past, now))


def _recency(past: Sequence[Observation], now: Observation) -> Numbers:
    """(cuts, 1)"""
    age = np.array([now.month - one.month for one in past])
    weight: Numbers = 0.5 ** ((age - age.min()) / HALF_LIFE)
    return weight[:, None]


def months_seen(past: Sequence[Observation]) -> Numbers:
    """(cuts, lags) the month of each figure."""
    return np.array([one.month for one in past])[:, None] - np.arange(past[0].expected.shape[1])


def settled_by(months: Numbers, now: Observation, window: int) -> Numbers:
    """Whether every crossing of a month is settled on the day of the cut, whatever people did later."""
    last_settled = int(months_of(now.day - window + 1)) - 1
    settled: Numbers = (months <= last_settled) & (months >= _first(now))
    return settled


def _first(now: Observation) -> int:
    return now.month - int(now.known.shape[1]) + 1


def truth_of(known: Numbers, months: Numbers, now: Observation) -> Numbers:
    """(cuts, series, lags) of settled migrations (series, months)."""
    return np.moveaxis(known[:, np.clip(months - _first(now), 0, known.shape[1] - 1)], 0, 1)


def flow_errors(past: Sequence[Observation], now: Observation, months: Numbers, weight: Numbers) -> Errors:
    expected = np.stack([one.expected for one in past])
    settled = np.stack([one.settled for one in past])
    error = truth_of(now.known, months, now) - settled - expected
    size = expected**2
    return Errors(
        np.moveaxis(with_net(np.moveaxis(error, 1, 0)), 0, 1),
        np.sqrt(np.concatenate([size, size.sum(axis=1, keepdims=True)], axis=1)),
        np.stack([one.variance for one in past]), weight,
    )  # fmt: skip


def _factor(past: Sequence[Observation], flows: Errors) -> Numbers:
    expected, missed = flows.pooled(flows.size)[:2], flows.pooled(flows.error)[:2]
    trust = flows.cuts / (flows.cuts + CORRECTION_CUTS)
    factor: Numbers = 1 + trust * np.divide(missed, expected, out=np.zeros_like(missed), where=expected > 0)
    return factor


def _spread(errors: Errors) -> Numbers:
    return shrunk(
        errors.pooled(errors.error**2), errors.pooled(errors.variance), errors.pooled(errors.size**2), errors.cuts,
        PRIOR_SPREAD,
    )  # fmt: skip


def shrunk(squares: Numbers, variance: Numbers, sizes: Numbers, cuts: Numbers, prior: float) -> Numbers:
    """The spread that makes up for the squared errors beyond what was simulated, drawn towards what was believed."""
    excess = np.divide(squares - variance, sizes, out=np.full_like(squares, prior**2), where=sizes > 0)
    squared = (PRIOR_CUTS * prior**2 + cuts * excess) / (PRIOR_CUTS + cuts)
    spread: Numbers = np.sqrt(np.maximum(squared, LEAST_SPREAD**2))
    return spread


def span_spread(past: Sequence[Observation], flows: Errors, lags: slice) -> Numbers:
    """(3) of months together, from the same months together at earlier cuts: their errors are shared."""
    weight = flows.weight[:, lags].min(axis=1)
    error = flows.error[:, :, lags].sum(axis=2)
    size = span_size(np.stack([one.expected for one in past])[..., lags])
    variance = np.stack([one.variance_of(lags) for one in past])
    count = np.full(3, weight.sum())
    return shrunk(
        weight @ error**2, weight @ variance, weight @ size**2, count, prior_of(lags.stop - lags.start)
    )  # fmt: skip


def prior_of(months: int) -> float:
    """What is believed of so many months together: one part of each month's error is shared, the rest is its own."""
    own = (PRIOR_SPREAD**2 - PRIOR_YEAR_SPREAD**2) / (1 - 1 / YEAR)
    return float(np.sqrt(PRIOR_SPREAD**2 - own * (1 - 1 / months)))


def span_size(expected: Numbers) -> Numbers:
    """(..., 3) what is open of months together, from (..., 2, lags)."""
    flows = expected.sum(axis=-1)
    return np.concatenate([flows, np.sqrt((flows**2).sum(axis=-1, keepdims=True))], axis=-1)


def _group_spread(past: Sequence[Observation], now: Observation, months: Numbers, weight: Numbers) -> Numbers:
    """One for all groups: each alone has too few migrations to tell."""
    lags = now.expected.shape[1]
    if not len(now.group_known):
        return np.full(lags, PRIOR_SPREAD)
    known = now.group_known.reshape(-1, now.group_known.shape[2])
    expected, settled, variance = (
        np.stack([getattr(one, name).reshape(-1, lags) for one in past])
        for name in ("group_expected", "group_settled", "group_variance")
    )
    error = truth_of(known, months, now) - settled - expected
    every = Errors(error, expected, variance, weight)
    return shrunk(
        every.pooled(error**2).sum(axis=0), every.pooled(variance).sum(axis=0),
        every.pooled(expected**2).sum(axis=0), every.cuts, PRIOR_SPREAD,
    )  # fmt: skip
