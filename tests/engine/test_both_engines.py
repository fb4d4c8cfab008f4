"""Every figure of the catalogue, from the same store, is the same on DuckDB and on Spark."""

from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest

from durna.checks import records as records_checks
from durna.indicators import calculate
from durna.indicators.calculate import Request, compute
from durna.indicators.chapters import measures
from durna.indicators.counting import Scope
from durna.indicators.definition import catalogue
from durna.indicators.measures import Cells, Median
from durna.residence.derived import Derived, view
from durna.sources.contract import derived, load
from durna.store.records import Records
from durna.workspace import Workspace
from tests.engine.conftest import on_spark
from tests.engine.country import deliver_some
from tests.intake.deliveries import KEY, begin, known_at

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    # PySpark forgets to close the socket through which a result came.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.mark.parametrize("indicator", sorted(measures()))
def test_totals_and_every_breakdown_are_the_same(indicator: str, on_duckdb: Derived, in_spark: Derived) -> None:
    request = Request(by=("*",))

    figures = compute(catalogue()[indicator], on_duckdb, request)

    assert compute(catalogue()[indicator], in_spark, request) == figures
    # Two engines that both find nothing would agree too. Only series of tables, at random, may fail to meet.
    assert figures or reads_tables(indicator)


def reads_tables(indicator: str) -> bool:
    return any(isinstance(leaf, Cells) for measure in measures()[indicator] for leaf in measure.leaves())


@pytest.mark.parametrize("source", derived())
def test_what_follows_from_the_crossings_is_the_same(source: str, on_duckdb: Derived, in_spark: Derived) -> None:
    """Made by the executors, each with some persons; the numbers of persons are the engine's own."""
    here, there = (as_told(records, source) for records in (on_duckdb, in_spark))

    assert here
    assert there == here


def as_told(records: Derived, source: str) -> list[str]:
    table = records.table(source)
    names = sorted(name for name in table.columns if name not in ("person", "holder", "at_place"))
    return sorted(repr(row) for row in table.select(names).to_pyarrow().to_pylist())


@pytest.mark.parametrize("every", ["quarter", "month"])
def test_quarters_and_months_are_the_same(every: str, duck_records: Records, spark_records: Records) -> None:
    indicator, request = catalogue()["temporary_permits_valid"], Request(every=every, by=("age_group",))

    figures = compute(indicator, duck_records, request)

    assert len(figures) > 12
    assert compute(indicator, spark_records, request) == figures


def test_a_percentile_between_two_values_is_the_same(duck_records: Records, spark_records: Records) -> None:
    measure = Median("sms_temporary_residence", "applied_on", "decided_on", quantile=0.9)

    duck, spark = (
        calculate.evaluate(measure, Scope(view(records), None, "year"), ("decision",))
        for records in (duck_records, spark_records)
    )

    assert any(tally.value and tally.value % 1 for tally in duck)
    assert spark == duck


@pytest.mark.parametrize("source", ["sms_work_permit", "sbs_refusal", "ssc_population"])
def test_an_earlier_moment_is_the_same(source: str, country: Workspace) -> None:
    """What superseded by key, by period, or not at all is not there yet."""
    first, second = Records(country).receipts(source)
    before, now = (rows(Records(on_spark(country), when), source) for when in (known_at(first), known_at(second)))

    assert before == rows(Records(country, known_at(first)), source)
    assert now == rows(Records(country, known_at(second)), source)
    assert len(before) == 60
    assert len(now) == 120 - second.superseded


def rows(records: Records, source: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = records.table(source).to_pyarrow().to_pylist()
    return sorted(found, key=lambda row: (row["delivery_id"], row["row_no"], row["event_no"]))


def test_a_source_without_a_delivery_is_an_empty_table(java: None, tmp_path: Path) -> None:
    land = begin(tmp_path)

    duck, spark = (Records(workspace).table("sms_work_permit").to_pyarrow() for workspace in (land, on_spark(land)))

    assert spark.num_rows == 0
    assert spark.schema == duck.schema


def test_a_column_that_an_earlier_contract_lacked_is_null(
    java: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)
    land, contract, random = begin(tmp_path), load("sms_work_permit"), Random(3)
    old, new = (deliver_some(land, contract, 12, random, number) for number in (1, 2))
    (file,) = [each for each in land.store.rglob("records.parquet") if old.delivery_id.endswith(each.parent.name[7:])]
    pq.write_table(pq.read_table(file).drop_columns(["fee"]), file)

    found = rows(Records(on_spark(land)), "sms_work_permit")

    assert {row["fee"] for row in found if row["delivery_id"] == old.delivery_id} == {None}
    assert {row["fee"] for row in found if row["delivery_id"] == new.delivery_id} != {None}
    assert found == rows(Records(land), "sms_work_permit")


def test_a_moment_just_before_midnight_stays_on_its_day(duck_records: Records, spark_records: Records) -> None:
    """The store holds the country's own time of day; an engine in another zone must not move it."""
    crossings = rows(spark_records, "sbs_border_crossing")

    late = [row["crossed_at"] for row in crossings if row["crossed_at"] and row["crossed_at"].hour == 23]
    assert late
    assert all(isinstance(moment, datetime) and moment.tzinfo is None for moment in late)
    assert crossings == rows(duck_records, "sbs_border_crossing")


def test_a_passport_names_the_engine(duck_records: Records, spark_records: Records) -> None:
    assert duck_records.engine.startswith("duckdb 1.")
    assert spark_records.engine.startswith("spark 4.")


def test_the_checks_of_records_find_the_same(duck_records: Records, spark_records: Records) -> None:
    sources = ("sbs_stay", "sms_temporary_residence")
    found = list(records_checks.check(duck_records, sources))
    assert list(records_checks.check(spark_records, sources)) == found
    assert found
