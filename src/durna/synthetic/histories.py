"""Histories: people of coherent lives and every crossing of the border that they make, future included.

Nothing here is about a real person. What an observer of October 2021 cannot know yet is part of it: lives go on to
mid-2023. The same number of people, seed and mix give the same tables.

people: person (int64, 1..n), birth_date, death_date (null: alive in mid-2023), sex, citizenship (first one),
  country_of_birth, kind (of life), naturalised_on (null: never; the own citizenship holds from that day), family (the
  person number of its head).
crossings, by time: person, crossed_at (to the minute, local), direction (entry, exit), purpose, transport_mode,
  checkpoint, citizenship, sex, birth_date (all as at the crossing), permit_class (durna.synthetic.permits.CLASSES:
  what the person holds on that day, `none` for citizens), permit_until (its last day; null without one).
periods: person, start, end (null: open), inside: where each person lives, trips aside.
permits: person, permit_class, applied_on, decided_on, decision, first_or_extension, valid_from, valid_to, ended_on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates, moments
from durna.synthetic.lives.life import PURPOSES
from durna.synthetic.permits import CLASSES
from durna.synthetic.place import CHECKPOINTS, CITIZENSHIPS, TRANSPORT
from durna.synthetic.population import Population, population
from durna.synthetic.timeline import DAY, END, NEVER
from durna.synthetic.traffic import Traffic, traffic

SEXES = ("male", "female")
DIRECTIONS = ("exit", "entry")
DECISIONS = ("refused", "granted")
FIRST_OR_EXTENSION = ("first", "extension")
_CHECKPOINTS = tuple(name for mode in TRANSPORT for name in CHECKPOINTS[mode])


@dataclass(frozen=True)
class History:
    """Tables as the module says."""

    people: pa.Table
    crossings: pa.Table
    periods: pa.Table
    permits: pa.Table


def histories(people: int, seed: int, mix: str = "balanced") -> History:
    """The lives of so many people, in the proportions of a mix (durna.synthetic.mixes).

    Raises UserError for a mix that is not known, and for no people."""
    lived = population(people, seed, mix)
    return written_down(lived, traffic(lived, seed))


def written_down(lived: Population, crossed: Traffic) -> History:
    """Lives and their crossings as tables."""
    return History(_people(lived), _crossings(lived, crossed), _periods(lived), _permits(lived))


def _people(lived: Population) -> pa.Table:
    people, last = lived.people, END // DAY
    return pa.table(
        {
            "person": pa.array(np.arange(1, len(lived) + 1)),
            "birth_date": dates(people.born),
            "death_date": dates(lived.died, lived.died >= last),
            "sex": coded(people.is_female, SEXES),
            "citizenship": coded(people.citizenship, CITIZENSHIPS),
            "country_of_birth": coded(people.birthplace, CITIZENSHIPS),
            "kind": coded(lived.kind, lived.kinds),
            "naturalised_on": dates(people.naturalised, people.naturalised >= last),
            "family": pa.array(people.family + 1),
        }
    )


def _crossings(lived: Population, crossed: Traffic) -> pa.Table:
    crossed = crossed.of(np.argsort(crossed.minute, kind="stable"))
    people, person = lived.people, crossed.person
    return pa.table(
        {
            "person": pa.array(person + 1),
            "crossed_at": moments(crossed.minute),
            "direction": coded(crossed.is_entry, DIRECTIONS),
            "purpose": coded(crossed.purpose, PURPOSES),
            "transport_mode": coded(crossed.transport, TRANSPORT),
            "checkpoint": coded(crossed.checkpoint, _CHECKPOINTS),
            "citizenship": coded(crossed.citizenship, CITIZENSHIPS),
            "sex": coded(people.is_female[person], SEXES),
            "birth_date": dates(people.born[person]),
            "permit_class": coded(crossed.permit_class, CLASSES),
            "permit_until": dates(crossed.permit_until, crossed.permit_until >= NEVER),
        }
    )


def _periods(lived: Population) -> pa.Table:
    periods = lived.periods
    return pa.table(
        {
            "person": pa.array(periods.person + 1),
            "start": moments(periods.start),
            "end": moments(periods.end, periods.end >= END),
            "inside": pa.array(periods.inside),
        }
    )


def _permits(lived: Population) -> pa.Table:
    permits = lived.permits
    person = lived.periods.person[permits.period]
    permits, person = permits.of(permits.decided < lived.died[person]), person[permits.decided < lived.died[person]]
    ended = np.minimum(permits.ended, np.where(lived.died[person] < permits.valid_to, lived.died[person], NEVER))
    refused = ~permits.is_granted
    return pa.table(
        {
            "person": pa.array(person + 1),
            "permit_class": coded(permits.permit_class, CLASSES),
            "applied_on": dates(permits.applied),
            "decided_on": dates(permits.decided),
            "decision": coded(permits.is_granted, DECISIONS),
            "first_or_extension": coded(permits.is_extension, FIRST_OR_EXTENSION),
            "valid_from": dates(permits.valid_from, refused),
            "valid_to": dates(permits.valid_to, refused | (permits.valid_to >= NEVER)),
            "ended_on": dates(ended, refused | (ended >= NEVER)),
        }
    )
