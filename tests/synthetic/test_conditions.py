"""Shocks that move everybody at once, and the closure."""

from __future__ import annotations

import numpy as np

from durna.synthetic.conditions import SUMMER, Conditions
from durna.synthetic.timeline import day_of, month_index, month_of_year


def monthly(conditions: Conditions, stream: str) -> np.ndarray:
    """Traffic of each month from 2009 to 2019 without the season, on the log scale."""
    first, last = day_of("2009-01-01"), day_of("2020-01-01")
    days = np.arange(first, last)
    firsts = days[np.flatnonzero(np.diff(month_index(days), prepend=-1))]
    season = np.array(SUMMER if stream == "tourism" else (1.0,) * 12)
    traffic: np.ndarray = np.log(conditions.arrivals(stream)[firsts] / season[month_of_year(firsts)])
    return traffic


def test_months_differ_by_ten_to_twenty_percent() -> None:
    """The parts have standard deviations of 0.11, 0.07, 0.07 and 0.03: together 0.15, a trend aside."""
    spreads = [np.std(np.diff(monthly(Conditions(seed), "tourism"))) for seed in range(20)]
    assert 0.06 < np.mean(spreads) < 0.25


def test_streams_move_together() -> None:
    changes = [np.diff(monthly(Conditions(5), stream)) for stream in ("tourism", "transit")]
    assert np.corrcoef(changes)[0, 1] > 0.3


def test_shocks_fade_slowly() -> None:
    series = np.concatenate([_centred(monthly(Conditions(seed), "transit")) for seed in range(20)])
    assert np.corrcoef(series[:-1], series[1:])[0, 1] > 0.4


def test_another_seed_has_other_shocks() -> None:
    assert not np.array_equal(Conditions(1).arrivals("work"), Conditions(2).arrivals("work"))


def test_land_borders_close_in_the_middle_of_march_2020() -> None:
    traffic = Conditions(1).arrivals("commuting")
    before, after = traffic[day_of("2020-03-13")], traffic[day_of("2020-03-14")]
    # 0.02 of normal on land (the table of the module), whatever the shock of the month; a day of trend is 0.0001.
    assert np.isclose(after / before, 0.02, rtol=0.001)


def test_traffic_by_land_comes_back_later_than_by_air() -> None:
    shares = Conditions(1).land_share("citizens")
    assert shares[day_of("2020-06-01")] < shares[day_of("2021-09-15")] < shares[day_of("2019-06-01")]


def _centred(values: np.ndarray) -> np.ndarray:
    return values - values.mean()
