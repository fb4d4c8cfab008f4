"""What a receipt says at a terminal beside its counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from durna.cli.printing import print_receipts
from durna.store.receipts import Receipt

RECEIPT = Receipt(
    source="ssc_population", delivery_id="ssc_population-1", file="a.csv", sha256="0" * 64, cut_off=None, rows_in=2,
    accepted=2, rejected=0, superseded=0, records=2, reasons={}, flags={}, unknown_codes={}, seconds=0.1,
    mapping="ssc_population", mapping_sha256="0" * 64, stream="", covers="2023",
    recorded_at="2026-01-01T00:00:00+00:00", recorded_by="x",
)  # fmt: skip


def test_columns_that_were_not_read_are_named_eight_at_most(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["2023p", *(f"note {n}" for n in range(1, 10))]
    print_receipts([replace(RECEIPT, columns_not_read=names)])
    said = capsys.readouterr().out
    assert "  not read   10 columns: 2023p, note 1, " in said
    assert "note 7, and 2 more" in said


def test_older_records_that_stay_are_told_beside_those_superseded(capsys: pytest.CaptureFixture[str]) -> None:
    print_receipts([replace(RECEIPT, superseded=3, left_over=2)])
    assert "  superseded 3 older records; 2 others of the same tables stay\n" in capsys.readouterr().out


def test_a_receipt_without_these_says_nothing_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    print_receipts([replace(RECEIPT, superseded=3)])
    said = capsys.readouterr().out
    assert "not read" not in said
    assert "stay" not in said
