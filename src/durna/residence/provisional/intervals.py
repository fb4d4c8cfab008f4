"""Estimates of a cut with their 95 % intervals, which cover what simulation cannot know and later revision alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.flows import IN, OUT
from durna.residence.provisional.observer import YEAR, Observation
from durna.residence.provisional.revisions import Revisions, span_size

# Half-width in standard deviations. The spread is learned from few independent years, so it is more than 1.96.
WIDTH = 2.0
# Below about so many migrations no estimate is given: its interval would tell more than it.
FEWEST = 20.0


@dataclass(frozen=True)
class Interval:
    """Arrays of one shape."""

    value: Numbers
    lower: Numbers
    upper: Numbers

    @property
    def is_too_small(self) -> Numbers:
        small: Numbers = self.value < FEWEST
        return small


@dataclass(frozen=True)
class Estimated:
    """months (3, lags) and year (3) of emigration, immigration and net; groups (groups, 2, lags)."""

    months: Interval
    year: Interval
    groups: Interval


def estimated(seen: Observation, revisions: Revisions) -> Estimated:
    return Estimated(_months(seen, revisions), _year(seen, revisions), _groups(seen, revisions))


def _months(seen: Observation, revisions: Revisions) -> Interval:
    expected = seen.expected * revisions.factor
    size = np.concatenate([expected, np.sqrt((expected**2).sum(axis=0, keepdims=True))])
    deviation = np.sqrt(seen.variance + (revisions.spread * size) ** 2)
    return _flows(seen.settled, seen.open, expected, deviation)


def _year(seen: Observation, revisions: Revisions) -> Interval:
    """Errors are shared between months: the deviation of a year is learned from years, never added up."""
    expected = (seen.expected * revisions.factor)[:, :YEAR]
    deviation = np.sqrt(seen.variance_of(slice(0, YEAR)) + (revisions.year_spread * span_size(expected)) ** 2)
    settled, still_open = (counts[:, :YEAR].sum(axis=1) for counts in (seen.settled, seen.open))
    return _flows(settled, still_open, expected.sum(axis=1), deviation)


def _groups(seen: Observation, revisions: Revisions) -> Interval:
    expected = seen.group_expected * revisions.factor
    deviation = np.sqrt(seen.group_variance + (revisions.group_spread * expected) ** 2)
    settled = seen.group_settled
    return _within(settled + expected, deviation, settled, settled + seen.group_open)


def _flows(settled: Numbers, still_open: Numbers, expected: Numbers, deviation: Numbers) -> Interval:
    """(3, ...) from (2, ...): the two directions, then immigration less emigration."""
    most, value = settled + still_open, settled + expected
    return _within(
        _and_net(value, value), deviation, _and_net(settled, np.stack([most[OUT], settled[IN]])),
        _and_net(most, np.stack([settled[OUT], most[IN]])),
    )  # fmt: skip


def _and_net(flows: Numbers, opposed: Numbers) -> Numbers:
    return np.concatenate([flows, (opposed[IN] - opposed[OUT])[None]])


def _within(value: Numbers, deviation: Numbers, least: Numbers, most: Numbers) -> Interval:
    """What is settled stays settled, and no more can follow than is open."""
    value, half = np.clip(value, least, most), WIDTH * deviation
    return Interval(value, np.maximum(value - half, least), np.minimum(value + half, most))
