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

from durna.residence.classify import classify
from durna.residence.observed import CROSSINGS, REGISTER, Observed, Records

ROW = ("delivery_id", "row_no", "event_no")
ATTRIBUTES = ("citizenship", "sex", "birth_date", "birth_year")
OLDEST = 110
_YES_NO_OPEN = pa.array([False, True, None])
_RESIDENT_TYPES = ("arrival_from_abroad", "internal", "first_registration")


@dataclass(frozen=True)
class Followed:
    """`persons`: person, number. `answers`: one row a crossing of a known person,

    person (the number), place (in the history; odd where the crossing was put in), crossed_on, direction, the
    attributes, purpose, resident_before, resident_after, is_migration (null: open), settled_on, is_imputed,
    delivery_id, row_no, event_no.
    """

    persons: ir.Table
    answers: ir.Table


def followed(records: Records, observed: Observed) -> Followed:
    """Numbers hold as long as these records are looked at."""
    crossings = _crossings(records, observed)
    found = _in_order_of_rows(crossings.to_pyarrow())
    # In one piece: to unify the dictionaries of many costs four times as much.
    persons = found["person"].combine_chunks().dictionary_encode()
    found = found.set_column(0, "person", persons.indices.cast(pa.int64()))
    backend = crossings.get_backend()
    numbers = pa.array(np.arange(len(persons.dictionary)), pa.int64())
    numbered = _kept(backend, pa.table({"person": persons.dictionary.cast(pa.string()), "number": numbers}))
    if not found.num_rows:
        nothing = crossings.mutate(**_no_answers()).drop("at").mutate(person=ibis.null("int64"))
        return Followed(numbered, nothing)
    return Followed(numbered, _kept(backend, _answered(found, _statuses(records, numbered, observed), observed)))


def _kept(backend: Any, table: pa.Table) -> ir.Table:
    return backend.create_table(ibis.util.gen_name("residence"), table, temp=True)


def _answered(found: pa.Table, statuses: pa.Table | None, observed: Observed) -> pa.Table:
    answers = classify(found, observed.rule, observed.until, statuses, observed.gaps, columns={"date": "at"})
    table = _told(found.drop_columns(["at"]), answers.slice(0, found.num_rows))
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


def _statuses(records: Records, persons: ir.Table, observed: Observed) -> pa.Table | None:
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
    found = known.select(person=known["number"], resident=resident, since=known["moved_on"].cast("date")).to_pyarrow()
    return found if found.num_rows else None


def _in_order_of_rows(found: pa.Table) -> pa.Table:
    """As the deliveries have them: it decides between crossings of one moment.

    Here and not in the engine, which mostly keeps that order anyway and would sort ten million wide rows for nothing.
    """
    deliveries = found["delivery_id"].dictionary_encode().unify_dictionaries().combine_chunks()
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
    return pa.table({**columns, "is_imputed": pa.repeat(pa.scalar(False), found.num_rows)})


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
        "is_imputed": pa.repeat(pa.scalar(True), rows.num_rows),
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
    none = dict.fromkeys(("resident_before", "resident_after", "is_migration"), ibis.null("boolean"))
    return {
        **none, "settled_on": ibis.null("date"), "place": ibis.literal(0, "int64"), "is_imputed": ibis.literal(False),
    }  # fmt: skip
