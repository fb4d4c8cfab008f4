"""How likely an open crossing is to turn out a migration, learned from earlier crossings cut to the same knowledge.

Gradient boosting, one model for each direction. The same rows give the same model.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from durna.residence.columns import Numbers

SETTINGS: dict[str, Any] = {
    "max_iter": 80, "learning_rate": 0.1, "max_leaf_nodes": 20, "min_samples_leaf": 40, "l2_regularization": 2.0,
    "early_stopping": False, "random_state": 0,
}  # fmt: skip
LESSONS_OF_A_CUT, LEAST_DOUBT = 3000, 0.02
# Fewer would teach it persons, not rules.
FEWEST_MIGRATIONS = 50
STEPS = 64
_WAYS = (0, 1)


@dataclass(frozen=True)
class Lessons:
    """Open crossings of earlier cuts: features, directions, row in the panel, how many crossings each stands for."""

    features: Numbers
    directions: Numbers
    rows: Numbers
    weights: Numbers

    def of(self, chosen: Numbers) -> Lessons:
        return Lessons(*(getattr(self, field.name)[chosen] for field in fields(self)))


def together(parts: list[Lessons]) -> Lessons:
    return Lessons(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Lessons)))


def sampled(lessons: Lessons, chances: Numbers, seed: int) -> Lessons:
    """About so many as a cut may teach, doubtful ones first; each weighs as much as it was likely to be left out.

    `chances`: how likely the model of the day held a migration. Most open crossings are visits that nobody doubts.
    """
    doubt = np.sqrt(chances * (1 - chances)) + LEAST_DOUBT
    share = np.minimum(1.0, LESSONS_OF_A_CUT * doubt / max(float(doubt.sum()), 1e-9))
    chosen = np.flatnonzero(np.random.default_rng([2, seed]).random(len(share)) < share)
    found = lessons.of(chosen)
    return Lessons(found.features, found.directions, found.rows, 1 / share[chosen])


class Model:
    """A classifier for each direction; where there was too little to learn from, the share of migrations."""

    def __init__(self, lessons: Lessons, is_migration: Numbers, category_count: int) -> None:
        self._grid = _grid(lessons.features, category_count)
        binned = _binned(lessons.features, self._grid)

        def of_direction(way: int) -> Any:
            rows = lessons.directions == way
            # Of this thread: the library's limit holds for the one that sets it.
            with _one_thread():
                return _fitted(binned[rows], is_migration[rows], lessons.weights[rows], category_count)

        # One beside the other, and each in one thread: the same sums in the same order.
        with ThreadPoolExecutor(len(_WAYS)) as workers:
            self._of = dict(zip(_WAYS, workers.map(of_direction, _WAYS), strict=True))

    def probabilities(self, features: Numbers, directions: Numbers) -> Numbers:
        found = np.zeros(len(features))
        binned = _binned(features, self._grid)
        with _one_thread():
            for way, fitted in self._of.items():
                rows = directions == way
                if rows.any():
                    found[rows] = fitted if isinstance(fitted, float) else fitted.predict_proba(binned[rows])[:, 1]
        return found


def name_of_model() -> str:
    import sklearn

    settings = f"{SETTINGS['max_iter']} trees of {SETTINGS['max_leaf_nodes']} leaves"
    return f"gradient boosting, one model a direction, {settings} (scikit-learn {sklearn.__version__})"


def _one_thread() -> Any:
    """Sums in the same order whatever the machine; and threads that wait for each other cost more than they bring."""
    # The library's threads can be limited only once they are there.
    import sklearn.ensemble  # noqa: F401
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    return threadpool_limits(1, user_api="openmp")


def _grid(features: Numbers, category_count: int) -> list[Numbers]:
    """Where to cut each amount into steps. The library's own way takes longer than the learning."""
    amounts = features[:, : features.shape[1] - category_count]
    shares = np.linspace(0, 1, STEPS + 1)[1:-1]
    known = [column[~np.isnan(column)] for column in amounts.T]
    return [np.unique(np.quantile(column, shares)) if len(column) else np.empty(0) for column in known]


def _binned(features: Numbers, grid: list[Numbers]) -> Numbers:
    """Amounts as numbers of steps; what is missing stays so. A feature that nobody has yet tells nothing."""
    found = features.copy()
    for place, edges in enumerate(grid):
        column = features[:, place]
        steps = np.searchsorted(edges, column, side="right").astype(np.float32)
        found[:, place] = np.where(np.isnan(column) & (len(edges) > 0), np.float32(np.nan), steps)
    return found


def _fitted(features: Numbers, labels: Numbers, weights: Numbers, category_count: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    if not FEWEST_MIGRATIONS <= labels.sum() <= len(labels) - FEWEST_MIGRATIONS:
        return float(np.average(labels, weights=weights)) if len(labels) else 0.0
    # What none of these has tells nothing of it; the library wants at least one value.
    features = np.where(np.isnan(features).all(axis=0), np.float32(0), features)
    width = features.shape[1]
    categories = np.arange(width) >= width - category_count if category_count else None
    model = HistGradientBoostingClassifier(categorical_features=categories, **SETTINGS)
    return model.fit(features, labels, sample_weight=weights)
