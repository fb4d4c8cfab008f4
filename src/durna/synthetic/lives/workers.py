"""Foreigners who come to work: on permits of one or two years with extensions, or for a project of about a year."""

from __future__ import annotations

import numpy as np

from durna.synthetic.chance import lengths
from durna.synthetic.journeys import Trips, at, daytime, ends, held_up, on_days
from durna.synthetic.lives.citizens import trips_from
from durna.synthetic.lives.life import Lives, Setting, around, born_before, foreigners, purposes
from durna.synthetic.permits import Permits, Terms, chain, departures, joined
from durna.synthetic.timeline import DAY, END, FOREVER, Days, Minutes, day_of

WORK = {"work": 0.8, "business": 0.12, "private_visit": 0.08}
GOING = {"private_visit": 1.0}
VISIT_HOME = {"private_visit": 0.95, "business": 0.05}
ONE_OR_TWO_YEARS = Terms("permit_work", (365, 730), (0.72, 0.28), 0.35)
PROJECT = Terms("permit_work", (180, 365), (0.25, 0.75), 0.0)
COMES_AGAIN = 0.22
SINCE = day_of("2006-01-01")


def labour_migrants(setting: Setting) -> Lives:
    """Years of work on permits, trips home within them; some come again."""
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    arrive = on_days(rng, conditions.arrivals("work"), count, first=SINCE)
    made = chain(rng, arrive // DAY, ONE_OR_TWO_YEARS, conditions.propensity("work"))
    leave = _leaving(setting, arrive, departures(rng, made, conditions.departures("work")))
    again = np.flatnonzero((rng.random(count) < COMES_AGAIN) & (leave < END))
    arrive_again = ends(rng, leave[again], 3 + lengths(rng, len(again), 300, 0.8))
    more = chain(rng, arrive_again // DAY, ONE_OR_TWO_YEARS, conditions.propensity("work"))
    leave_again = _leaving(setting, arrive_again, departures(rng, more, conditions.departures("work")))
    person = np.concatenate([np.arange(count), again])
    start, end = np.concatenate([arrive, arrive_again]), np.concatenate([leave, leave_again])
    permits = joined([made.permits, more.permits.at(count + np.arange(len(again)))])
    return _working(setting, "labour_migrant", person, start, end, permits, home_visits=1.3)


def project_staff(setting: Setting) -> Lives:
    """Eight to sixteen months on a project: about half of them for long enough to be residents."""
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    arrive = on_days(rng, conditions.arrivals("work"), count, first=SINCE)
    longer = at(conditions.stay_lengths("work"), arrive)
    days = np.clip(lengths(rng, count, 355, 0.28) * longer, 150, 900)
    made = chain(
        rng, arrive // DAY, PROJECT, conditions.propensity("work"), wanted=np.ceil(days / 340).astype(np.int64)
    )
    leave = _leaving(setting, arrive, arrive // DAY + days.astype(np.int64))
    return _working(setting, "project_staff", np.arange(count), arrive, leave, made.permits, home_visits=2.2)


def _leaving(setting: Setting, arrive: Minutes, day: Days) -> Minutes:
    """The moment of leaving on a day, or later where nobody got out; beyond the time of the country, never."""
    rng = setting.rng
    moment = np.maximum(day * DAY + daytime(rng, len(day)), arrive + 2 * DAY)
    moment = held_up(rng, moment)
    return np.where(moment < END + 800 * DAY, moment, FOREVER)


def _working(
    setting: Setting, kind: str, person: Days, start: Minutes, end: Minutes, permits: Permits, home_visits: float
) -> Lives:
    rng = setting.rng
    order = np.argsort(person * (FOREVER + 1) + start)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    said, going = purposes(rng, len(person), WORK), purposes(rng, len(person), GOING)
    periods, spell = around(person[order], start[order], end[order], True, said, going)
    people = foreigners(rng, setting.count, "workers", born_before(rng, start[: setting.count] // DAY, 35, 9), 0.22)
    usual = home_visits * rng.gamma(1.5, 1 / 1.5, len(periods))
    trips: Trips = trips_from(setting, periods, np.where(periods.inside, usual, 0), 17.0, 0.6, VISIT_HOME)
    return Lives.lived(kind, "work", people, periods, trips, permits.at(spell[place]))
