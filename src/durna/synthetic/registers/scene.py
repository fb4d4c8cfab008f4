"""The scene: the lives and their crossings, as every institution may look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from durna.sources.contract import Contract, load
from durna.synthetic.chance import drawn, generator
from durna.synthetic.columns import coded, dates
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS, REGION_WEIGHTS, REGIONS
from durna.synthetic.population import Population
from durna.synthetic.registers.abroad import Abroad, abroad
from durna.synthetic.registers.terms import Terms, terms
from durna.synthetic.timeline import DAY, END, Codes, Days, Flags
from durna.synthetic.traffic import Traffic

SEXES = ("male", "female")
EMPTY = {"date": pa.date32(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
TEXT = pa.dictionary(pa.int8(), pa.string())
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Stays:
    """Spells of foreigners in the country; `entry` and `exit` are places in the traffic, `exit` is -1 without one."""

    person: Days
    entry: Days
    exit: Days
    arrived: Days
    departed: Days

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True)
class Scene:
    """`crossed` is in order of persons and time."""

    lived: Population
    crossed: Traffic
    seed: int

    def rng(self, register: str) -> np.random.Generator:
        return generator(self.seed, "registers", register)

    def citizenship(self, person: Days, day: Days) -> Codes:
        people = self.lived.people
        return np.where(day < people.naturalised[person], people.citizenship[person], CITIZEN).astype(np.int16)

    def is_alive(self, person: Days, day: Days) -> Flags:
        return (self.lived.people.born[person] <= day) & (day < self.lived.died[person])

    def living_inside(self, day: int) -> tuple[Days, Codes]:
        """Those who live in the country on a day, trips aside, and their citizenships."""
        periods, moment = self.lived.periods, day * DAY
        person = periods.person[periods.inside & (periods.start <= moment) & (moment < periods.end)]
        person = person[self.is_alive(person, np.full(len(person), day))]
        return person, self.citizenship(person, np.full(len(person), day))

    @cached_property
    def stays(self) -> Stays:
        crossed = self.crossed
        entry = np.flatnonzero(crossed.is_entry & (crossed.citizenship != CITIZEN))
        following = np.minimum(entry + 1, len(crossed) - 1)
        has_exit = (entry + 1 < len(crossed)) & (crossed.person[following] == crossed.person[entry])
        exit_place = np.where(has_exit, following, -1)
        departed = np.where(has_exit, crossed.minute[following] // DAY, END // DAY)
        return Stays(crossed.person[entry], entry, exit_place, crossed.minute[entry] // DAY, departed)

    @cached_property
    def terms(self) -> Terms:
        return terms(self)

    @cached_property
    def abroad(self) -> Abroad:
        return abroad(self)

    @cached_property
    def region(self) -> Codes:
        """Where each person lives or stays."""
        steps = np.cumsum(REGION_WEIGHTS)
        return np.searchsorted(steps, self.rng("regions").random(len(self.lived)), side="right").astype(np.int16)

    def regions(self, person: Days) -> pa.Array:
        return coded(np.minimum(self.region[person], len(REGIONS) - 1), REGIONS)

    def register(self, source: str, person: Days, day: Days, columns: Columns) -> pa.Table:
        """The rows of a register by date, with who they are about, in the columns of the contract."""
        people, in_order = self.lived.people, bool((day[1:] >= day[:-1]).all())
        if not in_order:
            order = np.argsort(day, kind="stable")
            person, day, places = person[order], day[order], pa.array(order)
            columns = {name: column.take(places) for name, column in columns.items()}
        known: dict[str, pa.Array] = {
            "sex": coded(people.is_female[person], SEXES),
            "birth_date": dates(people.born[person]),
            "citizenship": coded(self.citizenship(person, day), CITIZENSHIPS),
            "country_of_birth": coded(people.birthplace[person], CITIZENSHIPS),
        }
        return complete(load(source), {**known, **columns}, pa.array(person + 1))


def complete(contract: Contract, known: Columns, true_person: pa.Array | None = None) -> pa.Table:
    """All stored columns of a contract, those that nobody fills empty. Raises ValueError for one it does not have."""
    stored = [name for name in contract.stored_columns if name != "person"]
    types = {column: field.type for field in contract.fields.values() for column in field.columns}
    wrong = set(known) - set(stored) - {"person"}
    if wrong:
        raise ValueError(f"{contract.source} has no column {', '.join(sorted(wrong))}")
    rows = len(next(iter(known.values())))
    columns = {name: known.get(name, pa.nulls(rows, EMPTY.get(types[name], TEXT))) for name in stored}
    if true_person is not None:
        columns["true_person"] = true_person
    return pa.table(columns)


def numbers(prefix: str, count: int, first: int = 1) -> pa.Array:
    """Numbers of documents, one after the other."""
    given = pc.cast(pa.array(np.arange(first, first + count)), pa.string())
    return pc.binary_join_element_wise(prefix, given, "") if prefix else given


def picked(rng: np.random.Generator, count: int, weights: Mapping[str, float]) -> pa.Array:
    """Codes drawn by their weights."""
    return coded(drawn(rng, list(weights.values()), count), tuple(weights))


def truths(values: npt.ArrayLike) -> pa.Array:
    return pa.array(np.asarray(values, dtype=bool))
