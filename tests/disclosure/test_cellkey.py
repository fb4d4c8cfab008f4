"""The cell key method: what a perturbation table promises, and what it refuses."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from durna.disclosure.cellkey import perturbation
from durna.errors import UserError


@settings(max_examples=20, deadline=None)
@example(7, 5.5, 1)  # whose last steps change the dual by less than can be told apart
@given(st.integers(2, 10), st.floats(0.5, 6), st.integers(0, 3))
def test_a_table_keeps_its_promises_or_is_refused(largest: int, variance: float, no_counts_to: int) -> None:
    try:
        table = perturbation(largest, variance, no_counts_to)
    except UserError:
        return  # what is refused and why has tests of its own
    assert table.chances[0, largest] == 1
    assert (table.chances >= 0).all()
    assert table.chances.sum(axis=1) == pytest.approx(1)
    for count, row in enumerate(table.chances[1:], 1):
        seen = count + table.noise[row > 0]
        assert ((seen == 0) | (seen > no_counts_to)).all()
        assert row @ table.noise == pytest.approx(0, abs=1e-9)
        assert row @ table.noise**2 == pytest.approx(variance)


def test_with_one_step_each_way_the_table_is_known() -> None:
    # -1, 0, 1 with mean 0 and variance 0.5: a quarter, a half, a quarter, whatever the entropy.
    assert perturbation(1, 0.5, 0).chances[2] == pytest.approx([0.25, 0.5, 0.25])


def test_no_other_distribution_has_more_entropy() -> None:
    table = perturbation(3, 2.0, 1)
    row = table.chances[3]
    allowed = row > 0
    noise = table.noise[allowed]
    found = minimize(
        lambda p: np.sum(p * np.log(np.maximum(p, 1e-300))), np.full(len(noise), 1 / len(noise)),
        bounds=[(1e-12, 1)] * len(noise), method="SLSQP", options={"ftol": 1e-14, "maxiter": 500},
        constraints=[{"type": "eq", "fun": lambda p: p.sum() - 1}, {"type": "eq", "fun": lambda p: p @ noise},
                     {"type": "eq", "fun": lambda p: p @ noise**2 - 2.0}],
    )  # fmt: skip
    assert row[allowed] == pytest.approx(found.x, abs=1e-4)


def test_a_variance_that_cannot_be_is_refused_with_those_that_can() -> None:
    # A count of 1 may become 0 or 3 at least: two thirds of -1 and one third of 2 give a variance of 2.
    with pytest.raises(UserError, match="count of 1") as refusal:
        perturbation(5, 1.5, 2)
    assert "above 2 " in refusal.value.expected


def test_a_noise_too_short_to_reach_a_count_that_may_be_seen_is_refused() -> None:
    with pytest.raises(UserError, match="cannot have unbiased noise"):
        perturbation(1, 0.5, 2)


def test_keys_spread_over_the_table() -> None:
    table = perturbation(5, 3.0, 2)
    keys = (np.arange(100_000) + 0.5) / 100_000
    for count in (0.0, 1.0, 4.0, 1_000.0):
        seen = table.applied(np.full(len(keys), count), keys)
        assert seen.mean() == pytest.approx(count, abs=1e-3)
        assert not ((seen >= 1) & (seen <= 2)).any()
        assert abs(seen - count).max() <= 5
    assert (table.applied(np.zeros(len(keys)), keys) == 0).all()
