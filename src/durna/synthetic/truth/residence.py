"""True migration and true usual residents by the duration rule, from the true crossings and their whole future.

Age is that at the crossing, or on the day of a stock; citizenship and sex are those of the crossing, or of the last one
up to that day. Residents are those who ever cross; whoever never does is in no register of crossings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.indicators.definition import catalogue
from durna.periods import Period
from durna.synthetic.truth.answers import Answers, rows
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


def figures(country: Country, period: Period, wanted: Collection[str]) -> Iterator[dict[str, Any]]:
    """Migrations by year and by month, usual residents at the end of each year."""
    travelled = Travelled.of(country.crossings) if NAMES.intersection(wanted) else None
    if travelled is None:
        return
    registers = {"decided": travelled.table(country.crossings)}
    for every in ("year", "month"):
        books = opened(registers, period, every, own="")
        for name, question in QUESTIONS.items():
            if name not in wanted:
                continue
            answers = question.answers(books, question.breakdowns(books, BREAKDOWNS[name]))
            yield from rows(name, *COUNTED, _without_empty_groups(answers))
    for part in period.split("year") if RESIDENTS in wanted else ():
        yield from rows(RESIDENTS, *COUNTED, travelled.residents(country, part))


@dataclass(frozen=True)
class Travelled:
    """The true crossings in the order of persons and time; `order` leads back to the order they were given in."""

    order: Days
    person: Days
    day: Days
    is_entry: Flags
    decided: Decided

    @classmethod
    def of(cls, crossings: pa.Table) -> Travelled | None:
        if not len(crossings):
            return None
        time = crossings["crossed_at"].cast(pa.timestamp("us")).to_numpy()
        given = crossings["person"].to_numpy()
        order = np.lexsort((time, given))
        person, day = given[order], time[order].astype("datetime64[D]").astype(np.int64)
        is_entry = pc.equal(crossings["direction"], "entry").to_numpy()[order]
        return cls(order, person, day, is_entry, decide(person, day, is_entry))

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

    def residents(self, country: Country, part: Period) -> Answers:
        """Those who are usual residents at the end of a period, alive on that day."""
        when = np.datetime64(part.end).astype(np.int64)
        first = np.flatnonzero(np.concatenate([[True], self.person[1:] != self.person[:-1]]))
        apart = np.arange(len(first)) * APART
        rising = np.repeat(apart, np.diff([*first, len(self.person)])) + self.day
        last = np.searchsorted(rising, apart + when, side="right") - 1
        has_crossed = last >= first
        place = np.where(has_crossed, last, first)
        is_resident = np.where(has_crossed, self.decided.is_resident_after[place], ~self.is_entry[first])
        settled = np.where(has_crossed, self.decided.settled_on[place], self.day[first])
        seen = country.crossings.take(pa.array(self.order[place]))
        seen = seen.append_column("is_resident", pa.array(is_resident))
        seen = seen.append_column("settled_on", pa.array(settled.astype("datetime64[D]")))
        return _alive(seen, country.people, part)


def _alive(seen: pa.Table, people: pa.Table, part: Period) -> Answers:
    # Whoever has no row among the people is taken to be alive.
    books = opened({"seen": seen, "people": people}, part, "year", own="")
    books.con.execute("CREATE VIEW living AS SELECT seen.*, death_date FROM seen LEFT JOIN people USING (person)")
    books = replace(books, columns={"living": frozenset(seen.column_names)})
    return _without_empty_groups(LIVING.answers(books, LIVING.breakdowns(books, GROUPS)))


def _without_empty_groups(answers: Answers) -> Answers:
    return {place: answer for place, answer in answers.items() if answer.value or not place.dimensions}
