"""Citizens: those who live at home and travel, those who leave, those who come back, those who work abroad a while."""

from __future__ import annotations

import numpy as np

from durna.synthetic.chance import lengths
from durna.synthetic.journeys import Periods, Trips, at, at_random, ends, joined, on_days
from durna.synthetic.lives.life import (
    Lives,
    Setting,
    around,
    born_before,
    citizens,
    cut_to_birth,
    of_any_age,
    purposes,
    staying,
)
from durna.synthetic.lives.visitors import every_season
from durna.synthetic.timeline import DAY, END, FOREVER, Days, Minutes, day_of

ABROAD = {"tourism": 0.5, "private_visit": 0.3, "business": 0.1, "shopping": 0.05, "medical": 0.05}
HOME_VISIT = {"private_visit": 0.9, "tourism": 0.1}
# What people say when they leave for good is not what they do.
LEAVING = {"private_visit": 0.35, "tourism": 0.25, "work": 0.25, "study": 0.1, "permanent_residence": 0.05}
COMING_HOME = {"private_visit": 1.0}
SINCE = day_of("2008-01-01") * DAY


def travellers(setting: Setting) -> Lives:
    """Citizens who live in the country. One in five never crosses the border."""
    rng, count = setting.rng, setting.count
    people = citizens(rng, of_any_age(rng, count), female=0.51)
    periods = cut_to_birth(staying(count, inside=True), people.born)
    yearly = 0.5 * rng.gamma(0.9, 1 / 0.9, count) * (rng.random(count) > 0.2)
    trips = trips_from(setting, periods, yearly, 9.0, 0.8, ABROAD)
    return Lives.lived("citizen_at_home", "citizens", people, periods, trips)


def emigrants(setting: Setting) -> Lives:
    """Citizens who leave for years or for ever, and visit home from there."""
    rng, count = setting.rng, setting.count
    left = on_days(rng, setting.conditions.departures("emigration"), count)
    away = lengths(rng, count, 5.0, 0.8) * 365.25
    back = np.where(rng.random(count) < 0.3, ends(rng, left, away), FOREVER)
    return _abroad(setting, "emigrant", np.arange(count), left, np.where(back < END, back, FOREVER), 0.8)


def on_contract(setting: Setting) -> Lives:
    """Citizens who work or study abroad for 5 to 20 months: on both sides of what makes a change of residence."""
    rng, count = setting.rng, setting.count
    left = on_days(rng, setting.conditions.departures("emigration"), count)
    longer = at(setting.conditions.stay_lengths("emigration"), left)
    away = np.clip(lengths(rng, count, 340, 0.35) * longer, 120, 800)
    back = ends(rng, left, away)
    again = rng.random(count) < 0.25
    second = back[again] + (rng.integers(60, 700, again.sum()) * DAY)
    person = np.concatenate([np.arange(count), np.flatnonzero(again)])
    start = np.concatenate([left, second])
    end = np.concatenate([back, ends(rng, second, away[again])])
    order = np.argsort(person * (FOREVER + 1) + start)
    return _abroad(setting, "citizen_on_contract", person[order], start[order], end[order], 1.2)


def returners(setting: Setting) -> Lives:
    """Citizens who lived abroad when the data begin, and come home to stay."""
    rng, count = setting.rng, setting.count
    back = on_days(rng, setting.conditions.arrivals("emigration"), count)
    return _abroad(setting, "returning_citizen", np.arange(count), np.zeros(count, dtype=np.int64), back, 0.9)


def seasonal(setting: Setting) -> Lives:
    """Citizens who work abroad for some months of every year."""
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    born = born_before(rng, np.full(count, day_of("2014-01-01")), 37, 9)
    trips = every_season(rng, conditions, count, "season", median_days=180.0, spread=0.4)
    people = citizens(rng, born, female=0.2)
    periods = cut_to_birth(staying(count, inside=True), born)
    others = trips_from(setting, periods, np.full(count, 0.3), 8.0, 0.7, ABROAD)
    return Lives.lived("seasonal_citizen", "season", people, periods, joined([trips, others]))


def _abroad(setting: Setting, kind: str, person: Days, start: Minutes, end: Minutes, visits_home: float) -> Lives:
    """Lives abroad in the spells given, at home before and after, with trips from either side."""
    rng = setting.rng
    there, back = purposes(rng, len(person), LEAVING), purposes(rng, len(person), COMING_HOME)
    periods, _ = around(person, start, end, False, there, back)
    first = np.full(setting.count, FOREVER)
    np.minimum.at(first, person, np.maximum(start, SINCE))
    people = citizens(rng, born_before(rng, first // DAY, 31, 11, youngest=0.3))
    periods = cut_to_birth(periods, people.born)
    trips = trips_home_and_abroad(setting, periods, visits_home)
    return Lives.lived(kind, "emigration", people, periods, trips)


def trips_home_and_abroad(setting: Setting, periods: Periods, visits_home: float) -> Trips:
    rng = setting.rng
    usual = rng.gamma(1.5, 1 / 1.5, len(periods))
    home = trips_from(setting, periods, np.where(periods.inside, 0, visits_home * usual), 24.0, 0.6, HOME_VISIT)
    away = trips_from(setting, periods, np.where(periods.inside, 0.5 * usual, 0), 9.0, 0.8, ABROAD)
    return joined([home, away])


def trips_from(
    setting: Setting, periods: Periods, yearly: np.ndarray, median_days: float, spread: float, said: dict[str, float]
) -> Trips:
    """Trips to the other side, so many a year on average, about so long."""
    rng, conditions = setting.rng, setting.conditions
    period, start = at_random(rng, periods, yearly, conditions.arrivals("citizens"), SINCE)
    days = lengths(rng, len(period), median_days, spread) * at(conditions.stay_lengths("citizens"), start)
    end = ends(rng, start, np.clip(days, 0.1, 300), kept_back=0.6)
    return Trips(period, start, end, purposes(rng, len(period), said))
