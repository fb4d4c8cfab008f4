"""The course of each person who may have been a usual resident: crossings, birth, death and changes of citizenship.

Every row says where the person stood before and after (resident, not, not yet known) and with which attributes. Spells
and the changes of a group follow from it, so that they agree by construction.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from durna.persons.record_keys import KEY
from durna.residence.answers import ATTRIBUTES, ROW
from durna.residence.observed import CITIZENSHIPS, CROSSINGS, DEATHS, Observed, Records

START, BIRTH, CROSSING, CITIZENSHIP, DEATH = "start", "birth", "crossing", "citizenship", "death"
# Crossings stand far enough apart for what is decided between two of them.
_APART, _FIRST, _LAST = 1024, -1, 2**40
_COLUMNS = ("person", KEY, "day", "place", "kind", "before", "after", *ATTRIBUTES, "origin", *ROW)


def course(answers: ir.Table, records: Records, persons: ir.Table, observed: Observed) -> ir.Table:
    """person, record_key, day, place, kind, before, after (booleans, null: open), attributes, origin and row, and from
    the row before or after it: next_day, was_<attribute>."""
    crossings = _crossings(answers)
    died = _deaths(crossings, records, persons)
    decided = _citizenships(crossings, records, persons)
    parts = [_telling(crossings, decided), _beginnings(crossings, observed)]
    if decided is not None:
        parts.append(decided if died is None else decided.anti_join(died, ["person", decided["day"] > died["day"]]))
    if died is not None:
        parts.append(died)
    rows = reduce(lambda one, other: one.union(other), (part.select(*_COLUMNS) for part in parts))
    history = ibis.window(group_by="person", order_by="place")
    return rows.mutate(
        next_day=ibis._.day.lead().over(history),
        **{f"was_{name}": rows[name].lag().over(history) for name in ATTRIBUTES},
    )


def _crossings(answers: ir.Table) -> ir.Table:
    """Whoever was never a resident, and certainly, has no course: most travellers."""
    before, after = answers["resident_before"], answers["resident_after"]
    lived = answers.filter(before.isnull() | after.isnull() | before | after).select("person").distinct()
    return answers.semi_join(lived, "person").mutate(
        day=ibis._.crossed_on,
        place=ibis._.place * _APART,
        kind=ibis.literal(CROSSING),
        before=ibis._.resident_before,
        after=ibis._.resident_after,
        origin=ibis.literal(CROSSINGS),
    )


def _telling(crossings: ir.Table, decided: ir.Table | None) -> ir.Table:
    """Most crossings of residents are trips that change nothing. After a decision they may: they say what it did."""
    is_telling = ~crossings["changes_nothing"]
    if decided is not None:
        is_telling = is_telling | crossings["person"].isin(decided["person"])
    return crossings.filter(is_telling)


def _beginnings(crossings: ir.Table, observed: Observed) -> ir.Table:
    """Residents are so from the first day of the data, or from their birth."""
    nth = ibis.row_number().over(group_by="person", order_by="place")
    first = crossings.mutate(nth=nth).filter(ibis._.nth == 0, ibis._.before | ibis._.before.isnull())
    # Never after the first crossing, whatever the deliveries say that they cover.
    start = ibis.least(ibis.literal(observed.since), first["day"])
    born = birthday(first, 0)
    is_birth = (born > start).fill_null(False)
    return first.mutate(
        day=ibis.cases((is_birth, born), else_=start),
        kind=ibis.cases((is_birth, BIRTH), else_=START),
        place=ibis.literal(_FIRST, "int64"),
        after=first["before"],
        before=ibis.literal(False),
    )


def _deaths(crossings: ir.Table, records: Records, persons: ir.Table) -> ir.Table | None:
    """A death that a later crossing contradicts is left aside."""
    if DEATHS not in records.sources():
        return None
    register = records.table(DEATHS)
    register = register.filter(register["event_type"] == "death").join(persons, "person")
    dead = register.select("number", *ROW, on=register["event_on"].cast("date"))
    nth = ibis.row_number().over(group_by="number", order_by=["on", *ROW])
    dead = dead.mutate(nth=nth).filter(ibis._.nth == 0)
    last = _as_at(crossings, dead, keeps_later=True)
    return last.filter(last["day"] <= last["on"]).mutate(
        day=ibis._.on, place=ibis.literal(_LAST, "int64"), kind=ibis.literal(DEATH), before=ibis._.after,
        after=ibis.literal(False), origin=ibis.literal(DEATHS), **_row_of_other(),
    )  # fmt: skip


def _citizenships(crossings: ir.Table, records: Records, persons: ir.Table) -> ir.Table | None:
    """Admission, restoration and termination, until a crossing says otherwise.

    What was decided before the first crossing shows in it already.
    """
    if CITIZENSHIPS not in records.sources():
        return None
    register = records.table(CITIZENSHIPS)
    granted = register["decision"].isin(["granted", "partly_granted"]) | register["decision"].isnull()
    kinds = ("admission", "restoration", "termination")
    register = register.filter(granted, register["type"].isin(kinds)).join(persons, "person")
    to = ibis.cases((register["type"] == "termination", register["new_citizenship"]), else_=records.country)
    decided = register.select("number", *ROW, on=register["decided_on"].cast("date"), to=to)
    nth = ibis.row_number().over(group_by=["person", "place"], order_by=["on", *(f"other_{name}" for name in ROW)])
    return _as_at(crossings, decided).mutate(
        day=ibis._.on, place=ibis._.place + 1 + nth, kind=ibis.literal(CITIZENSHIP), before=ibis._.after,
        citizenship=ibis._.to, origin=ibis.literal(CITIZENSHIPS), **_row_of_other(),
    )  # fmt: skip


def _as_at(crossings: ir.Table, events: ir.Table, keeps_later: bool = False) -> ir.Table:
    """Each event with the person's last crossing up to its day; `keeps_later`: with the last crossing of all."""
    told = events.rename({f"other_{name}": name for name in ROW})
    met = crossings.join(told, [crossings["person"] == told["number"]])
    if not keeps_later:
        met = met.filter(met["day"] <= met["on"])
    last = ibis.row_number().over(
        group_by=["person", *(f"other_{name}" for name in ROW)], order_by=[ibis.desc("day"), ibis.desc("place")]
    )
    return met.mutate(nth=last).filter(ibis._.nth == 0)


def _row_of_other() -> dict[str, ir.Value]:
    return {name: ibis._[f"other_{name}"] for name in ROW}


def birthday(table: ir.Table, age: int | ir.IntegerValue) -> ir.DateValue:
    """The first day of an age; of a person known by year of birth only, the first of January."""
    born = ibis.coalesce(table["birth_date"], ibis.date(table["birth_year"].cast("int32"), 1, 1))
    year = (born.year() + age).cast("int32")
    is_leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    moves = (born.month() == 2) & (born.day() == 29) & ~is_leap
    return ibis.date(
        year,
        ibis.cases((moves, 3), else_=born.month()).cast("int32"),
        ibis.cases((moves, 1), else_=born.day()).cast("int32"),
    )
