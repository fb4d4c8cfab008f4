"""What the room itself promises of Spark: values pass unchanged, parts stay together, nothing is left behind."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from durna.engine import spark
from durna.engine.settings import SPARK, Settings
from durna.engine.spark_tables import SparkTables

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    # PySpark forgets to close the socket through which a result came.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture(scope="module")
def settings(java: None) -> Settings:
    return Settings(SPARK, spark={"spark.master": "local[2]"})


@pytest.fixture(scope="module")
def tables(settings: Settings) -> SparkTables:
    return SparkTables(settings)


def test_values_and_nulls_pass_unchanged_in_both_directions(tables: SparkTables) -> None:
    given = pa.table(
        {
            "whole": pa.array([2**53 + 1, None, -1], pa.int64()),
            "text": pa.array(["İ", None, ""], pa.string()),
            "day": pa.array([date(2020, 2, 29), None, date(1850, 1, 1)], pa.date32()),
            "said": pa.array([True, None, False], pa.bool_()),
            "number": pa.array([0.1, None, -0.0], pa.float64()),
        }
    )

    found = tables.backend.to_pyarrow(ibis.memtable(given))

    assert found.equals(given)


def test_a_temporary_table_holds_what_it_was_given(tables: SparkTables) -> None:
    given = pa.table({"person": pa.array([1, None], pa.int64()), "is_open": pa.array([None, True], pa.bool_())})

    made = tables.backend.create_table("made", given, temp=True)

    assert made.to_pyarrow().equals(given)


def test_a_table_that_is_kept_is_the_same_table(tables: SparkTables) -> None:
    given = pa.table({"person": pa.array([2**53 + 1, None], pa.int64()), "text": pa.array([None, "İ"], pa.string())})

    kept = tables.backend.create_table("given", given, temp=True).filter(ibis._.person.notnull()).cache()

    assert kept.to_pyarrow().equals(given.slice(0, 1))


def test_there_is_one_session_for_all_threads(settings: Settings) -> None:
    with ThreadPoolExecutor(3) as others:
        sessions = list(others.map(spark.session, [settings] * 3))

    assert all(each is spark.session(settings) for each in sessions)


def test_another_thread_reads_the_same_tables(settings: Settings, tables: SparkTables) -> None:
    given = pa.table({"n": [1, 2, 3]})
    tables.backend.create_table("from_here", given, temp=True)

    with ThreadPoolExecutor(1) as other:
        found = other.submit(lambda: SparkTables(settings).backend.table("from_here").to_pyarrow()).result()

    assert found.equals(given)


def test_rows_that_belong_together_come_to_one_call(settings: Settings) -> None:
    """2,000 rows of 50 persons: each person is seen by one call only, whole."""
    rows = pa.table({"person": [f"p{n % 50}" for n in range(2000)], "n": range(2000)})
    schema = pa.schema([("person", pa.string()), ("rows", pa.int64())])

    def count(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        part = pa.Table.from_batches(list(batches), rows.schema)
        yield from part.group_by("person").aggregate([("n", "count")]).rename_columns(schema.names).to_batches()

    frame = spark.session(settings).createDataFrame(rows)
    found = spark.map_in_arrow(frame, count, schema, together=["person"], parts=7).toArrow()

    # 2,000 / 50 = 40
    assert pc.unique(found["rows"]).to_pylist() == [40]
    assert sorted(found["person"].to_pylist()) == sorted(f"p{n}" for n in range(50))
