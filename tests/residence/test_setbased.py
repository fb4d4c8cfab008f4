"""The set-based form by itself: any key, any engine, the columns it promises."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.residence import setbased
from durna.residence.problems import GAPS, IMPUTE, REJECT
from durna.residence.rule import Rule, as_rule
from tests.residence.forms import COLUMNS, lines, on_duckdb, same_tables
from tests.residence.histories import Person, as_table, drawn, initial_table
from tests.spec.residence.cases import of_the_page, worked

# PySpark forgets to close the socket through which a result came.
on_spark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]
UNTIL = date(2021, 10, 31)


def answers(table: pa.Table, rule: str = "12/16", gaps: str = REJECT) -> list[dict[str, Any]]:
    con = duckdb.connect()
    con.register("crossings", table)
    shape = ibis.table(ibis.schema({f.name: ibis.dtype(f.type) for f in table.schema}), name="crossings")
    statement = str(ibis.to_sql(setbased.classify(shape, as_rule(rule), UNTIL, gaps=gaps), dialect="duckdb"))
    return con.execute(f"SELECT * FROM ({statement}) ORDER BY person, row").to_arrow_table().to_pylist()


def crossings(**columns: Any) -> pa.Table:
    """In for good on 1 March 2016, and a visit of ten days."""
    given = {
        "person": [1, 2, 2],
        "date": [date(2016, 3, 1), date(2016, 3, 1), date(2016, 3, 11)],
        "direction": pa.array([1, 1, 0], pa.int8()),
        "row": [0, 1, 2],
    }
    return pa.table(given | columns)


def test_answers_have_the_promised_columns_and_types() -> None:
    [first, *_] = answers(crossings())
    assert first == {
        "person": 1, "row": 0, "order": None, "date": date(2016, 3, 1), "direction": 1, "resident_before": 0,
        "resident_after": 1, "migration": 1, "before_settled_on": date(2016, 3, 1),
        "after_settled_on": date(2017, 3, 1), "migration_settled_on": date(2017, 3, 1), "days_in": 487,
        "days_observed": 487, "problem": "",
    }  # fmt: skip


@pytest.mark.parametrize("key", [["ə", "b", "b"], [b"\x00", b"\x01", b"\x01"], [1.5, 2.5, 2.5]], ids=str)
def test_a_person_may_be_anything(key: list[object]) -> None:
    found = answers(crossings(person=key))
    assert sorted((line["person"], line["migration"]) for line in found) == sorted(zip(key, [1, 0, 0], strict=True))


def test_an_imputed_crossing_has_neither_row_nor_order() -> None:
    table = crossings(direction=pa.array([1, 1, 1], pa.int8()), order=[1, 1, 2])
    [imputed] = [line for line in answers(table, gaps=IMPUTE) if line["problem"] == "imputed"]
    # Ten days lie between the two arrivals.
    assert (imputed["row"], imputed["order"], imputed["date"], imputed["direction"]) == (
        None,
        None,
        date(2016, 3, 6),
        0,
    )


def test_a_time_orders_crossings_of_one_day() -> None:
    """Out at 8 and in again at 20 h: a resident throughout, in whichever order the rows come."""
    table = crossings(
        person=[1, 1, 2],
        date=[date(2016, 3, 1)] * 3,
        time=[20, 8, 8],
        direction=pa.array([1, 0, 1], pa.int8()),
    )
    assert [line["resident_before"] for line in answers(table)] == [1, 1, 0]


def test_nobody_yields_nobody() -> None:
    assert answers(crossings().slice(0, 0)) == []


def test_commuters() -> None:
    """Five hundred crossings in 500 days, forty such people."""
    rows = 500
    table = pa.table(
        {
            "person": [who for who in range(40) for _ in range(rows)],
            "date": [date(2016, 3, 1) + timedelta(days=n) for _ in range(40) for n in range(rows)],
            "direction": pa.array([n % 2 for _ in range(40) for n in range(rows)], pa.int8()),
            "row": list(range(40 * rows)),
        }
    )
    found = on_duckdb(table, as_rule("12/16"), UNTIL, REJECT)
    # Every other day abroad: 123 days are lost on the 245th or 246th day, and 365 of 487 are never kept.
    assert found["migration"].value_counts().to_pylist()[0] == {"values": 0, "counts": 40 * rows}


def on(tables: Any, table: pa.Table, statuses: pa.Table, rule: Rule, until: date, gaps: str, folder: Path) -> pa.Table:
    read = []
    for name, content in (("crossings", table), ("statuses", statuses)):
        pq.write_table(content, folder / f"{name}.parquet")
        read.append(tables.sql(f"SELECT * FROM {tables.scan([folder / f'{name}.parquet'])}"))
    found: pa.Table = tables.backend.to_pyarrow(setbased.classify(read[0], rule, until, read[1], gaps))
    return found


@pytest.mark.usefixtures("java")
class TestOnSpark:
    pytestmark = on_spark

    @pytest.mark.parametrize(("text", "gaps"), [("12/16", REJECT), ("6/12 months", IMPUTE)])
    def test_values_are_those_of_duckdb(self, text: str, gaps: str, spark_tables: Any, tmp_path: Path) -> None:
        """Travel histories of the page and the worked cases, and drawn ones, in one batch."""
        told = [case.person for case in [*of_the_page(), *worked()]]
        people: list[Person] = told + drawn(as_rule(text), 200, seed=3)
        until = max(person.last_day for person in people) + timedelta(days=100)
        table, statuses = as_table(people), initial_table(people)

        there = on(spark_tables, table, statuses, as_rule(text), until, gaps, tmp_path)

        here = on_duckdb(table, as_rule(text), until, gaps, statuses)
        assert gaps in GAPS
        assert same_tables(here, there)
        assert lines(there) == lines(here)
        assert set(COLUMNS) < set(there.column_names)
