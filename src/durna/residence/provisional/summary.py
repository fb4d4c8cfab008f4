"""A back-test in a few lines: by period, flow and lag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from durna.residence.provisional.backtest import CLOSURE, OPEN_BORDER, BackTest
from durna.residence.provisional.bars import Outcome
from durna.residence.provisional.flows import FLOWS


@dataclass(frozen=True)
class Row:
    """Means over the cut-offs of a period. `mean_error` is truth less estimate."""

    lag: int
    cut_offs: int
    truth: float
    mean_error: float
    absolute_error: float
    half_width: float
    coverage: float


def by_lag(found: BackTest) -> Iterator[tuple[str, str, list[Row]]]:
    for period in (OPEN_BORDER, CLOSURE):
        for flow in FLOWS:
            outcome = Outcome.of(found, flow, period)
            if outcome.cut_offs:
                yield period, flow, [_row(outcome, lag) for lag in range(1, outcome.truth.shape[1] + 1)]


def _row(outcome: Outcome, lag: int) -> Row:
    place = lag - 1
    error, half = outcome.error[:, place], (outcome.upper - outcome.lower)[:, place] / 2
    return Row(
        lag, outcome.cut_offs, float(outcome.truth[:, place].mean()), float(error.mean()), float(np.abs(error).mean()),
        float(half.mean()), outcome.coverage(lag, lag),
    )  # fmt: skip
