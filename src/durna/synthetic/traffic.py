"""The traffic: every crossing of the border that the lives make, and what the officer sees."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from durna.synthetic.chance import drawn, generator
from durna.synthetic.conditions import Conditions
from durna.synthetic.lives.life import CITIZEN, purpose
from durna.synthetic.permits import CLASSES, NONE, VISA, VISA_FREE
from durna.synthetic.place import CHECKPOINTS, NATIONS, TRANSPORT
from durna.synthetic.population import Population
from durna.synthetic.timeline import DAY, END, NEVER, SEEN_FROM, Codes, Days, Flags, Minutes

RAIL_SHARE, SEA_SHARE = 0.12, 0.06
VISA_FREE_DAYS, VISA_DAYS, TOURIST_VISA_DAYS = 90, 90, 30
# An exit some time after the last day is still recorded under the permit that ran out.
REMEMBERED_DAYS = 400
SEEKING = "asylum_seeker"
SHORT_VISAS = ("tourism", "transit", "crew")
VISAS_FREE = np.array([False, *(nation.visa_free for nation in NATIONS)])


@dataclass(frozen=True)
class Traffic:
    """One row a crossing, by person and time. `permit_until` is NEVER where no end is set or no permit is needed."""

    person: Days
    minute: Minutes
    is_entry: Flags
    purpose: Codes
    transport: Codes
    checkpoint: Codes
    citizenship: Codes
    permit_class: Codes
    permit_until: Days

    def __len__(self) -> int:
        return len(self.person)

    def of(self, chosen: Flags | Days) -> Traffic:
        return Traffic(*(getattr(self, field.name)[chosen] for field in fields(self)))


def traffic(lived: Population, seed: int) -> Traffic:
    person, minute, is_entry, said = _crossings(lived)
    alive = (minute >= SEEN_FROM) & (minute < END) & (minute < lived.died[person] * DAY)
    person, minute, is_entry, said = person[alive], minute[alive], is_entry[alive], said[alive]
    order = np.argsort((person << 24) | minute, kind="stable")
    person, minute, is_entry, said = person[order], minute[order], is_entry[order], said[order]
    day = minute // DAY
    transport, checkpoint = _routes(lived, Conditions(seed), seed, person, day)
    citizenship = np.where(day < lived.people.naturalised[person], lived.people.citizenship[person], CITIZEN)
    permit_class, until = _permits(lived, person, day, is_entry, said, citizenship)
    return Traffic(
        person, minute, is_entry, said, transport, checkpoint, citizenship.astype(np.int16), permit_class, until
    )


def _crossings(lived: Population) -> tuple[Days, Minutes, Flags, Codes]:
    """The changes between periods, and both ends of every trip."""
    periods, trips = lived.periods, lived.trips
    moves = np.flatnonzero(periods.person[1:] == periods.person[:-1]) + 1
    traveller, leaves_inside = periods.person[trips.period], periods.inside[trips.period]
    return (
        np.concatenate([periods.person[moves], traveller, traveller]),
        np.concatenate([periods.start[moves], trips.start, trips.end]),
        np.concatenate([periods.inside[moves], ~leaves_inside, leaves_inside]),
        np.concatenate([periods.purpose[moves], trips.purpose, trips.purpose]),
    )


def _routes(lived: Population, conditions: Conditions, seed: int, person: Days, day: Days) -> tuple[Codes, Codes]:
    """Places among TRANSPORT, and among the checkpoints of all modes."""
    rng = generator(seed, "routes")
    shares = np.array([conditions.land_share(stream) for stream in lived.streams])
    by_land = rng.random(len(person)) < shares[lived.stream[person], day]
    other = rng.random(len(person)) < np.where(by_land, RAIL_SHARE, SEA_SHARE)
    transport = (by_land * 2 + other).astype(np.int16)
    checkpoint = np.zeros(len(person), dtype=np.int16)
    first = 0
    for place, mode in enumerate(TRANSPORT):
        weights = list(CHECKPOINTS[mode].values())
        rows = np.flatnonzero(transport == place)
        checkpoint[rows] = first + drawn(rng, weights, len(rows))
        first += len(weights)
    return transport, checkpoint


def _permits(
    lived: Population, person: Days, day: Days, is_entry: Flags, said: Codes, citizenship: Codes
) -> tuple[Codes, Days]:
    """What each person holds at the crossing: a permit, else what they were admitted on, else nothing."""
    permit_class, until = _admissions(day, said, citizenship)
    # Who leaves without a permit leaves on what was granted at the entry before.
    leaves = np.flatnonzero(~is_entry[1:] & is_entry[:-1] & (person[1:] == person[:-1])) + 1
    permit_class[leaves], until[leaves] = permit_class[leaves - 1], until[leaves - 1]
    held, is_foreign = held_permits(lived, person, day), citizenship != CITIZEN
    # On the day on which somebody leaves for good the permit is still held: the officer does not know more.
    still = (held.valid_to >= day) | (~is_entry & (held.valid_to >= day - REMEMBERED_DAYS))
    holds = held.found & is_foreign & (held.ended >= day) & still
    # How long an application will take is not known before it is decided.
    is_open = (held.permit_class == CLASSES.index(SEEKING)) & (held.valid_to >= day)
    permit_class = np.where(holds, held.permit_class, np.where(is_foreign, permit_class, CLASSES.index(NONE)))
    until = np.where(holds, np.where(is_open, NEVER, held.valid_to), np.where(is_foreign, until, NEVER))
    return permit_class.astype(np.int16), until


def _admissions(day: Days, said: Codes, citizenship: Codes) -> tuple[Codes, Days]:
    is_free = VISAS_FREE[citizenship]
    is_short = np.isin(said, [purpose(name) for name in SHORT_VISAS])
    days = np.where(is_free, VISA_FREE_DAYS, np.where(is_short, TOURIST_VISA_DAYS, VISA_DAYS))
    return np.where(is_free, CLASSES.index(VISA_FREE), CLASSES.index(VISA)).astype(np.int16), day + days


@dataclass(frozen=True)
class Held:
    """By person and day: the last permit that had begun, whatever came of it later, and whether there is one."""

    permit_class: Codes
    valid_to: Days
    ended: Days
    found: Flags


def held_permits(lived: Population, person: Days, day: Days) -> Held:
    permits = lived.permits.of(lived.permits.is_granted)
    holder = lived.periods.person[permits.period]
    if not len(holder):
        nothing = np.zeros(len(person), dtype=np.int64)
        return Held(nothing.astype(np.int16), nothing, nothing, np.zeros(len(person), dtype=bool))
    keys = (holder << 14) | permits.valid_from
    order = np.argsort(keys, kind="stable")
    place = np.searchsorted(keys[order], (person << 14) | day, side="right") - 1
    found = place >= 0
    place = order[np.maximum(place, 0)]
    found &= holder[place] == person
    return Held(permits.permit_class[place], permits.valid_to[place], permits.ended[place], found)
