"""Crossings followed where the records are: on Spark the kernel runs in the executors, and no record leaves them.

Each task has the crossings of some persons, all of them, and answers as `answers.followed` does on one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from durna.engine import spark
from durna.residence import answers
from durna.residence.cluster import GIVEN, given
from durna.residence.observed import Observed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ADDED = {
    "resident_before": pa.bool_(), "resident_after": pa.bool_(), "is_migration": pa.bool_(), "settled_on": pa.date32(),
    "place": pa.int64(), "is_imputed": pa.bool_(), "repeats": pa.bool_(), "next_repeats": pa.bool_(),
    "next_on": pa.date32(), "changes_nothing": pa.bool_(),
}  # fmt: skip


def followed(crossings: ir.Table, statuses: ir.Table | None, observed: Observed) -> ir.Table:
    """As `Followed.answers`, of crossings with numbers for persons."""
    backend: Any = crossings.get_backend()
    frame = backend.frame_of(_with_statuses(crossings, statuses))
    task = _Task(observed, _schema_of(frame))
    return backend.table_of(spark.map_in_arrow(frame, task, task.schema, together=["person"]))


def _with_statuses(crossings: ir.Table, statuses: ir.Table | None) -> ir.Table:
    """Beside each crossing what a register says of its person."""
    if statuses is None:
        return crossings.mutate(**{GIVEN: ibis.null("int64")})
    known = statuses.select(whose="person", **{GIVEN: statuses["resident"]})
    return crossings.left_join(known, crossings["person"] == known["whose"]).drop("whose")


def _schema_of(frame: DataFrame) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_type

    kept = (name for name in frame.columns if name not in ("at", GIVEN))
    return pa.schema([*((name, to_arrow_type(frame.schema[name].dataType)) for name in kept), *_ADDED.items()])


@dataclass(frozen=True)
class _Task:
    """What a task does with the crossings of its persons."""

    observed: Observed
    schema: pa.Schema

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        received = list(batches)
        if received:
            table = pa.Table.from_batches(received)
            # Other tasks run on the other cores.
            found = answers.answered(table.drop_columns([GIVEN]), given(table), self.observed, threads=1)
            yield from found.select(self.schema.names).cast(self.schema).to_batches(max_chunksize=1 << 16)
