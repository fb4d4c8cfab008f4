from typing import Any

import pytest

from durna.store.receipts import Receipt


def receipt(**parts: Any) -> Receipt:
    plain: dict[str, Any] = {
        "source": "s", "delivery_id": "s-1", "file": "a.csv", "sha256": "0", "cut_off": None, "rows_in": 3,
        "accepted": 2, "rejected": 1, "superseded": 0, "records": 2, "reasons": {"date_missing": 1}, "flags": {},
        "unknown_codes": {}, "seconds": 0.1, "mapping": "s", "mapping_sha256": "0", "stream": "", "covers": None,
        "recorded_at": "2026-01-01T00:00:00+00:00", "recorded_by": "clerk",
    }  # fmt: skip
    return Receipt(**{**plain, **parts})


def test_rows_in_are_accepted_and_rejected_exactly() -> None:
    assert receipt().rows_in == receipt().accepted + receipt().rejected


@pytest.mark.parametrize("parts", [{"rows_in": 4}, {"accepted": 3}, {"reasons": {}}, {"reasons": {"date_missing": 2}}])
def test_a_receipt_that_does_not_add_up_cannot_be_made(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="does not add up"):
        receipt(**parts)


def test_a_receipt_survives_its_json_form() -> None:
    assert Receipt.from_json(receipt().as_json()) == receipt()


def test_a_receipt_of_a_later_program_is_read_without_what_is_new_in_it() -> None:
    assert Receipt.from_json({**receipt().as_json(), "signed_by": "x"}) == receipt()
