"""Records of one source with their persons as numbers, held in the engine for all that is counted of them.

A measure reads millions of rows for each of its breakdowns: texts of few values are codes there, and nobody's
pseudonym has to be compared with another's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from durna.engine.codes import values_of
from durna.engine.keeping import Place, Room, standing
from durna.persons.record_keys import KEY, key_of_person, key_of_row
from durna.residence.observed import Records
from durna.sources.contract import load

NUMBER = "number"
_BESIDE = ("delivery_id", "flags")


@dataclass(frozen=True)
class Numbered:
    """`persons`: person, number, record_key. `rows`: as the records have them, but that person is the number, with the
    record key beside it, and without the numbers of records."""

    persons: ir.Table
    rows: ir.Table


def numbered(records: Records, source: str, place: Callable[[str], Place | None]) -> Numbered:
    """Numbers follow the order of the pseudonyms: who is delivered later moves nobody past anybody else.

    `place`: where a table of that name outlives the run.
    """
    table = records.table(source)
    known = table.filter(table["person"].notnull()).select("person").distinct()
    keyed = known.mutate(**{KEY: key_of_person(known["person"])})
    backend = table.get_backend()
    if backend.name != "duckdb":
        # What an engine on many machines holds it knows best.
        persons = _numbered_there(keyed)
        return Numbered(persons, _told(table, persons))
    numbers = keyed.mutate(**{NUMBER: ibis.row_number().over(order_by="person")})
    persons = standing(backend, place("persons"), lambda room: room.hold(numbers))
    counted = table.drop(*numbers_of_records(source))

    def rows(room: Room) -> None:
        room.hold(_told(counted, persons), values_of(counted, _codes(source)))

    return Numbered(persons, standing(backend, place("rows"), rows))


def numbers_of_records(source: str) -> frozenset[str]:
    """What the files of the source are called. No two are called alike, so that nothing takes as much room: they are
    not held, and whatever counts by them reads the records themselves."""
    known = load(source)
    return frozenset(name for name in known.natural_key if known.fields[name].type == "text").intersection(
        known.key_columns
    )


def _numbered_there(persons: ir.Table) -> ir.Table:
    backend: Any = persons.get_backend()
    table: ir.Table = backend.numbered(persons, NUMBER)
    return table


def _told(table: ir.Table, persons: ir.Table) -> ir.Table:
    known = persons.select(whose="person", number=NUMBER, its_key=KEY)
    met = table.left_join(known, table["person"] == known["whose"])
    kept = {name: met[name] for name in table.columns if name != "person"}
    return met.select(person=met["number"], **kept, **{KEY: ibis.coalesce(met["its_key"], key_of_row(met["row_no"]))})


def _codes(source: str) -> set[str]:
    fields = load(source).fields.values()
    return {column for field in fields if field.type == "code" for column in field.columns} | set(_BESIDE)
