"""Crossings leave the input by parts and their answers come back by the same way, however many there are."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.residence import classify
from durna.residence.classifying import classify_file
from durna.residence.columns import Pieces
from durna.residence.cores import one_ahead
from durna.residence.partitions import PORTION
from durna.residence.results import REPORT

UNTIL = "2021-10-31"
FIRST, LAST = 15_706, 18_931  # 2013-01-01 to 2021-10-31
ROWS = 4 * PORTION + 3  # several portions, more than a stretch, and no whole number of either


@pytest.fixture(scope="module")
def crossings() -> pa.Table:
    """People with six crossings on average, on any days in any direction: histories with and without gaps."""
    random = np.random.default_rng(11)
    return pa.table(
        {
            "person": random.integers(0, ROWS // 6, ROWS) * 7919 + 13,
            "date": pa.array(random.integers(FIRST, LAST + 1, ROWS).astype(np.int32)).view(pa.date32()),
            "direction": random.integers(0, 2, ROWS).astype(np.int8),
        }
    )


@pytest.mark.slow
@pytest.mark.parametrize("gaps", ["reject", "impute"])
def test_everyone_is_answered_among_many_as_alone(crossings: pa.Table, gaps: str) -> None:
    whole = classify(crossings, "12/16", UNTIL, gaps=gaps)
    chosen = np.isin(whole["person"].to_numpy(), np.arange(0, 2_000, 7) * 7919 + 13)
    few = crossings.filter(pa.array(chosen[:ROWS]))
    assert whole.filter(pa.array(chosen)).equals(classify(few, "12/16", UNTIL, gaps=gaps))


@pytest.mark.slow
@pytest.mark.parametrize("gaps", ["reject", "impute"])
def test_a_file_holds_what_the_table_holds(crossings: pa.Table, tmp_path: Path, gaps: str) -> None:
    pq.write_table(crossings, tmp_path / "in.parquet")
    report = classify_file(tmp_path / "in.parquet", tmp_path / "out.parquet", "12/16", UNTIL, gaps=gaps)
    whole = classify(crossings, "12/16", UNTIL, gaps=gaps)
    assert pq.read_table(tmp_path / "out.parquet").equals(whole.replace_schema_metadata(None))
    assert REPORT in whole.schema.metadata
    assert report["crossings"] == ROWS


NUMBERS = np.arange(100)
IN_PIECES = Pieces(pa.chunked_array([NUMBERS[:3], NUMBERS[3:3], NUMBERS[3:60], NUMBERS[60:]]))


@pytest.mark.parametrize("rows", [slice(0, 3), slice(1, 2), slice(2, 61), slice(3, 60), slice(90, 200), slice(7, 7)])
def test_a_slice_goes_over_pieces(rows: slice) -> None:
    assert np.array_equal(IN_PIECES[rows], NUMBERS[rows])


def test_pieces_are_counted_together() -> None:
    assert len(IN_PIECES) == 100
    assert IN_PIECES.max(initial=-1) == 99
    nothing = Pieces(pa.chunked_array([], pa.int32()))
    assert (len(nothing), nothing.max(initial=5), nothing[:4].dtype) == (0, 5, np.int32)


def test_each_item_is_made_while_the_one_before_is_used() -> None:
    assert list(one_ahead(iter(range(5)))) == [0, 1, 2, 3, 4]
    assert list(one_ahead(iter(()))) == []


def test_what_goes_wrong_in_making_an_item_is_said_where_it_is_used() -> None:
    def items():
        yield 1
        raise ValueError("no second item")

    got = one_ahead(items())
    assert next(got) == 1
    with pytest.raises(ValueError, match="no second item"):
        next(got)
