"""Counting what stands in the columns of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from durna.engine import duck
from durna.intake.proposing.columns import counts_together, is_numeric, take_sample
from durna.intake.reading import Table


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duck.connect(scratch=tmp_path)
    yield connection
    connection.close()


def table(con: duckdb.DuckDBPyConnection, query: str, columns: tuple[str, ...]) -> Table:
    con.execute(f"CREATE TEMP TABLE delivered AS {query}")
    row = con.execute("SELECT count(*) FROM delivered").fetchone()
    return Table(columns, "delivered", (), row[0] if row else 0, {})


def test_columns_are_described_with_their_commonest_values_first(con: duckdb.DuckDBPyConnection) -> None:
    rows = "SELECT * FROM (VALUES ('M', '7', 1), ('F', NULL, 2), ('M', '9', 3), (NULL, NULL, 4)) AS t(sex, age, row_no)"
    sex, age = take_sample(con, table(con, rows, ("sex", "age")))
    assert list(sex.values.items()) == [("M", 2), ("F", 1)]
    assert (age.rows, age.filled, age.distinct, dict(age.values)) == (4, 2, 2, {"7": 1, "9": 1})
    assert is_numeric(age)
    assert not is_numeric(sex)


def test_the_sample_of_a_large_file_is_spread_over_all_of_it(con: duckdb.DuckDBPyConnection) -> None:
    # 400,000 rows in ten equal parts: about 100,000 rows are drawn, some 10,000 from each part.
    rows = "SELECT (i // 40000)::VARCHAR AS part, i AS row_no FROM range(400000) AS t(i)"
    (part,) = take_sample(con, table(con, rows, ("part",)))
    assert len(part.values) == 10
    assert all(9_000 < count < 11_000 for count in part.values.values())


def test_several_columns_are_counted_at_once(con: duckdb.DuckDBPyConnection) -> None:
    rows = "SELECT * FROM (VALUES ('M', 1, 'x', 1), ('F', 2, NULL, 2), ('M', 2, 'x', 3)) AS t(a, b, c, row_no)"
    described = table(con, rows, ("a", "b", "c"))
    columns = take_sample(con, described)
    assert counts_together(con, described.scan, columns, ()) == {
        "a": {"M": 2, "F": 1},
        "b": {"2": 2, "1": 1},
        "c": {"x": 2},
    }
