"""The compiled kernel inside a Spark cluster: each task has whole persons, and the answers are those of `classify`.

Sessions are started by `engine.spark`; the machines of the cluster need the same Python environment, Durna in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from durna.engine import spark, spark_problems
from durna.errors import UserError
from durna.residence import crossings as reading
from durna.residence.classifying import classify as classify_here
from durna.residence.classifying import refuse_gaps
from durna.residence.initial import read_statuses, refuse_absent
from durna.residence.problems import REJECT
from durna.residence.rule import Rule, RuleLike, as_rule

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# The place of a crossing in the source, which a table of Spark does not keep; the status given, beside each crossing.
ROW, GIVEN = "row", "given"
KEPT = ("person", "order", ROW)


def classify(
    crossings: DataFrame,
    rule: RuleLike,
    observed_until: date | str | None,
    initial_status: DataFrame | None = None,
    gaps: str = REJECT,
    *,
    columns: Mapping[str, str] | None = None,
    parts: int | None = None,
) -> DataFrame:
    """`durna.residence.classify` over a Spark table: the same columns, with words as text and rows in no order.

    The date is a date or a timestamp (of the session's time zone). A whole number `row`, where the table has it, says
    what came first where neither time nor order does, and comes back beside the answers; without it arrivals do.
    `parts`: the number of tasks; one needs about 150 bytes a crossing beside what Spark takes.

    The input is read once for the checks, at once, and once for the answers, when they are asked for. Raises UserError
    for what cannot be understood.
    """
    the_rule, until = as_rule(rule), reading.last_day(observed_until)
    refuse_gaps(gaps)
    frame = _renamed(crossings, columns)
    with spark_problems.answered():
        _refuse_unusable(frame, until)
        if initial_status is not None:
            frame = _with_given(frame, initial_status)
    task = _Task(the_rule, until, gaps, _schema_of(frame))
    return spark.map_in_arrow(frame, task, task.schema, together=["person"], parts=parts)


@dataclass(frozen=True)
class _Task:
    """What a task does with the crossings of its persons."""

    rule: Rule
    until: date
    gaps: str
    schema: pa.Schema

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        received = list(batches)
        if received:
            table = _in_row_order(pa.Table.from_batches(received))
            yield from self._answers(table).to_batches(max_chunksize=1 << 16)

    def _answers(self, table: pa.Table) -> pa.Table:
        # Other tasks run on the other cores.
        own = table.drop_columns([name for name in (ROW, GIVEN) if name in table.column_names])
        found = classify_here(own, self.rule, self.until, given(table), self.gaps, threads=1)
        if ROW in table.column_names:
            imputed = pa.nulls(found.num_rows - table.num_rows, pa.int64())
            found = found.append_column(ROW, pa.chunked_array([*table[ROW].cast(pa.int64()).chunks, imputed]))
        return found.replace_schema_metadata(None).select(self.schema.names).cast(self.schema)


def _in_row_order(table: pa.Table) -> pa.Table:
    if ROW in table.column_names:
        return table.sort_by(ROW)
    # However directions are written: arrivals are 1, departures 0.
    arrivals_first = table.append_column("arrives", pa.array(reading.directions(table["direction"])))
    by_order = [("order", "ascending")] if "order" in table.column_names else []
    return arrivals_first.sort_by([("arrives", "descending"), *by_order]).drop_columns(["arrives"])


def given(table: pa.Table) -> pa.Table | None:
    """One row a person whose status was given."""
    if GIVEN not in table.column_names:
        return None
    known = table.filter(table[GIVEN].is_valid()).group_by("person").aggregate([(GIVEN, "max")])
    if not known.num_rows:
        return None
    return pa.table({"person": known["person"], "resident": known[f"{GIVEN}_max"]})


def _renamed(frame: DataFrame, names: Mapping[str, str] | None) -> DataFrame:
    """The columns that count, under their own names."""
    wanted = reading.wanted_columns(names)
    # The table itself stays where it is: only the names of its columns are judged here.
    shown = reading.renamed(pa.table({name: pa.nulls(0) for name in frame.columns}), wanted, "order" in (names or {}))
    from pyspark.sql import functions as f

    kept = [f.col(f"`{wanted[name]}`").alias(name) for name in shown.column_names]
    rows = [f.col(ROW).cast("long").alias(ROW)] if ROW in frame.columns else []
    return frame.select(*kept, *rows)


def _refuse_unusable(frame: DataFrame, until: date) -> None:
    """What `classify` refuses, told before any task runs."""
    from pyspark.sql import functions as f

    if frame.schema["date"].dataType.typeName() not in ("date", "timestamp", "timestamp_ntz"):
        raise UserError(
            found=f"The dates are of the kind '{frame.schema['date'].dataType.simpleString()}'.",
            expected="A column of dates or of times.",
            do="Convert the column in Spark, for example with to_date.",
        )
    row = frame.agg(
        f.count("*").alias("rows"),
        f.count_if(f.col("person").isNull()).alias("nameless"),
        f.count_if(f.to_date("date") > f.lit(until)).alias("later"),
        f.collect_set("direction").alias("directions"),
    ).first()
    assert row is not None
    if not row["rows"]:
        raise reading.nothing_there()
    reading.refuse_nameless(row["nameless"], row["rows"])
    reading.refuse_dated_after(row["later"], row["rows"], until)
    reading.directions(pa.chunked_array([pa.array(row["directions"])]))


def _with_given(frame: DataFrame, statuses: DataFrame) -> DataFrame:
    """The status given for the person beside each crossing."""
    from pyspark.sql import functions as f

    missing = [name for name in ("person", "resident") if name not in statuses.columns]
    if missing:
        raise _wrong(f"The statuses given have no column '{missing[0]}'.", "Columns person, resident (1 or 0), since.")
    known = _states(statuses).select(f.col("person").alias("whose"), GIVEN)
    _refuse_statuses(frame, known)
    return frame.join(known, frame["person"] == known["whose"], "left").drop("whose")


def _states(statuses: DataFrame) -> DataFrame:
    """1 or 0 for each status, however it is written."""
    from pyspark.sql import functions as f

    words = [row[0] for row in statuses.select(f.col("resident").cast("string")).distinct().limit(100).collect()]
    read = read_statuses(pa.table({"person": pa.array(range(len(words)), pa.int64()), "resident": words}))
    assert read is not None
    yes = [word for word, state in zip(words, read["resident"].to_pylist(), strict=True) if state]
    return statuses.withColumn(GIVEN, f.col("resident").cast("string").isin(yes).cast("int"))


def _refuse_statuses(frame: DataFrame, known: DataFrame) -> None:
    from pyspark.sql import functions as f

    counted = known.agg(
        f.count("*").alias("rows"), f.count("whose").alias("named"), f.count_distinct("whose").alias("persons")
    ).first()
    assert counted is not None
    if counted["named"] < counted["rows"]:
        nameless = counted["rows"] - counted["named"]
        raise _wrong(f"{nameless} statuses have no person.", "A key of the person on every row.")
    if counted["persons"] < counted["rows"]:
        repeated = counted["rows"] - counted["persons"]
        raise _wrong(f"{repeated} persons have more than one status.", "One row a person.")
    absent = known.join(frame, known["whose"] == frame["person"], "left_anti").count()
    refuse_absent(absent, counted["rows"])


def _wrong(found: str, expected: str) -> UserError:
    return UserError(found=found, expected=expected, do="Correct the table of initial statuses.")


def _schema_of(frame: DataFrame) -> pa.Schema:
    """As `classify` returns it, in types that Spark has."""
    from pyspark.sql.pandas.types import to_arrow_type

    kinds = {name: to_arrow_type(frame.schema[name].dataType) for name in frame.columns if name in KEPT}
    fields = {
        "person": kinds["person"], "order": kinds.get("order", pa.int32()), "date": pa.date32(),
        "direction": pa.string(), "resident_before": pa.string(), "resident_after": pa.string(),
        "migration": pa.string(), "before_settled_on": pa.date32(), "after_settled_on": pa.date32(),
        "migration_settled_on": pa.date32(), "days_in": pa.int32(), "days_observed": pa.int32(),
        "problem": pa.string(), **{name: kind for name, kind in kinds.items() if name == ROW},
    }  # fmt: skip
    return pa.schema(list(fields.items()))
