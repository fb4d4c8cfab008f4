"""The kernel inside Spark: the answers of `classify`, row for row, also in executors of their own."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from durna.engine.spark_tables import SparkTables
from durna.errors import UserError
from durna.residence import classify, cluster
from tests.residence import on_cluster
from tests.residence.histories import millions

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    # PySpark forgets to close the socket through which a result came.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]
UNTIL = "2021-10-31"


def as_said(table: pa.Table) -> pa.Table:
    """In the words and the order of a cluster: plain columns, by row, imputed crossings by person and day."""
    plain = [c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in table.columns]
    named = pa.table(plain, names=table.column_names)
    keys = [(name, "ascending") for name in ("row", "person", "date", "direction")]
    return named.set_column(10, "days_in", named["days_in"].cast(pa.int32())).set_column(
        11, "days_observed", named["days_observed"].cast(pa.int32())
    ).sort_by(keys)  # fmt: skip


def here(crossings: pa.Table, statuses: pa.Table, gaps: str) -> pa.Table:
    found = classify(crossings, "12/16", UNTIL, statuses, gaps).replace_schema_metadata(None)
    rows = pa.concat_arrays(
        [crossings["row"].combine_chunks(), pa.nulls(found.num_rows - crossings.num_rows, pa.int64())]
    )
    return as_said(found.append_column("row", rows))


@pytest.fixture(scope="module")
def crossings() -> pa.Table:
    return millions(40_000, seed=3)


@pytest.fixture(scope="module")
def statuses(crossings: pa.Table) -> pa.Table:
    persons = pc.unique(crossings["person"]).slice(0, 500)
    return pa.table({"person": persons, "resident": pc.cast(pc.equal(pc.bit_wise_and(persons, 1), 1), pa.int32())})


def test_executors_of_their_own_give_identical_results(
    crossings: pa.Table, statuses: pa.Table, tmp_path: Path, spark_home: Path
) -> None:
    pq.write_table(crossings, tmp_path / "crossings.parquet")
    pq.write_table(statuses, tmp_path / "statuses.parquet")
    paths = [str(tmp_path / name) for name in ("crossings.parquet", "statuses.parquet", "out.parquet")]
    command = [sys.executable, str(on_cluster.__file__), "local-cluster[2,1,1024]", *paths, "impute"]

    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SPARK_HOME": str(spark_home)})

    assert done.returncode == 0, done.stderr[-2000:]
    assert as_said(pq.read_table(tmp_path / "out.parquet")).equals(here(crossings, statuses, "impute"))
    assert len(list((spark_home / "work").glob("app-*/*"))) == 2


@pytest.fixture
def spark_home(java: None, tmp_path: Path) -> Path:
    """The installed Spark under a folder of the test: workers write beside it."""
    import pyspark

    home = tmp_path / "spark"
    home.mkdir()
    for part in ("bin", "jars"):
        (home / part).symlink_to(Path(pyspark.__file__).parent / part)
    return home


@pytest.fixture
def session(spark_tables: SparkTables) -> Any:
    return spark_tables.backend._session


def rows(session: Any, **columns: Any) -> Any:
    given = {
        "person": ["a", "b", "b"],
        "date": [date(2016, 3, 1), date(2016, 3, 1), date(2016, 3, 11)],
        "direction": ["A", "A", "D"],
    }
    return session.createDataFrame(pa.table(given | columns))


def test_answers_are_in_words_and_columns_may_have_other_names(session: Any) -> None:
    frame = rows(session).withColumnsRenamed({"person": "id", "date": "day", "direction": "way"})
    names = {"person": "id", "date": "day", "direction": "way"}

    found = cluster.classify(frame, "12/16", UNTIL, columns=names).toArrow().sort_by("person").to_pylist()

    assert sorted((line["person"], line["migration"], line["order"]) for line in found) == [
        ("a", "yes", 1), ("b", "no", 1), ("b", "no", 2),
    ]  # fmt: skip
    assert {line["problem"] for line in found} == {None}


def test_without_rows_an_arrival_goes_first(session: Any) -> None:
    one_day = {"person": ["a", "a"], "date": [date(2016, 3, 1)] * 2, "direction": ["D", "A"]}

    found = cluster.classify(session.createDataFrame(pa.table(one_day)), "12/16", UNTIL).toArrow().to_pylist()

    assert sorted((line["order"], line["direction"]) for line in found) == [(1, "A"), (2, "D")]


@pytest.mark.parametrize(
    ("columns", "until", "said"),
    [
        ({}, None, "No end of observation"),
        ({}, "2016-03-05", "1 of 3 crossings are dated after 2016-03-05"),
        ({"person": [None, "b", "b"]}, UNTIL, "1 of 3 crossings have no person"),
        ({"direction": ["A", "X", "D"]}, UNTIL, "Unknown direction codes: X"),
        ({"date": ["2016-03-01"] * 3}, UNTIL, "dates are of the kind 'string'"),
    ],
)
def test_what_cannot_be_understood_is_said_before_any_task_runs(
    columns: dict[str, Any], until: str | None, said: str, session: Any
) -> None:
    with pytest.raises(UserError) as error:
        cluster.classify(rows(session, **columns), "12/16", until)
    assert said in error.value.found


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ({"person": ["nobody"], "resident": ["1"]}, "1 of 1 statuses given are of persons without any crossing"),
        ({"person": ["a", "a"], "resident": ["1", "0"]}, "1 persons have more than one status"),
        ({"person": [None, "a"], "resident": ["1", "0"]}, "1 statuses have no person"),
        ({"person": ["a"], "resident": ["perhaps"]}, "neither 1 nor 0"),
        ({"person": ["a"]}, "no column 'resident'"),
    ],
)
def test_statuses_that_cannot_be_used_are_refused(statuses: dict[str, Any], said: str, session: Any) -> None:
    given = session.createDataFrame(pa.table(statuses))
    with pytest.raises(UserError) as error:
        cluster.classify(rows(session), "12/16", UNTIL, given)
    assert said in error.value.found


def test_a_status_may_be_told_in_words(session: Any) -> None:
    given = session.createDataFrame(pa.table({"person": ["a"], "resident": ["yes"]}))
    found = cluster.classify(rows(session), "12/16", UNTIL, given).toArrow().to_pylist()
    assert [line["migration"] for line in found if line["person"] == "a"] == ["no"]
