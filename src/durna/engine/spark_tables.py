"""Tables on Spark: Ibis's own back end, with results and small tables passed as Arrow."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from durna.engine import spark, sql
from durna.engine import spark_problems as problems
from durna.engine.settings import Settings

try:
    from ibis.backends.pyspark import Backend
    from ibis.backends.pyspark.datatypes import PySparkSchema
except ImportError:
    raise problems.not_installed() from None

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


class SparkTables:
    def __init__(self, settings: Settings) -> None:
        self.name = f"spark {version('pyspark')}"
        self._session = spark.session(settings)
        zone = {"spark.sql.session.timeZone": settings.timezone}
        _ArrowBackend.register_options()
        self.backend = _ArrowBackend().connect(self._session, **zone)

    def scan(self, files: Sequence[Path]) -> str:
        """A view of the session, named after the files: Spark has no way to name several files in a statement."""
        places = [_address(file) for file in files]
        view = "durna_" + hashlib.sha256("\n".join(places).encode()).hexdigest()[:24]
        with problems.answered():
            # Deliveries of an earlier version of a contract lack columns.
            frame = self._session.read.option("mergeSchema", "true").parquet(*places)
            frame.createOrReplaceTempView(view)
        return sql.name(view)

    def sql(self, statement: str) -> ibis.Table:
        with problems.answered():
            return self.backend.sql(statement, dialect="duckdb")


class _ArrowBackend(Backend):  # type: ignore[misc]
    """Ibis passes through pandas, in which numbers with nulls become fractions and null texts the text 'NaN'."""

    def to_pyarrow(
        self, expr: ibis.Expr, /, *, params: Any = None, limit: int | str | None = None, **kwargs: Any
    ) -> pa.Table:
        self._run_pre_execute_hooks(expr)
        table = expr.as_table()
        with problems.answered():
            found = self.raw_sql(self.compile(table, params=params, limit=limit, **kwargs)).toArrow()
        return expr.__pyarrow_result__(found.cast(table.schema().to_pyarrow()))

    def _transpile_sql(self, query: str, *, dialect: str | None = None) -> str:
        # The translator writes the standard's name, which Spark knows only with WITHIN GROUP.
        translated: str = super()._transpile_sql(query, dialect=dialect)
        return translated.replace("PERCENTILE_CONT(", "PERCENTILE(")

    def translated(self, statement: str) -> str:
        """A statement in DuckDB's dialect as Spark understands it."""
        return self._transpile_sql(statement, dialect="duckdb")

    def arrow_of(self, statement: str) -> pa.Table:
        with problems.answered():
            found: pa.Table = self.raw_sql(statement).toArrow()
        return found

    def frame_of(self, expr: ibis.Table) -> DataFrame:
        """The rows of an expression, for what only Spark itself can do with them."""
        self._run_pre_execute_hooks(expr)
        with problems.answered():
            frame: DataFrame = self._session.sql(self.compile(expr))
        return frame

    def table_of(self, frame: DataFrame) -> ibis.Table:
        """A frame as a table, computed once: its rows stay with the executors."""
        name = ibis.util.gen_name("durna")
        with problems.answered():
            frame.localCheckpoint().createOrReplaceTempView(name)
        return self.table(name)

    def numbered(self, expr: ibis.Table, name: str) -> ibis.Table:
        """Each row with a number of its own in the column `name`: not in order, and with gaps."""
        from pyspark.sql import functions as f

        return self.table_of(self.frame_of(expr).withColumn(name, f.monotonically_increasing_id()))

    def create_table(self, name: str, /, obj: Any = None, *, temp: bool | None = None, **more: Any) -> ibis.Table:
        """As Ibis's own, and temporary ones too, which it refuses: a view of the session over the rows."""
        if not temp:
            return super().create_table(name, obj, **more)
        table = obj if isinstance(obj, ibis.Expr) else ibis.memtable(obj)
        self._run_pre_execute_hooks(table)
        self._session.sql(self.compile(table)).createOrReplaceTempView(name)
        return self.table(name)

    def _register_in_memory_table(self, op: Any) -> None:
        schema = PySparkSchema.from_ibis(op.schema)
        frame = self._session.createDataFrame(op.data.to_pyarrow(op.schema), schema=schema)
        frame.createOrReplaceTempView(op.name)


def _address(file: Path) -> str:
    """A path as Spark wants it: local even where the cluster's default is another file system, and no pattern."""
    return "file:" + re.sub(r"([\[\]{}*?\\])", r"\\\1", str(file.resolve()))
