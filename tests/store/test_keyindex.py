from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durna.store import keyindex


def indexed(folder: Path, numbers: list[str | None], condition: str = "number IS NOT NULL") -> int:
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.table(
        {"number": pa.array(numbers, pa.string()), "direction": pa.array(["entry"] * len(numbers), pa.string())}
    )
    pq.write_table(table, folder / "records.parquet")
    with duckdb.connect() as con:
        return keyindex.build(con, folder / "records.parquet", ("number", "direction"), condition)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["1", "2", "3", "4", "5", None])))
def test_repeated_keys_are_counted(tmp_path_factory: pytest.TempPathFactory, numbers: list[str | None]) -> None:
    whole = [number for number in numbers if number is not None]

    assert indexed(tmp_path_factory.mktemp("d"), numbers) == len(whole) - len(set(whole))


def test_a_delivery_is_found_by_one_of_its_keys_and_not_by_others(tmp_path: Path) -> None:
    indexed(tmp_path / "old", [str(number) for number in range(1000)])
    indexed(tmp_path / "some", ["5000", "77"])
    indexed(tmp_path / "none", ["5000", "5001"])

    assert keyindex.holds_any(tmp_path / "old", keyindex.read(tmp_path / "some"))
    assert not keyindex.holds_any(tmp_path / "old", keyindex.read(tmp_path / "none"))


@pytest.mark.parametrize("numbers", [[], [None]])
def test_a_delivery_without_keys_holds_none(tmp_path: Path, numbers: list[str | None]) -> None:
    indexed(tmp_path / "empty", numbers)
    indexed(tmp_path / "some", ["1"])

    assert not keyindex.holds_any(tmp_path / "empty", keyindex.read(tmp_path / "some"))
    assert not keyindex.holds_any(tmp_path / "some", keyindex.read(tmp_path / "empty"))


def test_the_index_is_sorted(tmp_path: Path) -> None:
    indexed(tmp_path / "old", [str(number) for number in range(500)])
    keys = keyindex.read(tmp_path / "old")

    assert (np.sort(keys) == keys).all()


def test_a_missing_part_of_a_key_is_not_an_empty_text() -> None:
    with duckdb.connect() as con:
        query = f"SELECT count(DISTINCT {keyindex.key_hash(('a', 'b'))}) FROM (VALUES {{}}) AS t(a, b)"
        assert con.execute(query.format("('x', NULL), ('x', '')")).fetchone() == (2,)
        assert con.execute(query.format("('x', 'y'), ('xy', '')")).fetchone() == (2,)
