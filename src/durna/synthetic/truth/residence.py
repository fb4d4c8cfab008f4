"""True migration and true usual residents by the duration rule, from the true crossings and their whole future.

Age is that at the crossing, or on the day of a stock; citizenship and sex are those of the crossing, or of the last one
up to that day, a naturalisation since taken into account. Residents are those who cross by the end of the deliveries:
whoever does not is in no register of crossings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.indicators.definition import catalogue
from durna.periods import Period, day
from durna.synthetic.truth.answers import Answer, Answers, Place, latest, rows
from durna.synthetic.truth.books import Country, opened
from durna.synthetic.truth.comparing import Question, Sum
from durna.synthetic.truth.counting import Count, Seen
from durna.synthetic.truth.duration import APART, Days, Decided, Flags, decide

IMMIGRATION, EMIGRATION = "immigration_residence_12m", "emigration_residence_12m"
NET, RESIDENTS = "net_migration_residence_12m", "usual_residents_12m"
NAMES = frozenset((IMMIGRATION, EMIGRATION, NET, RESIDENTS))
COUNTED = ("persons", "person")
GROUPS = ("sex", "age_group", "citizenship")
BREAKDOWNS: Mapping[str, tuple[str, ...]] = {
    IMMIGRATION: catalogue()[IMMIGRATION].breakdowns,
    EMIGRATION: catalogue()[EMIGRATION].breakdowns,
    NET: GROUPS,
}
THOSE = "count(*) FILTER (WHERE thing)"
DECIDED = Seen("decided", "crossed_on", thing="is_migration", known="settled_on")
IN, OUT = (Count((DECIDED.also(f"direction = '{to}'"),), THOSE) for to in ("entry", "exit"))
BORN_AND_NOT_DEAD = "(birth_date IS NULL OR birth_date <= day) AND (death_date IS NULL OR death_date > day)"
LIVING = Count((Seen("living", holds=BORN_AND_NOT_DEAD, thing="is_resident", known="settled_on"),), THOSE)
QUESTIONS: Mapping[str, Question] = {IMMIGRATION: IN, EMIGRATION: OUT, NET: Sum(IN, OUT, sign=-1)}


def figures(
    country: Country, until: date, period: Period, own: str, wanted: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Migrations by year and by month, usual residents at the end of each year."""
    travelled = Travelled.of(country.crossings) if NAMES.intersection(wanted) else None
    if travelled is None:
        return
    books = opened({"decided": travelled.table(country.crossings)}, period, "month", own="")
    for name in [name for name in QUESTIONS if name in wanted]:
        monthly = QUESTIONS[name].answers(books, QUESTIONS[name].breakdowns(books, BREAKDOWNS[name]))
        yield from rows(name, *COUNTED, _without_empty_groups(monthly))
        yield from rows(name, *COUNTED, _without_empty_groups(_by_year(monthly, period)))
    for part in period.split("year") if RESIDENTS in wanted else ():
        residents = travelled.residents(country, part.end, until, own)
        yield from rows(RESIDENTS, *COUNTED, _without_empty_groups(residents))


def _by_year(monthly: Answers, period: Period) -> Answers:
    """A migration belongs to one month, so months add up; a year is settled when its last month is."""
    found: Answers = {}
    years = {part.start.year: part for part in period.split("year")}
    for place, month in monthly.items():
        year = years[place.bucket.start.year]
        known = found.get(Place(year, place.dimensions), Answer(0.0, year))
        settled_on = latest((known.settled_on, month.settled_on))
        found[Place(year, place.dimensions)] = Answer(known.value + month.value, year, settled_on)
    return found


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
            "crossed_on": pa.array(self.day[back].astype("datetime64[D]")),
            "is_migration": pa.array(self.decided.is_migration[back]),
            "settled_on": pa.array(self.decided.settled_on[back].astype("datetime64[D]")),
        }
        for name, column in added.items():
            crossings = crossings.append_column(name, column)
        return crossings

    def residents(self, country: Country, when: date, until: date, own: str) -> Answers:
        """Those who are usual residents on a day, and alive; nobody who does not cross by `until`."""
        first = self.first[self.day[self.first] <= _number(until)]
        apart = self.rising[first] - self.day[first]
        last = np.searchsorted(self.rising, apart + _number(when), side="right") - 1
        has_crossed = last >= first
        place = np.where(has_crossed, last, first)
        is_resident = np.where(has_crossed, self.decided.is_resident_after[place], ~self.is_entry[first])
        settled = np.where(has_crossed, self.decided.settled_on[place], self.day[first])
        crossed = country.crossings.select(("sex", "birth_date", "citizenship")).take(pa.array(self.order[place]))
        lived = country.people.take(_places(country.people, self.person[first]))
        living = {
            "sex": crossed["sex"],
            "birth_date": crossed["birth_date"],
            "citizenship": _citizenship(crossed["citizenship"], lived["naturalised_on"], when, own),
            "death_date": lived["death_date"],
            "is_resident": pa.array(is_resident),
            "settled_on": pa.array(settled.astype("datetime64[D]")),
        }
        books = opened({"living": pa.table(living)}, day(when), "year", own)
        return LIVING.answers(books, LIVING.breakdowns(books, GROUPS))


def _number(when: date) -> int:
    return int(np.datetime64(when).astype(np.int64))


def _places(people: pa.Table, wanted: Days) -> pa.Array:
    """Where each person stands; null, and so alive, for whoever has no row among the people."""
    return pc.index_in(pa.array(wanted), value_set=people["person"].combine_chunks())


def _citizenship(held: pa.ChunkedArray, naturalised_on: pa.ChunkedArray, when: date, own: str) -> pa.ChunkedArray:
    is_own = pc.fill_null(pc.less_equal(naturalised_on, pa.scalar(when)), False)
    return pc.if_else(is_own, own, held.cast(pa.string()))


def _without_empty_groups(answers: Answers) -> Answers:
    return {place: answer for place, answer in answers.items() if answer.value or not place.dimensions}
