"""Through the disk by parts: the same result as in one piece, byte for byte."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import csv

from durna.errors import UserError
from durna.residence import spill
from durna.residence.classifying import classify_file

SMALLEST = f"{(spill.BYTES_TO_BEGIN + (100 << 20)) // 10**6 + 1}MB"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More crossings than a small part holds, with gaps, missing dates, and keys that are texts."""
    rng = np.random.default_rng(11)
    rows = 30_000
    days = rng.integers(16_000, 18_900, rows).astype(np.int32)
    table = pa.table(
        {
            "person": [f"p{number}" for number in rng.integers(0, 6_000, rows)],
            "date": pa.array(days, mask=rng.random(rows) < 0.001).view(pa.date32()),
            "direction": rng.integers(0, 2, rows).astype(np.int8),
            "order": rng.integers(1, 4, rows),
        }
    )
    pq.write_table(table, tmp_path / "many.parquet")
    return tmp_path / "many.parquet"


@pytest.mark.parametrize("gaps", ["reject", "impute"])
def test_the_result_is_the_same_byte_for_byte(
    many: Path, tmp_path: Path, gaps: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = classify_file(many, tmp_path / "whole.parquet", "12/16", "2021-10-31", gaps=gaps)
    # A crossing is made to seem large, and a portion small, so that a small file needs parts and portions.
    monkeypatch.setattr(spill, "BYTES_A_ROW", 100_000)
    monkeypatch.setattr(spill, "STRETCH", 7_000)

    parts = classify_file(many, tmp_path / "parts.parquet", "12/16", "2021-10-31", gaps=gaps, memory=SMALLEST)

    assert parts == whole
    assert pq.read_table(tmp_path / "parts.parquet").equals(pq.read_table(tmp_path / "whole.parquet"))
    assert not list(tmp_path.glob(".durna-*"))


def test_given_statuses_are_met_in_whatever_part_their_persons_are(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    persons = sorted(set(pq.read_table(many)["person"].to_pylist()))[:500]
    given = pa.table({"person": persons, "resident": [1] * 500})
    whole = classify_file(many, tmp_path / "whole.csv", "12/16", "2021-10-31", initial_status=given, gaps="impute")
    monkeypatch.setattr(spill, "BYTES_A_ROW", 100_000)

    parts = classify_file(
        many, tmp_path / "parts.csv", "12/16", "2021-10-31", initial_status=given, gaps="impute", memory=SMALLEST
    )

    assert parts == whole
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


ZONED = "2016-03-01T00:30:00"


@pytest.mark.parametrize(
    ("first", "later"), [(ZONED + "+04:00", ZONED + "+03:00"), (ZONED, ZONED + "Z"), ("2016-03-01", ZONED + "+04:00")]
)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_zones_that_differ_between_portions_are_seen(
    first: str, later: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each portion of 10 rows is of one zone."""
    file = written(tmp_path / f"crossings.{ending}", [first] * 10 + [later] * 10)
    in_small_parts(monkeypatch)

    with pytest.raises(UserError, match="different zones"):
        classify_file(file, tmp_path / "out.parquet", "12/16", "2021-10-31", memory=SMALLEST)

    assert {each.name for each in tmp_path.iterdir()} == {file.name}


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_portions_with_and_without_times_are_one_piece(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ["2016-03-01"] * 10 + ["2016-03-01T10:00:00"] * 10 + ["2016-03-02"] * 5
    file = written(tmp_path / f"crossings.{ending}", days)
    whole = classify_file(file, tmp_path / "whole.parquet", "12/16", "2021-10-31")
    in_small_parts(monkeypatch)

    parts = classify_file(file, tmp_path / "parts.parquet", "12/16", "2021-10-31", memory=SMALLEST)

    assert parts == whole
    assert pq.read_table(tmp_path / "parts.parquet").equals(pq.read_table(tmp_path / "whole.parquet"))


def written(file: Path, dates: list[str]) -> Path:
    """Three persons in turn, who arrive and leave in turn."""
    rows = len(dates)
    directions = ["A" if row // 3 % 2 == 0 else "D" for row in range(rows)]
    table = pa.table({"person": [f"p{row % 3}" for row in range(rows)], "date": dates, "direction": directions})
    csv.write_csv(table, file) if file.suffix == ".csv" else pq.write_table(table, file)
    return file


def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spill, "BYTES_A_ROW", 100_000_000)
    monkeypatch.setattr(spill, "STRETCH", 10)


def test_what_is_wrong_in_the_middle_leaves_nothing(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill, "BYTES_A_ROW", 100_000)

    with pytest.raises(UserError, match="dated after"):
        classify_file(many, tmp_path / "out.parquet", "12/16", "2015-10-31", memory=SMALLEST)

    assert {file.name for file in tmp_path.iterdir()} == {"many.parquet"}


def test_a_budget_that_holds_no_part_is_refused(many: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="A memory budget of 10 MB"):
        spill.bits_needed(10**9, 10**7)


@pytest.mark.parametrize(("text", "expected"), [("2GB", 2 * 10**9), ("512 mb", 512 * 10**6), ("1.5GB", 15 * 10**8)])
def test_amounts_of_memory_are_read(text: str, expected: int) -> None:
    assert spill.bytes_of(text) == expected


def test_an_amount_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="memory = 'plenty'"):
        spill.bytes_of("plenty")


def test_enough_memory_needs_one_part() -> None:
    assert spill.bits_needed(1_000, 2 * 10**9) == 0
