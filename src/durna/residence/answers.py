"""Crossings of the records with the answers of the rule, kept in the engine that holds them.

The rule itself runs as the compiled kernel over Arrow columns. Persons go to it as numbers; what they are called stays
where it is. A crossing that was put in for a missing one carries the attributes and the row of the one that showed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.engine.codes import coded, values_of
from durna.engine.keeping import Place, Room, standing
from durna.persons.record_keys import KEY
from durna.residence.cores import side_by_side, usable_cores
from durna.residence.lives import order_of_lives
from durna.residence.numbered import Numbered
from durna.residence.observed import REGISTER, Observed, Records

ROW = ("delivery_id", "row_no", "event_no")
# What else a record says of a crossing: migrations are told apart by it, and estimates learn from it.
BESIDE = (
    "country_of_birth", "residence", "country_of_destination", "checkpoint", "transport_mode", "visa_type",
    "document_type",
)  # fmt: skip
CODES = ("direction", "citizenship", "sex", "purpose", "delivery_id", *BESIDE)
ATTRIBUTES = ("citizenship", "sex", "birth_date", "birth_year")
OLDEST = 110
ROWS_IN_A_PIECE = 2_000_000
SPARK = "pyspark"  # as its back end is called
_FOLLOWED = ["person", "at", "direction"]
_SAID = {"resident_before": "resident_before", "resident_after": "resident_after", "is_migration": "migration"}
_SETTLED = "migration_settled_on"
_ANSWERED = [*_SAID.values(), _SETTLED]
_YES_NO_OPEN = {"no": False, "yes": True}
_RESIDENT_TYPES = ("arrival_from_abroad", "internal", "first_registration")


@dataclass(frozen=True)
class Followed:
    """`persons`: person, number, record_key. `answers`: one row a crossing of a known person,

    person (the number), record_key, place (in the history; odd where the crossing was put in), crossed_on, direction,
    the attributes, purpose, what stands beside (BESIDE), resident_before, resident_after, is_migration (null: open),
    settled_on, is_imputed, delivery_id, row_no, event_no; and where a crossing was recorded, whether it repeats the
    direction of the one before it, next_repeats (whether the one after it does so; null: there is none), next_on,
    changes_nothing (whether it leaves its person as the one before did).

    `statuses`: person (the number), resident, since, as a register gives them before the crossings begin; None where
    there is none.
    """

    persons: ir.Table
    answers: ir.Table
    statuses: ir.Table | None = None


def followed(records: Records, observed: Observed, known: Numbered, place: Place | None = None) -> Followed:
    """Numbers hold as long as these records are looked at. `known`: the crossings of the records; `place`: where the
    answers outlive the run."""
    crossings = _crossings(known.rows, observed)
    given = statuses(records, known.persons, observed)
    if crossings.get_backend().name == SPARK:
        from durna.residence import followed_on_cluster

        return Followed(known.persons, followed_on_cluster.followed(crossings, given, observed), given)

    def follow(room: Room) -> None:
        _follow(crossings, _pieces(crossings, known.persons), given, observed, room)

    return Followed(known.persons, standing(crossings.get_backend(), place, follow), given)


def _pieces(crossings: ir.Table, persons: ir.Table) -> list[tuple[int, int]]:
    """The first and the last number of persons who are followed together: of ten million crossings each copy would take
    half a gigabyte, and there are several."""
    count = persons.count().to_pyarrow().as_py()
    pieces = max(1, crossings.count().to_pyarrow().as_py() // ROWS_IN_A_PIECE)
    firsts = [count * piece // pieces for piece in range(pieces)]
    return [(first, after - 1) for first, after in zip(firsts, [*firsts[1:], count], strict=True)]


def _follow(
    crossings: ir.Table, pieces: Sequence[tuple[int, int]], given: ir.Table | None, observed: Observed, room: Room
) -> None:
    # Of two crossings alike the one between them is put in, of a direction that perhaps no crossing has.
    values = {**values_of(crossings, CODES), "direction": ["entry", "exit"]}
    statuses = None if given is None else given.to_pyarrow()

    def follow(piece: tuple[int, int]) -> pa.Table:
        some = crossings.filter(crossings["person"].between(*piece)) if len(pieces) > 1 else crossings
        # Beside other pieces one thread is enough for each.
        return answered(coded(some, CODES, values), statuses, observed, None if len(pieces) == 1 else 1)

    room.take_in(side_by_side(follow, pieces, min(usable_cores(), len(pieces))), values)


def answered(found: pa.Table, statuses: pa.Table | None, observed: Observed, threads: int | None = None) -> pa.Table:
    """Crossings of whole persons, with numbers for persons, as rows of `Followed.answers`: in the order of lives, those
    that were put in after them. `statuses`: of persons who may be among them."""
    found = _encoded(found)
    rows = _order_of_rows(found)
    given = None if statuses is None else statuses.filter(pc.is_in(statuses["person"], found["person"].unique()))
    told, imputed, lives = _classified(found.select(_FOLLOWED).take(rows), given, observed, threads)
    table = _told(_taken(found.drop_columns(["at"]), rows.take(lives)), told)
    return pa.concat_tables([table, _put_in(table, imputed)]) if imputed.num_rows else table


def _classified(
    crossings: pa.Table, statuses: pa.Table | None, observed: Observed, threads: int | None
) -> tuple[pa.Table, pa.Table, pa.Array]:
    """Answers in the order of lives, those of crossings that were put in, and that order."""
    # Only now: most workspaces have no crossings, and the compiler behind it takes long to load.
    from durna.residence.classifying import classify

    given = statuses if statuses is not None and statuses.num_rows else None
    answers = classify(
        crossings, observed.rule, observed.until, given, observed.gaps, columns={"date": "at"}, threads=threads
    )
    known = answers.slice(0, crossings.num_rows).combine_chunks()
    place = pc.multiply(known["order"].cast(pa.int64()), 2).combine_chunks()
    lives = pa.array(order_of_lives(_numbers(crossings["person"]), place))
    told = _taken(known.select(_ANSWERED).append_column("place", place), lives)
    # Taken and not cut off: a slice holds on to the whole.
    added = np.arange(crossings.num_rows, answers.num_rows)
    return told, answers.take(pa.array(added)), lives


def _crossings(table: ir.Table, observed: Observed) -> ir.Table:
    """Crossings of a known direction up to the cut-off; an answer nobody could give (a birth to come) is no answer."""
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
        "person", KEY, "direction", "citizenship", "sex", "purpose", *BESIDE, *ROW,
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
    """Each column in one piece, and codes as numbers with a dictionary: the same few texts of ten million rows are not
    moved about."""
    columns = {
        name: _coded(found[name]) if name in CODES else found[name].combine_chunks() for name in found.column_names
    }
    return pa.table(columns)


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if not pa.types.is_dictionary(column.type):
        if column.null_count == len(column):
            return pa.DictionaryArray.from_arrays(pa.nulls(len(column), pa.int8()), pa.array([], column.type))
        return column.combine_chunks().dictionary_encode()
    if not column.num_chunks:
        return column.combine_chunks()
    # An engine gives each piece the same dictionary; to unify them takes longer than to see that.
    first = column.chunk(0).dictionary
    if not all(chunk.dictionary.equals(first) for chunk in column.chunks):
        return column.combine_chunks()
    indices = pa.chunked_array([chunk.indices for chunk in column.chunks]).combine_chunks()
    return pa.DictionaryArray.from_arrays(indices, first)


def _order_of_rows(found: pa.Table) -> pa.Array:
    """As the deliveries have them: it decides between crossings of one moment.

    Here and not in the engine, which would sort ten million wide rows.
    """
    deliveries = found["delivery_id"].combine_chunks()
    rank = np.argsort(np.argsort(np.array(deliveries.dictionary.to_pylist(), dtype=object)))
    return pa.array(np.lexsort([_numbers(found["event_no"]), _numbers(found["row_no"]), rank[deliveries.indices]]))


def _taken(table: pa.Table, rows: pa.Array) -> pa.Table:
    """Column by column on every core: each row lies far from the next."""
    with ThreadPoolExecutor(usable_cores()) as workers:
        columns = list(workers.map(lambda column: column.take(rows), table.columns))
    return pa.table(columns, names=table.column_names)


def _numbers(column: pa.ChunkedArray) -> Any:
    return column.to_numpy()


def _told(found: pa.Table, answers: pa.Table) -> pa.Table:
    columns = {
        **dict(zip(found.column_names, found.columns, strict=True)),
        **_concluded(answers),
        "place": answers["place"],
    }
    is_imputed = pa.repeat(pa.scalar(False), found.num_rows)
    beside = _neighbours(found)
    columns |= {"is_imputed": is_imputed, **beside}
    return pa.table({**columns, "changes_nothing": _changes_nothing(columns, beside["repeats"])})


def _changes_nothing(columns: Mapping[str, Any], repeats: Any) -> Any:
    """Whether a crossing leaves its person as the one before did: in the same state, under the same attributes."""
    before, after = columns["resident_before"], columns["resident_after"]
    is_known = pc.and_(before.is_valid(), after.is_valid()).to_numpy(zero_copy_only=False)
    states, later = _with_null(before), _with_null(after)
    same = is_known & (states == later) & ~repeats
    same[1:] &= states[1:] == later[:-1]
    for name in ("person", *ATTRIBUTES):
        values = _with_null(columns[name])
        same[1:] &= values[1:] == values[:-1]
    same[:1] = False
    return same


def _with_null(column: Any) -> Any:
    """As whole numbers, one of which stands for a missing value."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_dictionary(whole.type):
        whole = whole.indices
    if pa.types.is_date32(whole.type):
        whole = whole.cast(pa.int32())
    return whole.cast(pa.int64()).fill_null(np.iinfo(np.int64).min).to_numpy()


