"""Those who travelled: what each true crossing means by the duration rule, and who lives where on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.synthetic.truth.books import Country
from durna.synthetic.truth.duration import APART, Days, Decided, Flags, decide

CROSSINGS = "sbs_border_crossing"
EPOCH = date(1970, 1, 1)


def crossings(country: Country) -> pa.Table:
    """The true crossings: as the border's register has them, which says more of each, where it has them all."""
    register = country.registers.get(CROSSINGS)
    if register is None or len(register) != len(country.crossings):
        return country.crossings
    names = [name for name in register.column_names if name != "person"]
    return register.select(names).rename_columns({"true_person": "person"})


@dataclass(frozen=True)
class Travelled:
    """The true crossings in the order of persons and time; `order` leads back to the order they were given in."""

    order: Days
    person: Days
    day: Days
    is_entry: Flags
    first: Days  # the place of each person's first crossing
    rising: Days  # the days of one person after those of the one before
    decided: Decided

    @classmethod
    def of(cls, crossings: pa.Table) -> Travelled | None:
        if not len(crossings):
            return None
        time = crossings["crossed_at"].cast(pa.timestamp("us")).to_numpy()
        given = crossings["person"].to_numpy()
        order = np.lexsort((time, given))
        person, day = given[order], time[order].astype("datetime64[D]").astype(np.int64)
        is_entry = pc.equal(crossings["direction"].cast(pa.string()), "entry").to_numpy()[order]
        first = np.flatnonzero(np.concatenate([[True], person[1:] != person[:-1]]))
        rising = np.repeat(np.arange(len(first)) * APART, np.diff(first, append=len(person))) + day
        return cls(order, person, day, is_entry, first, rising, decide(person, day, is_entry))

    def table(self, crossings: pa.Table) -> pa.Table:
        """The crossings as given, with what each of them means."""
        back = np.empty_like(self.order)
        back[self.order] = np.arange(len(self.order))
        added = {
            "decided_day": pa.array(self.day[back].astype("datetime64[D]")),
            "is_migration": pa.array(self.decided.is_migration[back]),
            "settled_on": pa.array(self.decided.settled_on[back].astype("datetime64[D]")),
        }
        for name, column in added.items():
            crossings = crossings.append_column(name, column)
        return crossings

    def living(self, crossings: pa.Table, people: pa.Table, when: date, until: date, own: str) -> pa.Table:
        """Everybody who crosses by `until`, and whether they are usual residents on a day: sex, birth_date,
        citizenship, death_date, is_resident, settled_on. A person without a row among the people is alive."""
        first = self.first[self.day[self.first] <= number(until)]
        apart = self.rising[first] - self.day[first]
        last = np.searchsorted(self.rising, apart + number(when), side="right") - 1
        has_crossed = last >= first
        place = np.where(has_crossed, last, first)
        is_resident = np.where(has_crossed, self.decided.is_resident_after[place], ~self.is_entry[first])
        settled = np.where(has_crossed, self.decided.settled_on[place], self.day[first])
        crossed = crossings.select(("sex", "birth_date", "citizenship")).take(pa.array(self.order[place]))
        lived = people.take(pc.index_in(pa.array(self.person[first]), value_set=people["person"].combine_chunks()))
        return pa.table(
            {
                "sex": crossed["sex"],
                "birth_date": crossed["birth_date"],
                "citizenship": _citizenship(crossed["citizenship"], lived["naturalised_on"], when, own),
                "death_date": lived["death_date"],
                "is_resident": pa.array(is_resident),
                "settled_on": pa.array(settled.astype("datetime64[D]")),
            }
        )


def number(when: date) -> int:
    return (when - EPOCH).days


def _citizenship(held: pa.ChunkedArray, naturalised_on: pa.ChunkedArray, when: date, own: str) -> pa.ChunkedArray:
    is_own = pc.fill_null(pc.less_equal(naturalised_on, pa.scalar(when)), False)
    return pc.if_else(is_own, own, held.cast(pa.string()))
