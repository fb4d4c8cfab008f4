"""The plain oracle: every table of whole numbers that agrees with what is published, one by one."""

from __future__ import annotations

import itertools

import numpy as np

from durna.disclosure.attacker import Problem


def enumerated(problem: Problem, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """The least and the largest value of each cell among all agreeing tables with no open cell above `largest`."""
    lower, upper = problem.known.lower, np.minimum(problem.known.upper, np.maximum(problem.known.lower, largest))
    dense = problem.equations.toarray()
    # A total follows from its parts, so only the others are tried.
    totals = {int(np.flatnonzero(row > 0)[0]): row for row in dense}
    free = [cell for cell in range(len(lower)) if cell not in totals]
    tried = list(itertools.product(*(range(int(lower[cell]), int(upper[cell]) + 1) for cell in free)))
    cells = np.zeros((len(tried), len(lower)))
    cells[:, free] = tried
    for _ in totals:
        for total, row in totals.items():
            cells[:, total] -= cells @ row
    agrees = ~(cells @ dense.T).any(axis=1) & (cells >= lower).all(axis=1) & (cells <= upper).all(axis=1)
    return cells[agrees].min(axis=0), cells[agrees].max(axis=0)
