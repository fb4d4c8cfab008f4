"""People who ask for protection: decided within about a year, recognised or not, and what they do then."""

from __future__ import annotations

import numpy as np

from durna.synthetic.chance import lengths
from durna.synthetic.journeys import Trips, daytime, held_up, on_days
from durna.synthetic.lives.life import Lives, Setting, around, born_before, foreigners, purposes
from durna.synthetic.permits import CLASSES, Permits, joined
from durna.synthetic.timeline import DAY, END, FOREVER, NEVER, Days, Floats, day_of

COMING = {"tourism": 0.4, "international_protection": 0.3, "private_visit": 0.3}
GOING = {"private_visit": 1.0}
RECOGNISED_LOG_ODDS, STAYS_WITHOUT = -1.5, 0.3


def asylum_seekers(setting: Setting) -> Lives:
    rng, count, conditions = setting.rng, setting.count, setting.conditions
    arrive = on_days(rng, conditions.arrivals("asylum"), count, first=day_of("2007-06-01"))
    applied = arrive // DAY + 1 + lengths(rng, count, 12, 1.0).astype(np.int64)
    decided = applied + np.clip(lengths(rng, count, 170, 0.6), 20, 900).astype(np.int64)
    is_recognised = _recognised(rng, decided, conditions.propensity("asylum"))
    leave = _leaving(rng, decided, is_recognised)
    said, going = purposes(rng, count, COMING), purposes(rng, count, GOING)
    periods, spell = around(np.arange(count), arrive, np.maximum(leave, arrive + 30 * DAY), True, said, going)
    people = foreigners(rng, count, "asylum", born_before(rng, arrive // DAY, 28, 13, youngest=1), 0.35)
    permits = joined([_seeking(applied, decided), _refugee(applied, decided, is_recognised)]).at(spell)
    empty = np.zeros(0, dtype=np.int64)
    trips = Trips(empty, empty, empty, empty.astype(np.int16))
    return Lives.lived("asylum_seeker", "asylum", people, periods, trips, permits)


def _recognised(rng: np.random.Generator, decided: Days, propensity: Floats) -> np.ndarray:
    odds = RECOGNISED_LOG_ODDS + propensity[np.clip(decided, 0, len(propensity) - 1)]
    is_recognised: np.ndarray = rng.random(len(decided)) < 1 / (1 + np.exp(-odds))
    return is_recognised


def _leaving(rng: np.random.Generator, decided: Days, is_recognised: np.ndarray) -> Days:
    """The refused leave within months, or stay without a right to; some do not wait for the decision."""
    count = len(decided)
    soon = held_up(rng, (decided + lengths(rng, count, 75, 0.8).astype(np.int64)) * DAY)
    before = (decided - rng.integers(5, 100, count)) * DAY
    days = np.where(rng.random(count) < 0.15, before, soon) + daytime(rng, count)
    stays = is_recognised | (rng.random(count) < STAYS_WITHOUT)
    return np.where(stays | (days >= END), FOREVER, days)


def _seeking(applied: Days, decided: Days) -> Permits:
    """The right to stay until the decision; the row itself is no decision of the permits' register."""
    return _rows("asylum_seeker", np.arange(len(applied)), applied, applied, applied, decided)


def _refugee(applied: Days, decided: Days, is_recognised: np.ndarray) -> Permits:
    who = np.flatnonzero(is_recognised)
    return _rows("refugee", who, applied[who], decided[who], decided[who], np.full(len(who), NEVER, dtype=np.int64))


def _rows(permit_class: str, who: Days, applied: Days, decided: Days, begins: Days, last: Days) -> Permits:
    count = len(who)
    return Permits(
        who, np.full(count, CLASSES.index(permit_class), dtype=np.int16), applied, decided, begins, last,
        np.full(count, NEVER, dtype=np.int64), np.zeros(count, dtype=bool), np.ones(count, dtype=bool),
    )  # fmt: skip
