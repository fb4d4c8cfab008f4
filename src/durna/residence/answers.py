"""Crossings of the records with the answers of the rule, kept in the engine that holds them.

The rule itself runs as the compiled kernel over Arrow columns. Persons go to it as numbers; what they are called stays
where it is. A crossing that was put in for a missing one carries the attributes and the row of the one that showed it.
"""

from __future__ import annotations

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


def numbered_persons(records: Records) -> ir.Table:
    """Every person among the crossings, with a number that holds as long as these records are looked at."""
    persons = records.table(CROSSINGS).filter(ibis._.person.notnull()).select("person").distinct()
    # In an order: an engine that computes the numbers twice must find the same ones.
    return persons.mutate(number=ibis.row_number().over(order_by="person")).cache()


def answered(records: Records, persons: ir.Table, observed: Observed) -> ir.Table:
    """One row a crossing of a known person:

    person (a number), place (in the history; odd where the crossing was put in), crossed_on, direction, the attributes,
    purpose, resident_before, resident_after, is_migration (null: open), settled_on, is_imputed, delivery_id, row_no,
    event_no.
    """
    crossings = _crossings(records, observed).join(persons, "person").drop("person").rename(person="number")
    # In the order of the deliveries' rows: it decides between crossings of one moment.
    found = crossings.order_by(list(ROW)).to_pyarrow()
    if not found.num_rows:
        return crossings.mutate(**_no_answers()).drop("at")
    answers = classify(
        found, observed.rule, observed.until, _statuses(records, persons, observed), observed.gaps,
        columns={"date": "at"},
    )  # fmt: skip
    table = _told(found.drop_columns(["at"]), answers.slice(0, found.num_rows))
    if answers.num_rows > found.num_rows:
        table = pa.concat_tables([table, _put_in(table, answers.slice(found.num_rows))])
    backend = records.table(CROSSINGS).get_backend()
    return backend.create_table(ibis.util.gen_name("residence"), table, temp=True)


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
