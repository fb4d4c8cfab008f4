"""Through the disk by parts: the same result as in one piece, byte for byte."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.errors import UserError
from durna.residence import spill
from durna.residence.classify import classify_file

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
    monkeypatch.setattr(spill, "PORTION", 7_000)

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
