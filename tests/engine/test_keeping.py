"""What is computed here and handed to the engine is there what it was."""

from datetime import date

import ibis
import pyarrow as pa

from durna.engine.keeping import kept

CODES = pa.chunked_array([pa.array(["b", None, "a"]).dictionary_encode(), pa.array(["it's", "a"]).dictionary_encode()])


def test_values_and_nulls_are_the_same() -> None:
    given = pa.table(
        {
            "code": CODES,
            "text": ["x", None, "", "x", "y"],
            "day": pa.array([date(2020, 2, 29), None, None, None, None], pa.date32()),
            "said": [True, None, False, True, None],
        }
    )

    found = kept(ibis.duckdb.connect(), given).to_pyarrow()

    assert found.to_pylist() == given.to_pylist()
    assert found.schema.field("code").type == pa.string()


def test_codes_stand_in_the_order_of_texts() -> None:
    table = kept(ibis.duckdb.connect(), pa.table({"code": CODES}))

    assert table.filter(table["code"].notnull()).order_by("code").to_pyarrow()["code"].to_pylist() == [
        "a", "a", "b", "it's",
    ]  # fmt: skip


def test_codes_meet_texts() -> None:
    backend = ibis.duckdb.connect()
    codes, texts = kept(backend, pa.table({"code": CODES})), kept(backend, pa.table({"code": ["a", "other"]}))

    met = codes.join(texts, "code").to_pyarrow()["code"].to_pylist()
    together = codes.union(texts).to_pyarrow()["code"].to_pylist()

    assert met == ["a", "a"]
    assert sorted(each or "" for each in together) == ["", "a", "a", "a", "b", "it's", "other"]


def test_a_column_without_any_value_is_kept() -> None:
    given = pa.table({"code": pa.array([None, None], pa.string()).dictionary_encode()})

    assert kept(ibis.duckdb.connect(), given).to_pyarrow().to_pylist() == [{"code": None}, {"code": None}]
