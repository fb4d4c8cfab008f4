"""Crossings of the records with the answers of the rule, kept in the engine that holds them.

The rule itself runs as the compiled kernel over Arrow columns. Persons go to it as numbers; what they are called stays
where it is. A crossing that was put in for a missing one carries the attributes and the row of the one that showed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.engine.keeping import kept
from durna.residence.classify import classify
from durna.residence.observed import CROSSINGS, REGISTER, Observed, Records

ROW = ("delivery_id", "row_no", "event_no")
CODES = ("direction", "citizenship", "sex", "purpose", "delivery_id")
ATTRIBUTES = ("citizenship", "sex", "birth_date", "birth_year")
OLDEST = 110
SPARK = "pyspark"  # as its back end is called
_YES_NO_OPEN = pa.array([False, True, None])
_RESIDENT_TYPES = ("arrival_from_abroad", "internal", "first_registration")


@dataclass(frozen=True)
class Followed:
    """`persons`: person, number. `answers`: one row a crossing of a known person,

    person (the number), place (in the history; odd where the crossing was put in), crossed_on, direction, the
    attributes, purpose, resident_before, resident_after, is_migration (null: open), settled_on, is_imputed,
    delivery_id, row_no, event_no; and where a crossing was recorded, whether it repeats the direction of the one before
    it, next_repeats (whether the one after it does so; null: there is none), next_on.

    `statuses`: person (the number), resident, since, as a register gives them before the crossings begin; None where
    there is none.
    """

    persons: ir.Table
    answers: ir.Table
    statuses: ir.Table | None = None


def followed(records: Records, observed: Observed) -> Followed:
    """Numbers hold as long as these records are looked at."""
    crossings = _crossings(records, observed)
    if crossings.get_backend().name == SPARK:
        from durna.residence import followed_on_cluster

        return followed_on_cluster.followed(crossings, records, observed)
    return _followed_here(crossings, records, observed)


def _followed_here(crossings: ir.Table, records: Records, observed: Observed) -> Followed:
    found = _encoded(crossings.to_pyarrow())
    # In one piece: to unify the dictionaries of many costs four times as much.
    persons = found["person"].combine_chunks().dictionary_encode()
    found = found.set_column(0, "person", persons.indices.cast(pa.int64()))
    backend = crossings.get_backend()
    numbers = pa.array(np.arange(len(persons.dictionary)), pa.int64())
    numbered = kept(backend, pa.table({"person": persons.dictionary.cast(pa.string()), "number": numbers}))
    if not found.num_rows:
        nothing = crossings.mutate(**_no_answers()).drop("at").mutate(person=ibis.null("int64"))
        return Followed(numbered, nothing)
    known = statuses(records, numbered, observed)
    return Followed(
        numbered, kept(backend, answered(found, None if known is None else known.to_pyarrow(), observed)), known
    )


def answered(found: pa.Table, statuses: pa.Table | None, observed: Observed, threads: int | None = None) -> pa.Table:
    """Crossings of whole persons, with numbers for persons, as rows of `Followed.answers`."""
    ordered = _in_order_of_rows(_encoded(found))
    given = statuses if statuses is not None and statuses.num_rows else None
    answers = classify(
        ordered, observed.rule, observed.until, given, observed.gaps, columns={"date": "at"}, threads=threads
    )
    table = _told(ordered.drop_columns(["at"]), answers.slice(0, found.num_rows))
    if answers.num_rows == found.num_rows:
        return table
    return pa.concat_tables([table, _put_in(table, answers.slice(found.num_rows))])


def _crossings(records: Records, observed: Observed) -> ir.Table:
    """Crossings of a known direction up to the cut-off; an answer nobody could give (a birth to come) is no answer."""
    table = records.table(CROSSINGS)
    day, born, year = table["crossed_on"].cast("date"), table["birth_date"].cast("date"), table["birth_year"]
    year = ibis.coalesce(year, day.year() - table["age"]).cast("int64")
    is_possible = (born <= day) & (day.year() - born.year() <= OLDEST)
    has_date = is_possible.fill_null(False)
    is_year = (year <= day.year()) & (day.year() - year <= OLDEST)
    at_known_time = table["crossed_at"].cast("date") == day
    chosen = table.filter(
        table["person"].notnull(), day <= ibis.literal(observed.until), table["direction"].isin(["entry", "exit"])
    )
    return chosen.select(
        "person", "direction", "citizenship", "sex", "purpose", *ROW,
        crossed_on=day,
        birth_date=ibis.cases((has_date, born), else_=ibis.null("date")),
        birth_year=ibis.cases((~has_date & is_year, year), else_=ibis.null("int64")),
        # Without a time of its own a crossing stands where it lets directions alternate.
        at=ibis.cases((at_known_time, table["crossed_at"].cast("timestamp")), else_=day.cast("timestamp")),
    )  # fmt: skip


def statuses(records: Records, persons: ir.Table, observed: Observed) -> ir.Table | None:
    """Who was registered as living here, or as having left, when the crossings begin: the last entry before it."""
    if not observed.has_statuses:
        return None
    moves = records.table(REGISTER).join(persons, "person")
    moves = moves.filter(moves["moved_on"].cast("date") < ibis.literal(observed.since))
    last = ibis.row_number().over(
        group_by="number", order_by=[ibis.desc("moved_on"), ibis.desc("row_no"), ibis.desc("delivery_id")]
    )
    known = moves.mutate(nth=last).filter(ibis._.nth == 0)
    resident = known["type_of_move"].isin(_RESIDENT_TYPES).cast("int64")
    return known.select(person=known["number"], resident=resident, since=known["moved_on"].cast("date"))


def _encoded(found: pa.Table) -> pa.Table:
    """Codes as numbers with a dictionary: the same few texts of ten million rows are not moved about."""
    for name in CODES:
        found = found.set_column(found.column_names.index(name), name, _coded(found[name]))
    return found


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()


def _in_order_of_rows(found: pa.Table) -> pa.Table:
    """As the deliveries have them: it decides between crossings of one moment.

    Here and not in the engine, which mostly keeps that order anyway and would sort ten million wide rows for nothing.
    """
    deliveries = _coded(found["delivery_id"])
    rank = np.argsort(np.argsort(np.array(deliveries.dictionary.to_pylist(), dtype=object)))
    keys = [found["event_no"].to_numpy(), found["row_no"].to_numpy(), rank[deliveries.indices.to_numpy()]]
    return found if _is_rising(keys) else found.take(pa.array(np.lexsort(keys)))


def _is_rising(keys: list[Any]) -> bool:
    """Whether rows stand in the order of the last key, within it of the one before, and so on."""
    rising = np.ones(max(len(keys[0]) - 1, 0), np.bool_)
    for key in keys:
        rising = (key[1:] > key[:-1]) | ((key[1:] == key[:-1]) & rising)
    return bool(rising.all())


def _told(found: pa.Table, answers: pa.Table) -> pa.Table:
    place = pc.multiply(answers["order"].cast(pa.int64()), 2)
    columns = {**dict(zip(found.column_names, found.columns, strict=True)), **_concluded(answers), "place": place}
    is_imputed = pa.repeat(pa.scalar(False), found.num_rows)
    return pa.table({**columns, "is_imputed": is_imputed, **_neighbours(found, place)})


def _neighbours(found: pa.Table, place: pa.ChunkedArray) -> dict[str, Any]:
    """Of the crossing before and after in the history of the person: here, where each has its place already.

    An engine would have to sort the rows, which takes longer than all answers together.
    """
    persons = found["person"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    order = np.argsort((persons << 32) + place.to_numpy() // 2)
    earlier, later = order[:-1], order[1:]
    is_same = persons[earlier] == persons[later]
    earlier, later = earlier[is_same], later[is_same]
    directions = pc.equal(found["direction"], "entry").to_numpy()
    is_alike = directions[earlier] == directions[later]
    repeats, next_repeats, follows = (np.full(len(order), value) for value in (False, False, -1))
    repeats[later], next_repeats[earlier], follows[earlier] = is_alike, is_alike, later
    is_last = follows < 0
    return {
        "repeats": repeats,
        "next_repeats": pa.array(next_repeats, mask=is_last),
        "next_on": found["crossed_on"].take(pa.array(follows, mask=is_last)),
    }


def _concluded(answers: pa.Table) -> dict[str, Any]:
    said = {"resident_before": "resident_before", "resident_after": "resident_after", "is_migration": "migration"}
    found = {name: _yes_no_open(answers[column]) for name, column in said.items()}
    return {**found, "settled_on": answers["migration_settled_on"]}


def _yes_no_open(column: pa.ChunkedArray) -> pa.Array:
    return _YES_NO_OPEN.take(pc.index_in(column.cast(pa.string()), value_set=pa.array(["no", "yes", "unknown"])))


def _put_in(table: pa.Table, imputed: pa.Table) -> pa.Table:
    """Imputed crossings as rows: each has the attributes and the row of the second of the two alike.

    A person's gaps in order of place are the person's imputed crossings in order of time.
    """
    persons, days = (imputed[name].to_numpy() for name in ("person", "date"))
    follows = _second_of_two_alike(table, persons)
    order = np.lexsort((days, persons))
    told = imputed.take(pa.array(order))
    rows = table.take(pa.array(follows))
    place = pc.subtract(rows["place"], 1)
    entry = pc.if_else(pc.equal(rows["direction"], "entry"), "exit", "entry")
    changed = {
        "crossed_on": told["date"], "direction": entry, **_concluded(told), "place": place,
        "is_imputed": pa.repeat(pa.scalar(True), rows.num_rows), "repeats": pa.repeat(pa.scalar(False), rows.num_rows),
        "next_repeats": pa.nulls(rows.num_rows, pa.bool_()), "next_on": pa.nulls(rows.num_rows, pa.date32()),
    }  # fmt: skip
    return pa.table({name: changed.get(name, rows[name]) for name in table.column_names}).cast(table.schema)


def _second_of_two_alike(table: pa.Table, persons: Any) -> Any:
    person, place = table["person"].to_numpy(), table["place"].to_numpy()
    entry = pc.equal(table["direction"], "entry").to_numpy()
    rows = np.flatnonzero(np.isin(person, persons))
    rows = rows[np.lexsort((place[rows], person[rows]))]
    is_same = (person[rows][1:] == person[rows][:-1]) & (entry[rows][1:] == entry[rows][:-1])
    return rows[1:][is_same]


def _no_answers() -> dict[str, ir.Value]:
    open_ = ("resident_before", "resident_after", "is_migration", "repeats", "next_repeats")
    none = dict.fromkeys(open_, ibis.null("boolean"))
    return {
        **none, **dict.fromkeys(("settled_on", "next_on"), ibis.null("date")),
        "place": ibis.literal(0, "int64"), "is_imputed": ibis.literal(False),
    }  # fmt: skip
