"""Histories drawn to an end: one person makes at most one of the migrations that are open."""

import numpy as np
import pytest

from durna.residence.provisional.simulate import DRAWS, draws


def test_an_arrival_and_the_departure_after_it_are_never_both_migrations() -> None:
    # One person, an arrival (cell 1) and the departure after it (cell 0), each as likely as not: always one of them.
    found = draws(np.array([7, 7]), np.array([0.5, 0.5]), np.array([1, 0]), 2, seed=1)

    assert (found.sum(axis=1) == 1).all()


def test_each_crossing_is_drawn_as_often_as_it_is_likely() -> None:
    found = draws(np.arange(2000), np.full(2000, 0.3), np.zeros(2000, np.int64), 1, seed=1)

    # 600 on average, with variance 2000 x 0.3 x 0.7 = 420: the mean of all draws lies within four standard errors.
    assert found.mean() == pytest.approx(600, abs=4 * np.sqrt(420 / DRAWS))
    assert found.var() == pytest.approx(420, rel=0.35)


def test_people_who_share_nothing_are_drawn_apart() -> None:
    # In and out of different persons: the variance of the net is the sum, 2 x 1000 x 0.5 x 0.5 = 500; of the same
    # persons, always one or the other, it is 1000.
    chances = np.full(2000, 0.5)
    apart = draws(np.arange(2000), chances, np.arange(2000) % 2, 2, seed=2)
    together = draws(np.arange(2000) // 2, chances, np.arange(2000) % 2, 2, seed=2)

    assert (apart[:, 1] - apart[:, 0]).var() == pytest.approx(500, rel=0.35)
    assert (together[:, 1] - together[:, 0]).var() == pytest.approx(1000, rel=0.35)


def test_nobody_open_makes_no_migration() -> None:
    nothing = np.empty(0, np.int64)

    assert draws(nothing, np.empty(0), nothing, 3, seed=1).sum() == 0
