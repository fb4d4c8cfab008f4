"""Foreigners who settle: families that come together, and those who lived in the country when the data begin.

Temporary permits, then for some a permanent one, then for a few the citizenship.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from durna.synthetic.chance import drawn, lengths
from durna.synthetic.journeys import Periods, apart, ends, on_days
from durna.synthetic.lives.citizens import trips_from
from durna.synthetic.lives.life import Lives, People, Setting, around, born_before, foreigners, purposes
from durna.synthetic.permits import CLASSES, Permits, Terms, chain, joined
from durna.synthetic.timeline import DAY, END, FOREVER, NEVER, Codes, Days, Minutes, day_of

SETTLING = {"family": 0.5, "private_visit": 0.25, "permanent_residence": 0.15, "work": 0.1}
GOING = {"private_visit": 1.0}
VISITS = {"private_visit": 0.8, "tourism": 0.2}
FAMILY = Terms("permit_family", (365, 730), (0.7, 0.3), 3.0)
LEAVES_AFTER_YEARS, LEAVES = 3.0, 0.35
PERMANENT_AFTER_DAYS, BECOMES_PERMANENT = (2 * 365 + 20, 6 * 365), 0.45
CITIZEN_AFTER_DAYS, BECOMES_CITIZEN = (5 * 365 + 30, 9 * 365), 0.35
PERMANENT_TERM_DAYS = 5 * 365
SIZES, SIZE_WEIGHTS = (1, 2, 3, 4, 5), (0.2, 0.3, 0.22, 0.2, 0.08)


def families(setting: Setting) -> Lives:
    """Persons of a family cross together; a child that is born in the country begins with its birth."""
    rng = setting.rng
    head, place_in_family = _families(rng, setting.count)
    heads = np.flatnonzero(place_in_family == 0)
    arrive = on_days(rng, setting.conditions.arrivals("family"), len(heads), first=day_of("2005-01-01"))
    away = 20 + lengths(rng, len(heads), LEAVES_AFTER_YEARS, 0.8) * 365.25
    leave = np.where(rng.random(len(heads)) < LEAVES, ends(rng, arrive, away), FOREVER)
    leave = np.where(leave < END, leave, FOREVER)
    lived = _settled(setting, "settling_family", arrive, leave, len(heads))
    return _with_members(rng, lived, np.searchsorted(heads, head), place_in_family, arrive // DAY)


def residents(setting: Setting) -> Lives:
    """Foreigners who lived in the country before the data begin; a few leave."""
    rng, count = setting.rng, setting.count
    arrive = rng.integers(0, day_of("2008-06-01"), count) * DAY
    leave = on_days(rng, setting.conditions.departures("family"), count, first=day_of("2008-09-01"))
    leave = np.where(rng.random(count) < LEAVES, leave, FOREVER)
    return _settled(setting, "foreign_resident", arrive, leave, count)


def _settled(setting: Setting, kind: str, arrive: Minutes, leave: Minutes, count: int) -> Lives:
    rng = setting.rng
    said, going = purposes(rng, count, SETTLING), purposes(rng, count, GOING)
    periods, spell = around(np.arange(count), arrive, leave, True, said, going)
    usual = 1.1 * rng.gamma(1.5, 1 / 1.5, len(periods))
    trips = trips_from(setting, periods, np.where(periods.inside, usual, 0), 22.0, 0.6, VISITS)
    periods, trips = apart(periods, trips)
    people = foreigners(rng, count, "settlers", born_before(rng, arrive // DAY, 34, 10), 0.5)
    here_until = periods.end[spell] // DAY
    permanent, naturalised = _milestones(rng, arrive // DAY, here_until)
    people = replace(people, naturalised=naturalised)
    permits = _permits(setting, arrive // DAY, permanent, naturalised).at(spell)
    return Lives.lived(kind, "family", people, periods, trips, permits)


def _milestones(rng: np.random.Generator, arrived: Days, until: Days) -> tuple[Days, Days]:
    """The days of the permanent permit and of the citizenship, NEVER for those who do not get that far."""
    count = len(arrived)
    permanent = np.maximum(arrived + rng.integers(*PERMANENT_AFTER_DAYS, count), day_of("2006-02-01"))
    permanent = np.where((rng.random(count) < BECOMES_PERMANENT) & (permanent + 40 < until), permanent, NEVER)
    citizen = np.maximum(arrived + rng.integers(*CITIZEN_AFTER_DAYS, count), day_of("2009-02-01"))
    becomes = (rng.random(count) < BECOMES_CITIZEN) & (permanent + 200 < citizen) & (citizen < until)
    return permanent, np.where(becomes & (citizen < END // DAY), citizen, NEVER)


def _permits(setting: Setting, arrived: Days, permanent: Days, naturalised: Days) -> Permits:
    """Temporary permits up to the permanent one, which is renewed up to the citizenship."""
    made = chain(setting.rng, arrived, FAMILY, setting.conditions.propensity("family")).permits
    made = made.of(made.decided < permanent[made.period])
    made = replace(made, ended=np.where(made.valid_to >= permanent[made.period], permanent[made.period], made.ended))
    who = np.flatnonzero(permanent < NEVER)
    rows = []
    for number in range(4):
        begins = permanent[who] + number * PERMANENT_TERM_DAYS
        still = begins < np.minimum(naturalised[who], END // DAY)
        rows.append(_permanent(who[still], begins[still], naturalised[who[still]], is_extension=number > 0))
    return joined([made, *rows])


def _permanent(who: Days, begins: Days, naturalised: Days, is_extension: bool) -> Permits:
    count, last = len(who), begins + PERMANENT_TERM_DAYS - 1
    return Permits(
        who, np.full(count, CLASSES.index("permit_permanent"), dtype=np.int16), begins - 45, begins, begins, last,
        np.where(naturalised <= last, naturalised, NEVER), np.full(count, is_extension), np.ones(count, dtype=bool),
    )  # fmt: skip


def _families(rng: np.random.Generator, count: int) -> tuple[Days, Days]:
    """The head of each person's family, and the person's place in it (0: the head)."""
    sizes = np.array(SIZES)[drawn(rng, list(SIZE_WEIGHTS), count)]
    sizes = sizes[np.cumsum(sizes) <= count]
    sizes = np.concatenate([sizes, np.ones(count - sizes.sum(), dtype=np.int64)]).astype(np.int64)
    first = np.cumsum(sizes) - sizes
    head = np.repeat(first, sizes)
    return head, np.arange(count) - head


def _with_members(rng: np.random.Generator, lived: Lives, family: Days, number: Days, arrived: Days) -> Lives:
    """The lives of the heads, lived by every member from birth on."""
    heads, count = lived.people, len(family)
    is_child = number >= 2
    born = np.where(
        is_child,
        arrived[family] - (365.25 * rng.uniform(-6, 14, count)).astype(np.int64),
        heads.born[family] + rng.integers(-1800, 1800, count) * (number == 1),
    )
    is_female = np.where(number == 1, ~heads.is_female[family], rng.random(count) < 0.5)
    is_female = np.where(number == 0, heads.is_female[family], is_female)
    citizenship = heads.citizenship[family]
    birthplace = np.where(born >= arrived[family], 0, citizenship).astype(np.int16)
    naturalised = np.where(born < heads.naturalised[family], heads.naturalised[family], NEVER)
    people = People(born, is_female, citizenship, birthplace, naturalised, np.flatnonzero(number == 0)[family])
    return _copied(lived, people, family)


def _copied(lived: Lives, people: People, family: Days) -> Lives:
    """Periods, trips and permits of the heads, once for each member; what lies before a birth is left out."""
    periods, member, source = _periods_of(lived.periods, family)
    start = np.maximum(periods.start, (people.born[member] + 1) * DAY)
    alive = start < periods.end
    periods = replace(periods, start=start).of(alive)
    source, member = source[alive], member[alive]
    period, trip = _matched(source, lived.trips.period)
    trips = replace(lived.trips.of(trip), period=period)
    trips = trips.of(trips.start > periods.start[trips.period])
    period, permit = _matched(source, lived.permits.period)
    permits = replace(lived.permits.of(permit), period=period)
    permits = permits.of(permits.applied > people.born[periods.person[permits.period]])
    return Lives.lived(lived.kind, lived.stream, people, periods, trips, permits)


def _periods_of(periods: Periods, family: Days) -> tuple[Periods, Days, Days]:
    member, source = _matched(family, periods.person)
    return replace(periods.of(source), person=member), member, source


def _matched(wanted: Days, keys: Codes | Days) -> tuple[Days, Days]:
    """All pairs (place in `wanted`, place in `keys`) with the same value, in the order of `wanted`."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first, last = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
    counts = last - first
    left = np.repeat(np.arange(len(wanted)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return left, order[np.repeat(first, counts) + within]
