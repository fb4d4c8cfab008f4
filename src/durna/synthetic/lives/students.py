"""Foreign students: they come in September, stay for years of study, and leave each summer for two or three months."""

from __future__ import annotations

import numpy as np

from durna.synthetic.chance import drawn, lengths
from durna.synthetic.journeys import Trips, at, daytime, held_up, joined, on_days
from durna.synthetic.lives.life import Lives, Setting, around, born_before, foreigners, purposes
from durna.synthetic.permits import Terms, chain
from durna.synthetic.timeline import DAY, FOREVER, Days, Minutes, day_of, month_index

STUDY = {"study": 0.93, "private_visit": 0.05, "tourism": 0.02}
GOING = {"private_visit": 1.0}
# An exchange ends after one academic year, ten months: under what makes a change of residence.
YEARS, YEAR_WEIGHTS = (1, 2, 3, 4, 5), (0.34, 0.2, 0.08, 0.26, 0.12)
STAYS_FOR_SUMMER, STAYS_ON = 0.18, 0.12
ONE_YEAR = Terms("permit_study", (365,), (1.0,), 0.0)


def students(setting: Setting) -> Lives:
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    arrive = on_days(rng, conditions.arrivals("study"), count, first=day_of("2006-01-01"))
    years = np.array(YEARS)[drawn(rng, list(YEAR_WEIGHTS), count)]
    longer = at(conditions.stay_lengths("study"), arrive)
    finish = _july(arrive, years) * DAY + (18 * rng.standard_normal(count) + 60 * (longer - 1)).astype(np.int64) * DAY
    # Some find work or stay with friends for a while.
    stays_on = np.where(rng.random(count) < STAYS_ON, lengths(rng, count, 120, 0.7), 0).astype(np.int64) * DAY
    leave = np.maximum(finish + stays_on, arrive + 60 * DAY) // DAY * DAY + daytime(rng, count)
    leave = held_up(rng, leave)
    made = chain(rng, arrive // DAY, ONE_YEAR, conditions.propensity("study"), wanted=years)
    leave = np.where(made.is_refused, np.minimum(leave, (made.last_day + 20) * DAY), leave)
    leave = np.maximum(leave, arrive + 2 * DAY)
    said, going = purposes(rng, count, STUDY), purposes(rng, count, GOING)
    periods, spell = around(np.arange(count), arrive, leave, True, said, going)
    people = foreigners(rng, count, "students", born_before(rng, arrive // DAY, 20.5, 3, youngest=17), 0.38)
    trips = joined([_summers(setting, spell, arrive, leave), _winters(setting, spell, arrive, leave)])
    return Lives.lived("student", "study", people, periods, trips, made.permits.at(spell))


def _july(arrive: Minutes, years: Days) -> Days:
    """The first of July at the end of so many academic years."""
    return _first_of_july(_first_year(arrive) + years)


def _first_of_july(year: Days) -> Days:
    known = np.array([day_of(f"{one}-07-01") for one in range(2004, 2034)])
    return known[year - 2004]


def _first_year(arrive: Minutes) -> Days:
    """Who comes before July joins the year that is under way."""
    months = month_index(arrive // DAY)
    return 2004 + months // 12 - (months % 12 < 6)


def _summers(setting: Setting, spell: Days, arrive: Minutes, leave: Minutes) -> Trips:
    rng, count = setting.rng, setting.count
    made = []
    for number in range(1, max(YEARS) + 1):
        day = _first_of_july(np.minimum(_first_year(arrive) + number, 2030))
        one = (day * DAY > arrive + 60 * DAY) & ((day + 25) * DAY < leave) & (rng.random(count) > STAYS_FOR_SUMMER)
        start = day[one] - 6 + (12 * rng.standard_normal(one.sum())).astype(np.int64)
        longer = at(setting.conditions.stay_lengths("study"), start * DAY)
        end = start + np.clip(70 * longer + 13 * rng.standard_normal(len(start)), 14, 150).astype(np.int64)
        made.append(_trips(rng, spell[one], start, end))
    return joined(made)


def _winters(setting: Setting, spell: Days, arrive: Minutes, leave: Minutes) -> Trips:
    rng, count = setting.rng, setting.count
    made = []
    for number in range(max(YEARS)):
        day = _first_of_july(np.minimum(_first_year(arrive) + number, 2030)) + 203
        one = (day * DAY > arrive + 60 * DAY) & ((day + 40) * DAY < leave) & (rng.random(count) < 0.35)
        start = day[one] + (8 * rng.standard_normal(one.sum())).astype(np.int64)
        made.append(_trips(rng, spell[one], start, start + rng.integers(10, 28, len(start))))
    return joined(made)


def _trips(rng: np.random.Generator, spell: Days, start: Days, end: Days) -> Trips:
    moments = start * DAY + daytime(rng, len(start)), end * DAY + daytime(rng, len(start))
    back = held_up(rng, np.minimum(moments[1], FOREVER), kept_back=0.7)
    return Trips(spell, moments[0], back, purposes(rng, len(start), STUDY))
