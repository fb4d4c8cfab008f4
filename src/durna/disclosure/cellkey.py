"""The cell key method: noise from a perturbation table, found by the keys of the records behind a cell.

Table: Giessing (2016) and ptable: the distribution of greatest entropy with mean 0 and variance V on the noise that is
allowed. It is unbiased, leaves zeros alone, moves no count by more than D and gives none from 1 to js. Keys: Thompson,
Broadfoot and Elazar (2013). Totals are perturbed as cells of their own, so tables do not add.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import linprog

from durna.disclosure.tables import Floats, Integers
from durna.errors import UserError

_STEPS = 200


@dataclass(frozen=True)
class Perturbation:
    """`noise`: float[2 D + 1] from -D to D; `chances`: float[rows, 2 D + 1]; counts from the last row on share it."""

    noise: Floats
    chances: Floats

    def applied(self, counts: Floats, keys: Floats) -> Floats:
        """Perturbed counts; the key of a cell in [0, 1) is the place in the distribution of its count."""
        row = np.minimum(counts, len(self.chances) - 1).astype(int)
        ends = np.cumsum(self.chances, axis=1)
        place = (keys[:, None] >= ends[row]).sum(axis=1)
        return np.asarray(counts + self.noise[np.minimum(place, _last(self.chances)[row])], dtype=float)


def _last(chances: Floats) -> Integers:
    """The last noise that is possible in each row: sums of chances may fall short of 1 by a rounding."""
    return np.asarray(chances.shape[1] - 1 - np.argmax(chances[:, ::-1] > 0, axis=1), dtype=np.int64)


@lru_cache(maxsize=8)
def perturbation(largest: int, variance: float, no_counts_to: int) -> Perturbation:
    """The table of D (`largest`), V (`variance`) and js (`no_counts_to`). Raises UserError where none exists."""
    noise = np.arange(-largest, largest + 1, dtype=float)
    rows = [np.where(noise == 0, 1.0, 0.0)]
    # From D + js + 1 on no count is out of reach, and all have the same noise.
    for count in range(1, largest + no_counts_to + 2):
        seen = count + noise
        allowed = (seen == 0) | (seen > no_counts_to)
        row = np.zeros(len(noise))
        row[allowed] = _entropic(noise[allowed], variance, count)
        rows.append(row)
    return Perturbation(noise, np.array(rows))


def _entropic(noise: Floats, variance: float, count: int) -> Floats:
    """Chances of greatest entropy with mean 0 and the variance, by Newton's method on the dual."""
    low, high = _possible(noise, count)
    if not low < variance < high:
        raise UserError(
            message="cell-key-variance",
            count=count,
            variance=f"{variance:g}",
            low=f"{low:.4g}",
            high=f"{high:.4g}",
            found=f"Cell key: a count of {count} cannot have noise of variance {variance:g}.",
            expected=f"A variance above {low:.4g} and below {high:.4g}, with this largest noise and no_counts_to.",
            do="Change variance, largest_noise or no_counts_to under [confidentiality].",
        )
    moments = np.stack([noise, noise**2 - variance])
    weights = np.zeros(2)
    for _ in range(_STEPS):
        chances = _softmax(weights @ moments)
        slope = moments @ chances
        if np.abs(slope).max() < 1e-13:
            break
        curve = (moments * chances) @ moments.T - np.outer(slope, slope)
        weights = _shorter(moments, weights, np.asarray(np.linalg.solve(curve, slope), dtype=float))
    return _softmax(weights @ moments)


def _shorter(moments: Floats, weights: Floats, step: Floats) -> Floats:
    """The full step where it lowers the dual, else half of it, and so on. At the end rounding alone tells two apart."""
    here, share = _dual(moments, weights) + 1e-12, 1.0
    while share > 1e-9 and _dual(moments, weights - share * step) > here:
        share /= 2
    return weights - share * step


def _dual(moments: Floats, weights: Floats) -> float:
    exponents = weights @ moments
    top = exponents.max()
    return float(top + np.log(np.exp(exponents - top).sum()))


def _softmax(exponents: Floats) -> Floats:
    raised = np.exp(exponents - exponents.max())
    return np.asarray(raised / raised.sum(), dtype=float)


def _possible(noise: Floats, count: int) -> tuple[float, float]:
    """The least and the greatest variance of unbiased noise."""
    ends = []
    for sign in (1, -1):
        found = linprog(sign * noise**2, A_eq=np.stack([np.ones(len(noise)), noise]), b_eq=[1, 0], bounds=(0, 1))
        if found.status != 0:
            raise UserError(
                message="cell-key-noise",
                count=count,
                found=f"Cell key: a count of {count} cannot have unbiased noise.",
                expected="A largest noise that reaches a count above no_counts_to.",
                do="Raise largest_noise, or lower no_counts_to, under [confidentiality].",
            )
        ends.append(sign * float(found.fun))
    return ends[0], ends[1]
