"""The three forms of the rule asked the same question, with answers that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.compute as pc

from durna.residence import Rule, classify, setbased
from durna.residence.reference import Answer, Crossing, classify_person
from tests.residence.histories import Person, as_table, initial_table

COLUMNS = (
    "person", "row", "date", "direction", "resident_before", "resident_after", "migration", "before_settled_on",
    "after_settled_on", "migration_settled_on", "days_in", "days_observed", "problem",
)  # fmt: skip
_STATES = {"no": 0, "yes": 1, "unknown": None}

Line = tuple[Any, ...]


def by_oracle(people: Sequence[Person], rule: Rule, until: date, gaps: str) -> list[Line]:
    table = as_table(people)
    rows: dict[int, list[int]] = {}
    for who, row in zip(table["person"].to_pylist(), table["row"].to_pylist(), strict=True):
        rows.setdefault(who, []).append(row)
    found = []
    for who, person in enumerate(people):
        # Equal crossings are told apart by what they are, not by what they say.
        row_of = {id(c): row for c, row in zip(person.crossings, rows.get(who, []), strict=True)}
        answers = classify_person(person.crossings, rule, until, person.initial, gaps)
        found += [_line(who, row_of.get(id(c)), c, a) for c, a in answers]
    return in_order(found)


def _line(who: int, row: int | None, crossing: Crossing, answer: Answer) -> Line:
    migration = None if answer.migration is None else int(answer.migration)
    return (
        who, row, crossing.day, crossing.direction, answer.before, answer.after, migration, answer.before_on,
        answer.after_on, answer.migration_on, answer.days_in, answer.days_observed, answer.problem,
    )  # fmt: skip


def in_order(lines: list[Line]) -> list[Line]:
    """By person and row; imputed ones, which have none, by their day."""
    return sorted(lines, key=lambda line: (line[0], line[1] is None, line[1] or 0, str(line[2]), str(line[3])))


def by_kernel(
    table: pa.Table, rule: Rule, until: date, gaps: str, initial: pa.Table | None = None
) -> pa.Table:  # fmt: skip
    """`table` as `as_table` makes it, with or without order and time."""
    given = initial if initial is not None and initial.num_rows else None
    when = table["time"] if "time" in table.column_names else table["date"]
    asked = {"person": table["person"], "date": when, "direction": table["direction"]}
    if "order" in table.column_names:
        asked["order"] = table["order"]
    return comparable(classify(pa.table(asked), rule, until, given, gaps), table["row"])


def comparable(answers: pa.Table, rows: pa.ChunkedArray) -> pa.Table:
    """What `classify` returned, as the set-based form says it. `rows` are those of the input."""
    imputed = answers.num_rows - len(rows)
    states = {name: _numbers(answers[name]) for name in ("resident_before", "resident_after", "migration")}
    columns = {
        "row": pa.concat_arrays([rows.combine_chunks(), pa.nulls(imputed, pa.int64())]),
        "direction": pc.equal(answers["direction"].cast(pa.string()), "A").cast(pa.int8()),
        **states,
        "days_in": answers["days_in"].cast(pa.int32()),
        "days_observed": answers["days_observed"].cast(pa.int32()),
        "problem": pc.fill_null(answers["problem"].cast(pa.string()), ""),
    }
    return pa.table({name: columns.get(name, answers[name] if name not in columns else None) for name in COLUMNS})


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    known = pc.if_else(pc.equal(column.cast(pa.string()), "unknown"), None, column.cast(pa.string()))
    return pc.equal(known, "yes").cast(pa.int8())


def on_duckdb(table: pa.Table, rule: Rule, until: date, gaps: str, initial: pa.Table | None = None) -> pa.Table:
    con = duckdb.connect(config={"threads": 2, "memory_limit": "3GB"})
    try:
        con.register("crossings", table)
        given = initial if initial is not None else initial_table([])
        con.register("statuses", given)
        names = ", ".join(COLUMNS)
        statement = _statement(tuple(table.schema), rule, until, gaps)
        return con.execute(f"SELECT {names} FROM ({statement})").to_arrow_table()
    finally:
        con.close()


@lru_cache(maxsize=256)
def _statement(fields: tuple[pa.Field, ...], rule: Rule, until: date, gaps: str) -> str:
    crossings = ibis.table(ibis.schema({field.name: ibis.dtype(field.type) for field in fields}), name="crossings")
    statuses = ibis.table({"person": "int64", "resident": "int64"}, name="statuses")
    return str(ibis.to_sql(setbased.classify(crossings, rule, until, statuses, gaps), dialect="duckdb"))


def lines(table: pa.Table) -> list[Line]:
    return in_order([tuple(row.values()) for row in table.select(COLUMNS).to_pylist()])


def same_tables(one: pa.Table, other: pa.Table) -> bool:
    """Equal but for the order of the rows."""
    keys = [(name, "ascending") for name in ("person", "row", "date", "direction")]
    first, second = (table.select(COLUMNS).sort_by(keys) for table in (one, other))
    return bool(first.equals(second.cast(first.schema)))


def everywhere(
    people: Sequence[Person], rule: Rule, until: date, gaps: str, *, has_order: bool = True, has_time: bool = False
) -> tuple[list[Line], list[Line], list[Line]]:
    """The oracle's answers, the kernel's and those of the set-based form on DuckDB."""
    gone = [name for name, is_there in (("order", has_order), ("time", has_time)) if not is_there]
    table, initial = as_table(people).drop_columns(gone), initial_table(people)
    return (
        by_oracle(people, rule, until, gaps),
        lines(by_kernel(table, rule, until, gaps, initial)),
        lines(on_duckdb(table, rule, until, gaps, initial)),
    )
