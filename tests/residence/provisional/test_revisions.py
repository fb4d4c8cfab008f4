"""What is learned from how far off earlier estimates were, by hand."""

from typing import Any

import numpy as np
import pytest

from durna.residence.provisional import revisions
from durna.residence.provisional.ladder import chain_ladder
from durna.residence.provisional.months import last_day, month_number
from durna.residence.provisional.observer import Observation
from durna.residence.provisional.revisions import CORRECTION_CUTS, LEAST_SPREAD, PRIOR_CUTS, PRIOR_SPREAD, learned

FIRST, START, WINDOW = month_number("2009-01"), month_number("2014-01"), 487


def observed(month: int, truth: float, variance: float = 0.0, **changed: Any) -> Observation:
    """Every month has `truth` migrations each way; those of the last two months are all open, and 100 are expected."""
    nothing, months = np.zeros((0, 2, 2)), month - FIRST + 1
    fields: dict[str, Any] = {
        "month": month, "day": last_day(month), "settled": np.zeros((2, 2)), "open": np.full((2, 2), 1000),
        "expected": np.full((2, 2), 100.0), "covariance": np.stack([variance * np.eye(2)] * 3),
        "forever": np.full((2, 2), 200.0), "known": np.full((2, months), truth),
        "group_settled": nothing, "group_open": nothing, "group_expected": nothing, "group_variance": nothing,
        "group_known": np.zeros((0, 2, months)),
    }  # fmt: skip
    return Observation(**(fields | changed))


def walked(count: int, truth: float = 100, variance: float = 0.0) -> list[Observation]:
    return [observed(START + n, truth, variance) for n in range(count)]


@pytest.fixture
def without_fading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every error counts alike, however old. Of 40 cuts the truth of lag 1 is then known for 24: 487 days are over
    seventeen months after the cut's own month, for the 40th cut those of the first 24."""
    monkeypatch.setattr(revisions, "HALF_LIFE", 1e9)


def test_without_experience_what_was_believed_holds() -> None:
    found = learned([], observed(START, 100), WINDOW)

    assert (found.factor == 1).all()
    assert (found.spread == PRIOR_SPREAD).all()


def test_truths_that_are_not_settled_teach_nothing() -> None:
    # Ten cuts on, the window of no month that was open at any of them is over.
    found = learned(walked(10, truth=150), observed(START + 10, 150), WINDOW)

    assert (found.factor == 1).all()


def test_estimates_that_were_too_low_are_raised_the_more_the_longer_that_holds() -> None:
    short = learned(walked(24, truth=110), observed(START + 24, 110), WINDOW).factor[0, 0]
    longer = learned(walked(60, truth=110), observed(START + 60, 110), WINDOW).factor[0, 0]

    assert 1 < short < longer < 1.1


@pytest.mark.usefixtures("without_fading")
def test_a_correction_is_trusted_by_the_number_of_cuts_behind_it() -> None:
    found = learned(walked(40, truth=110), observed(START + 40, 110), WINDOW)

    assert found.factor[0, 0] == pytest.approx(1 + 0.1 * 24 / (24 + CORRECTION_CUTS))


@pytest.mark.usefixtures("without_fading")
def test_errors_beyond_what_was_simulated_widen_the_spread() -> None:
    found = learned(walked(40, truth=120, variance=144), observed(START + 40, 120), WINDOW)

    # Squared errors 20 x 20 = 400, of which 144 were simulated: the rest is (16 % of 100) squared.
    squared = (PRIOR_CUTS * PRIOR_SPREAD**2 + 24 * 0.16**2) / (PRIOR_CUTS + 24)
    assert found.spread[0, 0] == pytest.approx(np.sqrt(squared))


def test_a_spread_never_vanishes() -> None:
    found = learned(walked(60, truth=100, variance=400), observed(START + 60, 100), WINDOW)

    assert (found.spread >= LEAST_SPREAD).all()


def test_errors_of_the_first_years_of_the_data_are_forgotten() -> None:
    early = [observed(FIRST + 20 + n, 200) for n in range(20)]

    assert (learned(early, observed(START, 100), WINDOW).factor == 1).all()


def test_the_chain_ladder_carries_the_ratio_of_the_past_on() -> None:
    # Twice as many would have stayed for ever as did: the next 300 become 150.
    now = observed(START + 40, 100, forever=np.full((2, 2), 300.0))

    assert chain_ladder(walked(40), now, WINDOW) == pytest.approx(np.full((2, 2), 150.0))


def test_the_chain_ladder_says_nothing_before_any_truth_is_settled() -> None:
    assert np.isnan(chain_ladder(walked(2), observed(START + 2, 100), WINDOW)).all()
