"""What is computed here and handed to the engine is there what it was."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from durna.engine import codes
from durna.engine.codes import Values, coded, values_of
from durna.engine.keeping import Room, held, standing
from durna.errors import UserError
from durna.store.kept import FOLDER, TABLES, Kept

CODES = pa.chunked_array([pa.array(["b", None, "a"]).dictionary_encode(), pa.array(["it's", "a"]).dictionary_encode()])
VALUES = {"code": ["a", "b", "it's"]}


def kept(backend: Any, tables: Iterable[pa.Table], values: Values | None = None) -> ir.Table:
    return standing(backend, None, lambda room: room.take_in(tables, values))


def test_values_and_nulls_are_the_same() -> None:
    given = pa.table(
        {
            "code": CODES,
            "text": ["x", None, "", "x", "y"],
            "day": pa.array([date(2020, 2, 29), None, None, None, None], pa.date32()),
            "said": [True, None, False, True, None],
        }
    )

    found = kept(ibis.duckdb.connect(), [given], VALUES).to_pyarrow()

    assert found.to_pylist() == given.to_pylist()
    assert found.schema.field("code").type == pa.string()


def test_codes_stand_in_the_order_of_texts() -> None:
    table = kept(ibis.duckdb.connect(), [pa.table({"code": CODES})], VALUES)

    assert table.filter(table["code"].notnull()).order_by("code").to_pyarrow()["code"].to_pylist() == [
        "a", "a", "b", "it's",
    ]  # fmt: skip


def test_codes_meet_texts() -> None:
    backend = ibis.duckdb.connect()
    codes, texts = (
        kept(backend, [pa.table({"code": CODES})], VALUES),
        kept(backend, [pa.table({"code": ["a", "other"]})]),
    )

    met = codes.join(texts, "code").to_pyarrow()["code"].to_pylist()
    together = codes.union(texts).to_pyarrow()["code"].to_pylist()

    assert met == ["a", "a"]
    assert sorted(each or "" for each in together) == ["", "a", "a", "a", "b", "it's", "other"]


def test_a_column_without_any_value_is_kept() -> None:
    given = pa.table({"code": pa.array([None, None], pa.string()).dictionary_encode()})

    assert kept(ibis.duckdb.connect(), [given]).to_pyarrow().to_pylist() == [{"code": None}, {"code": None}]


def test_what_is_held_is_what_the_expression_says() -> None:
    given = pa.table(
        {"day": pa.array([date(2020, 2, 29), None], pa.date32()), "code": ["b", None], "number": [1, None]}
    )
    table = kept(ibis.duckdb.connect(), [given])
    # A day and an interval are a time of day to the engine.
    later = table.mutate(day=table["day"] + ibis.interval(days=1))

    found = held(later.mutate(day=later["day"].cast("date")), {"code": ["a", "b"]})

    assert found.to_pyarrow().to_pylist() == [
        {"day": date(2020, 3, 1), "code": "b", "number": 1}, {"day": None, "code": None, "number": None},
    ]  # fmt: skip
    assert found.filter(found["code"] == "b").count().to_pyarrow().as_py() == 1


def test_codes_come_with_a_dictionary_and_other_texts_as_they_are() -> None:
    table = kept(ibis.duckdb.connect(), [pa.table({"code": ["b", None, "a"], "text": ["x", "y", "z"]})])

    found = coded(table, {"code"})

    assert found.to_pylist() == [{"code": "b", "text": "x"}, {"code": None, "text": "y"}, {"code": "a", "text": "z"}]
    assert [pa.types.is_dictionary(field.type) for field in found.schema] == [True, False]


def test_texts_of_many_values_are_no_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_MOST_VALUES", 2)
    table = kept(ibis.duckdb.connect(), [pa.table({"few": ["b", "a", "a"], "many": ["x", "y", "z"]})])

    assert values_of(table, {"few", "many"}) == {"few": ["a", "b"]}


def test_tables_stand_one_after_the_other() -> None:
    """Whatever codes each of them knows; what the engine holds as numbers it need not look for again."""
    first, other = (pa.table({"code": pa.array(codes).dictionary_encode()}) for codes in (["b", None], ["a", "b"]))

    found = kept(ibis.duckdb.connect(), iter([first, other]), VALUES)

    assert found.to_pyarrow()["code"].to_pylist() == ["b", None, "a", "b"]
    assert values_of(found, {"code"}) == VALUES


def test_a_table_outlives_the_run_with_its_codes(tmp_path: Path) -> None:
    given = pa.table({"code": CODES, "number": range(5)})
    place = Kept(tmp_path).place("codes", "a state")

    made = standing(ibis.duckdb.connect(), place, lambda room: room.take_in([given], VALUES))
    later = standing(ibis.duckdb.connect(), place, lambda room: pytest.fail("it was made already"))

    assert made.to_pyarrow().to_pylist() == later.to_pyarrow().to_pylist() == given.to_pylist()
    assert values_of(later, {"code"}) == VALUES


def test_where_nothing_can_be_kept_it_stands_in_memory(tmp_path: Path) -> None:
    place = Kept(tmp_path / "nowhere").place("codes", "a state")

    made = standing(ibis.duckdb.connect(), place, lambda room: room.take_in([pa.table({"number": [1, 2]})]))

    assert made.to_pyarrow()["number"].to_pylist() == [1, 2]
    assert not (tmp_path / "nowhere").exists()


def test_an_error_of_what_fills_it_is_not_swallowed(tmp_path: Path) -> None:
    backend = ibis.duckdb.connect()

    def fails(room: Room) -> None:
        raise UserError(found="a", expected="b", do="c")

    with pytest.raises(UserError):
        standing(backend, Kept(tmp_path).place("codes", "a state"), fails)

    assert list((tmp_path / FOLDER / TABLES).iterdir()) == []
    assert backend.con.execute("SELECT count(*) FROM duckdb_databases() WHERE NOT internal").fetchone() == (1,)
