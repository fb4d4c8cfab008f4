"""A chain-ladder to be measured against: what truth was to the stay-for-ever count of the same age, on past average."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from durna.residence.columns import Numbers
from durna.residence.provisional.observer import Observation
from durna.residence.provisional.revisions import months_seen, settled_by, truth_of


def chain_ladder(past: Sequence[Observation], now: Observation, window: int) -> Numbers:
    """(2, lags); NaN where no truth of that age is settled yet."""
    if not past:
        return np.full(now.forever.shape, np.nan)
    months = months_seen(past)
    is_known = settled_by(months, now, window)[:, None]
    truth = np.where(is_known, truth_of(now.known, months, now), 0).sum(axis=0)
    forever = np.where(is_known, np.stack([one.forever for one in past]), 0).sum(axis=0)
    ratio = np.divide(truth, forever, out=np.full(truth.shape, np.nan), where=forever > 0)
    found: Numbers = ratio * now.forever
    return found