def _neighbours(found: pa.Table) -> dict[str, Any]:
    """Of the crossing before and after in the history of the person, in the order of lives.

    An engine would have to sort the rows, which takes longer than all answers together.
    """
    persons, directions = _numbers(found["person"]), _numbers(pc.equal(found["direction"], "entry"))
    is_same = persons[1:] == persons[:-1]
    is_alike = is_same & (directions[1:] == directions[:-1])
    outside = np.zeros(min(found.num_rows, 1), np.bool_)
    is_last = np.append(~is_same, ~outside)
    follows = np.arange(1, found.num_rows + 1)
    return {
        "repeats": np.append(outside, is_alike),
        "next_repeats": pa.array(np.append(is_alike, outside), mask=is_last),
        "next_on": found["crossed_on"].combine_chunks().take(pa.array(follows, mask=is_last)),
    }


def _concluded(answers: pa.Table) -> dict[str, Any]:
    found = {name: _yes_no_open(answers[column]) for name, column in _SAID.items()}
    return {**found, "settled_on": answers[_SETTLED]}


def _yes_no_open(column: pa.ChunkedArray) -> pa.Array:
    words = _coded(column)
    meant = pa.array([_YES_NO_OPEN.get(word) for word in words.dictionary.to_pylist()], pa.bool_())
    return meant.take(words.indices)


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
        "changes_nothing": pa.repeat(pa.scalar(False), rows.num_rows),
    }  # fmt: skip
    return pa.table({name: changed.get(name, rows[name]) for name in table.column_names}).cast(table.schema)


def _second_of_two_alike(table: pa.Table, persons: Any) -> Any:
    person, place = table["person"].to_numpy(), table["place"].to_numpy()
    entry = pc.equal(table["direction"], "entry").to_numpy()
    rows = np.flatnonzero(np.isin(person, persons))
    rows = rows[np.lexsort((place[rows], person[rows]))]
    is_same = (person[rows][1:] == person[rows][:-1]) & (entry[rows][1:] == entry[rows][:-1])
    return rows[1:][is_same]
