"""People who live elsewhere and come for days, weeks or seasons: tourists, relatives, business, transit, commuters."""

from __future__ import annotations

import numpy as np

from durna.synthetic.chance import lengths
from durna.synthetic.conditions import Conditions
from durna.synthetic.journeys import Trips, at, at_random, daytime, ends, joined, on_days
from durna.synthetic.lives.life import Lives, Setting, born_before, foreigners, purpose, purposes, staying
from durna.synthetic.timeline import DAY, END, Floats, Minutes, day_of

TOURIST = {"tourism": 0.8, "private_visit": 0.06, "medical": 0.04, "culture_sport": 0.05, "religious": 0.05}
RELATIVE = {"private_visit": 0.85, "tourism": 0.1, "shopping": 0.05}
BUSINESS = {"business": 0.8, "official": 0.15, "culture_sport": 0.05}
DRIVER = {"crew": 0.5, "transit": 0.5}
# A stay that ends beyond what is permitted: few visitors, for months.
TOO_LONG, TOO_LONG_DAYS = 0.012, 130.0


def tourists(setting: Setting) -> Lives:
    rng, count = setting.rng, setting.count
    weights = setting.conditions.arrivals("tourism")
    visits = 1 + (rng.random(count) < 0.3)
    person = np.repeat(np.arange(count), visits)
    start = on_days(rng, weights, len(person), first=day_of("2008-06-01"))
    return _visiting(setting, "tourist", "tourism", person, start, 6.0, 0.6, TOURIST, mean_age=38)


def relatives(setting: Setting) -> Lives:
    """Visits through the years to family in the country; some stay for most of a year."""
    return _regular(setting, "relative_visitor", "relatives", 0.7, 24.0, 0.95, RELATIVE, mean_age=41)


def business(setting: Setting) -> Lives:
    return _regular(setting, "business_visitor", "business", 0.7, 4.5, 0.6, BUSINESS, mean_age=43)


def transit(setting: Setting) -> Lives:
    return _regular(setting, "transit", "transit", 0.35, 1.3, 0.5, DRIVER, mean_age=40, female=0.1)


def commuters(setting: Setting) -> Lives:
    """Work or trade across the border, in the morning and back in the evening, in some years of a life."""
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    periods = staying(count, inside=False)
    first = rng.integers(day_of("2008-01-01"), day_of("2021-06-01"), count)
    years = np.clip(rng.gamma(3.0, 0.45, count), 0.4, 4)
    last = first + (years * 365.25).astype(np.int64)
    # Fifty to 250 times there and back; days of rest are taken out below.
    yearly = np.clip(rng.integers(60, 300, count) / years, 30, 245)
    period, start = at_random(rng, periods, yearly, conditions.arrivals("commuting"), day_of("2008-01-01") * DAY)
    day = start // DAY
    at_work = (day >= first[period]) & (day <= last[period]) & ((day + 3) % 7 < rng.integers(5, 8, count)[period])
    period, day = period[at_work], day[at_work]
    start = day * DAY + np.clip(7.2 * 60 + 45 * rng.standard_normal(len(day)), 0, 600).astype(np.int64)
    hours = np.where(rng.random(len(day)) < 0.08, rng.integers(24, 96, len(day)), 0)
    end = start + (lengths(rng, len(day), 9.5, 0.2) * 60).astype(np.int64) + hours * 60
    trips = Trips(period, start, end, np.full(len(day), purpose("work"), dtype=np.int16))
    people = foreigners(rng, count, "visitors", born_before(rng, first, 37, 9), female=0.3)
    return Lives.lived("commuter", "commuting", people, periods, trips)


def seasonal(setting: Setting) -> Lives:
    """The same months of every year in the country, at work; a few stay for so long that they are residents."""
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    periods = staying(count, inside=False)
    trips = every_season(rng, conditions, count, "season", median_days=150.0, spread=0.45)
    people = foreigners(rng, count, "workers", born_before(rng, np.full(count, day_of("2014-01-01")), 36, 9), 0.2)
    return Lives.lived("seasonal_worker", "season", people, periods, trips)


def every_season(
    rng: np.random.Generator, conditions: Conditions, count: int, stream: str, median_days: float, spread: float
) -> Trips:
    """A trip in the spring of each of some years in a row; most come back every year, some leave one out."""
    weights = conditions.arrivals(stream)
    first = rng.integers(2006, 2022, count)
    years = np.minimum(1 + rng.geometric(0.3, count), 10)
    usual_length = lengths(rng, count, median_days, spread)
    usual_day = np.clip(90 + 30 * rng.standard_normal(count), 5, 200)
    made = []
    for number in range(10):
        one = np.flatnonzero((number < years) & (rng.random(count) < 0.88) & (first + number < 2023))
        new_year = np.array([day_of(f"{year}-01-01") for year in range(2006, 2024)])[first[one] + number - 2006]
        start = (new_year + usual_day[one] + 12 * rng.standard_normal(len(one))).astype(np.int64) * DAY
        one, start = _who_come(rng, one, start, weights)
        days = (
            usual_length[one]
            * np.exp(0.15 * rng.standard_normal(len(one)))
            * at(conditions.stay_lengths(stream), start)
        )
        start = start + daytime(rng, len(one))
        end = ends(rng, start, days)
        made.append(Trips(one, start, end, np.full(len(one), purpose("work"), np.int16)))
    return joined(made)


def _who_come(rng: np.random.Generator, who: Minutes, start: Minutes, weights: Floats) -> tuple[Minutes, Minutes]:
    """Fewer in a bad year, none when the border is closed: by the conditions of the day, its season aside."""
    height = at(weights, start)
    usual = np.median(height) if len(height) else 1.0
    comes = rng.random(len(who)) < np.clip(height / usual, 0, 1)
    return who[comes], start[comes]


def _regular(
    setting: Setting,
    kind: str,
    stream: str,
    yearly: float,
    median_days: float,
    spread: float,
    said: dict[str, float],
    mean_age: float,
    female: float = 0.5,
) -> Lives:
    """Visits at times of their own in some years of a life, some people often, some seldom."""
    rng, count = setting.rng, setting.count
    periods = staying(count, inside=False)
    rate = yearly * rng.gamma(1.2, 1 / 1.2, count)
    weights = setting.conditions.arrivals(stream)
    person, start = at_random(rng, periods, rate, weights, day_of("2008-01-01") * DAY)
    return _visiting(setting, kind, stream, person, start, median_days, spread, said, mean_age, female)


def _visiting(
    setting: Setting,
    kind: str,
    stream: str,
    person: Minutes,
    start: Minutes,
    median_days: float,
    spread: float,
    said: dict[str, float],
    mean_age: float,
    female: float = 0.5,
) -> Lives:
    rng, count = setting.rng, setting.count
    own = np.exp(0.4 * rng.standard_normal(count))[person]
    days = lengths(rng, len(person), median_days, spread) * own * at(setting.conditions.stay_lengths(stream), start)
    days = np.clip(days, 0.05, 330) + np.where(
        rng.random(len(person)) < TOO_LONG, rng.exponential(TOO_LONG_DAYS, len(person)), 0
    )
    end = ends(rng, start, days)
    trips = Trips(person, start, np.minimum(end, END + 400 * DAY), purposes(rng, len(person), said))
    born = born_before(rng, np.full(count, day_of("2013-01-01")), mean_age, 14, youngest=12)
    people = foreigners(rng, count, "visitors", born, female)
    return Lives.lived(kind, stream, people, staying(count, inside=False), trips)
