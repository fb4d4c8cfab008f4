"""What may be handed over, and what comes back. The rule itself: tests/spec/residence and test_agreement."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.errors import UserError
from durna.residence import Rule, classify, report_of

UNTIL = "2021-10-31"
# In for good on 1 March 2016 (365 days later settled), and a visitor of ten days (123rd day abroad settles it).
ROWS = {
    "person": [7, 8, 8],
    "date": [date(2016, 3, 1), date(2016, 3, 1), date(2016, 3, 11)],
    "direction": ["A", "A", "D"],
}
EXPECTED = [("yes", date(2017, 3, 1)), ("no", date(2016, 7, 12)), ("no", date(2016, 3, 11))]


def answers(table: pa.Table) -> list[tuple[str, date]]:
    return [(row["migration"], row["migration_settled_on"]) for row in table.to_pylist()]


def crossings(**columns: Any) -> pa.Table:
    return pa.table(ROWS | columns)


@pytest.mark.parametrize("form", ["arrow", "batches", "polars", "pandas", "duckdb", "parquet", "csv"])
def test_takes_whatever_speaks_arrow_and_files(form: str, tmp_path: Path) -> None:
    table = crossings()
    pq.write_table(table, tmp_path / "x.parquet")
    pl.DataFrame(ROWS).write_csv(tmp_path / "x.csv")
    source = {
        "arrow": lambda: table,
        "batches": lambda: pa.RecordBatchReader.from_batches(table.schema, table.to_batches()),
        "polars": lambda: pl.DataFrame(ROWS),
        "pandas": lambda: pd.DataFrame(ROWS).astype({"date": "datetime64[ns]"}),
        "duckdb": lambda: duckdb.from_arrow(table),
        "parquet": lambda: tmp_path / "x.parquet",
        "csv": lambda: str(tmp_path / "x.csv"),
    }[form]()

    assert answers(classify(source, "12/16", UNTIL)) == EXPECTED


@pytest.mark.parametrize(
    "persons",
    [
        pa.array(["ə", "b", "b"]),
        pa.array(["ə", "b", "b"], pa.string_view()),
        pa.array(["ə", "b", "b"]).dictionary_encode(),
        pa.array([2**64 - 1, 1, 1], pa.uint64()),
        pa.array([-5, 3, 3], pa.int16()),
        pa.array([1.5, 2.0, 2.0]),
        pa.array([b"\x00", b"\x01", b"\x01"], pa.binary(1)),
        pa.array([date(2000, 1, 1), date(2000, 1, 2), date(2000, 1, 2)]),
    ],
    ids=str,
)
def test_takes_a_key_of_any_type(persons: pa.Array) -> None:
    assert answers(classify(crossings(person=persons), "12/16", UNTIL)) == EXPECTED


@pytest.mark.parametrize(
    "directions",
    [[1, 1, 0], ["1", "1", "0"], ["in", "IN", " out"], ["arrival", "Arrival", "departure"], [True, True, False]],
    ids=str,
)
def test_takes_directions_in_several_words(directions: list[object]) -> None:
    assert answers(classify(crossings(direction=directions), "12/16", UNTIL)) == EXPECTED


def test_a_time_orders_crossings_of_one_day() -> None:
    """Out at 8 and in again at 20 h: the absence of no day; read the other way about it would be an immigration."""
    times = [datetime(2016, 3, 1, 20), datetime(2016, 3, 1, 8)]
    table = pa.table({"person": [1, 1], "date": times, "direction": ["A", "D"]})

    found = classify(table, "12/16", UNTIL).to_pylist()

    assert [row["resident_before"] for row in found] == ["yes", "yes"]
    assert [row["order"] for row in found] == [2, 1]


def test_a_time_with_a_zone_has_the_day_of_that_zone() -> None:
    just_after_midnight = datetime(2016, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=4)))
    table = pa.table(
        {"person": [1], "date": pa.array([just_after_midnight], pa.timestamp("s", "+04:00")), "direction": [1]}
    )

    assert classify(table, "12/16", UNTIL)["date"].to_pylist() == [date(2016, 3, 1)]


def test_a_time_with_a_zone_in_a_file_has_the_day_of_that_zone(tmp_path: Path) -> None:
    """In UTC it is the evening before."""
    (tmp_path / "zoned.csv").write_text("person,date,direction\n1,2016-03-01T00:30:00+04:00,A\n", encoding="utf-8")

    assert classify(tmp_path / "zoned.csv", "12/16", UNTIL)["date"].to_pylist() == [date(2016, 3, 1)]


def test_times_of_several_zones_in_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text(
        "person,date,direction\n1,2016-03-01T00:30:00+04:00,A\n1,2016-03-11T00:30:00+03:00,D\n", encoding="utf-8"
    )

    with pytest.raises(UserError, match=r"different zones: \+03:00, \+04:00"):
        classify(tmp_path / "zones.csv", "12/16", UNTIL)


def test_iso_texts_are_dates() -> None:
    assert answers(classify(crossings(date=[str(day) for day in ROWS["date"]]), "12/16", UNTIL)) == EXPECTED


def test_columns_are_named() -> None:
    table = pa.table({"id": ROWS["person"], "day": ROWS["date"], "way": ROWS["direction"], "n": [1, 1, 2]})
    names = {"person": "id", "date": "day", "direction": "way", "order": "n"}

    found = classify(table, "12/16", UNTIL, columns=names)

    assert answers(found) == EXPECTED
    assert found.column_names == [
        "person", "order", "date", "direction", "resident_before", "resident_after", "migration", "before_settled_on",
        "after_settled_on", "migration_settled_on", "days_in", "days_observed", "problem",
    ]  # fmt: skip


@pytest.mark.parametrize("rule", [Rule(365, 487), (365, 487), "12/16", "365/487 days"], ids=str)
def test_a_rule_is_said_in_several_ways(rule: Any) -> None:
    assert answers(classify(crossings(), rule, UNTIL)) == EXPECTED


def test_what_is_open_says_when_it_will_be_known_at_the_latest() -> None:
    table = pa.table({"person": [1], "date": [date(2021, 8, 22)], "direction": ["A"]})

    row = classify(table, "12/16", UNTIL).to_pylist()[0]

    # 22 August 2021 and 487 days: 22 December 2022.
    assert (row["resident_before"], row["resident_after"], row["migration"]) == ("no", "unknown", "unknown")
    assert (row["after_settled_on"], row["migration_settled_on"]) == (date(2022, 12, 22), date(2022, 12, 22))
    assert (row["days_in"], row["days_observed"]) == (70, 70)


def test_a_person_with_a_lost_record_is_unknown_and_never_no() -> None:
    days = [date(2016, 3, 1), date(2016, 3, 31), date(2016, 4, 10)]
    found = classify(pa.table({"person": [1] * 3, "date": days, "direction": ["A", "A", "D"]}), "12/16", UNTIL)

    assert set(found["migration"].to_pylist()) == {"unknown"}
    assert found["migration_settled_on"].null_count == 3
    assert set(found["problem"].to_pylist()) == {"same_direction"}
    assert report_of(found)["problems"] == {"same_direction": {"crossings": 3, "persons": 1}}


def test_the_missing_crossing_is_put_half_way() -> None:
    days = [date(2016, 3, 1), date(2016, 3, 31), date(2016, 4, 10)]
    table = pa.table({"person": [1] * 3, "date": days, "direction": ["A", "A", "D"]})

    found = classify(table, "12/16", UNTIL, gaps="impute")

    # Thirty days lie between the two arrivals: the exit is put on the fifteenth.
    last = found.to_pylist()[-1]
    assert (last["date"], last["direction"], last["problem"], last["order"]) == (
        date(2016, 3, 16),
        "D",
        "imputed",
        None,
    )
    assert found["migration"].to_pylist() == ["no"] * 4
    assert report_of(found)["imputed"] == 1


def test_what_has_no_date_is_set_aside_and_told() -> None:
    table = pa.table({"person": [1, 1], "date": [date(2016, 3, 1), None], "direction": ["A", "D"]})

    rejected, imputed = (classify(table, "12/16", UNTIL, gaps=gaps) for gaps in ("reject", "impute"))

    assert rejected["problem"].to_pylist() == ["missing_date"] * 2
    assert imputed["migration"].to_pylist() == ["yes", "unknown"]
    assert imputed["problem"].to_pylist() == [None, "missing_date"]


def test_journeys_along_which_time_goes_back_are_a_problem() -> None:
    days = [date(2016, 3, 1), date(2016, 2, 1), date(2017, 1, 1)]
    table = pa.table({"person": [1] * 3, "date": days, "direction": ["A", "D", "A"], "order": [1, 2, 3]})

    assert classify(table, "12/16", UNTIL)["problem"].to_pylist() == ["decreasing_dates"] * 3


def test_an_order_that_begins_anew_each_day_is_none() -> None:
    days = [date(2016, 2, 1), date(2016, 2, 1), date(2017, 1, 1)]
    table = pa.table({"person": [1] * 3, "date": days, "direction": ["D", "A", "D"], "order": [2, 3, 1]})

    found = classify(table.set_column(3, "order", pa.array([2, 3, 2])), "12/16", UNTIL)

    assert found["problem"].null_count == 3


def test_a_given_status_goes_before_the_direction() -> None:
    table = pa.table({"person": ["x", "y"], "date": [date(2016, 3, 1)] * 2, "direction": ["A", "A"]})
    given = pa.table({"person": ["x"], "resident": [1], "since": pa.array([None], pa.date32())})

    assert classify(table, "12/16", UNTIL, given)["migration"].to_pylist() == ["no", "yes"]


def test_the_same_input_gives_the_same_bytes_with_any_number_of_threads() -> None:
    rng = np.random.default_rng(3)
    table = pa.table(
        {
            "person": rng.integers(0, 20_000, 150_000),
            "date": pa.array(rng.integers(16_000, 18_900, 150_000).astype(np.int32)).view(pa.date32()),
            "direction": rng.integers(0, 2, 150_000).astype(np.int8),
        }
    )
    one, other = (classify(table, "12/16", UNTIL, gaps="impute", threads=threads) for threads in (1, 3))

    assert one.equals(other)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": None}, "No end of observation"),
        ({"until": "soon"}, "'soon' is no end of observation"),
        ({"until": "2016-03-05"}, "1 of 3 crossings are dated after 2016-03-05"),
        ({"direction": ["A", "X", "D"]}, "Unknown direction codes: X"),
        ({"rows": 0}, "no crossings"),
        ({"rule": (500, 487)}, "threshold of 500"),
        ({"rule": "twelve"}, "'twelve' is not a rule"),
        ({"rule": (0, 10)}, "threshold of 0"),
        ({"person": [None, 8, 8]}, "1 of 3 crossings have no person"),
        ({"initial": pa.table({"person": [9], "resident": [1]})}, "1 of 1 statuses given are of persons without any"),
        ({"initial": pa.table({"person": ["nobody"], "resident": [1]})}, "1 of 1 statuses"),
        ({"initial": pa.table({"person": [7], "resident": ["perhaps"]})}, "neither 1 nor 0"),
        ({"initial": pa.table({"person": [7, 7], "resident": [1, 0]})}, "more than one status"),
        ({"gaps": "ignore"}, "gaps = 'ignore'"),
        ({"date": ["1/3/2016", "2016-03-01", "2016-03-11"]}, "cannot be read"),
        ({"date": ["2016-03-01T10:00+04:00", "2016-03-01T10:00+03:00", "2016-03-11T10:00+04:00"]}, "different zones"),
        ({"columns": {"person": "id"}}, "no column 'id'"),
        ({"columns": {"name": "id"}}, "no column called name"),
        ({"order": ["first", "second", "third"]}, "no whole number"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_understood_is_said(change: dict[str, Any], said: str) -> None:
    settings = {"until": UNTIL, "rule": "12/16", "initial": None, "gaps": "reject", "columns": None, "rows": 3}
    columns = {name: change[name] for name in ("person", "date", "direction", "order") if name in change}
    asked = {**settings, **{name: value for name, value in change.items() if name in settings}}
    table = crossings(**columns).slice(0, asked["rows"])

    with pytest.raises(UserError) as error:
        classify(table, asked["rule"], asked["until"], asked["initial"], asked["gaps"], columns=asked["columns"])

    assert said in error.value.found
    assert error.value.expected
    assert error.value.do


def test_times_of_several_zones_in_pandas_are_refused() -> None:
    zones = [timezone(timedelta(hours=hours)) for hours in (4, 3, 4)]
    times = pd.Series([datetime(2016, 3, 1, 10, tzinfo=zone) for zone in zones], dtype=object)
    frame = pd.DataFrame({"person": [7, 8, 8], "direction": ["A", "A", "D"]}).assign(date=times)

    with pytest.raises(UserError, match="different zones"):
        classify(frame, "12/16", UNTIL)


def test_a_list_is_no_table() -> None:
    with pytest.raises(UserError, match="is no table"):
        classify([1, 2, 3], "12/16", UNTIL)
