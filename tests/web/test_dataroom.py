"""Deliveries on screen: what the receipt says, in the house's format."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from durna.store.records import Records
from durna.web.served import workspace

pytestmark = pytest.mark.django_db


def test_every_delivery_is_listed_the_newest_first(as_: Callable[..., Client]) -> None:
    page = as_("data_manager").get("/data/receipts/").content.decode()
    assert page.index("second.csv") < page.index("first.csv")


def test_a_receipt_says_what_became_of_every_row(as_: Callable[..., Client]) -> None:
    receipt = next(one for one in Records(workspace()).receipts() if one.file == "first.csv")
    page = as_("data_manager").get(f"/data/receipts/{receipt.delivery_id}/").content.decode()
    assert receipt.sha256 in page
    # Two rows were delivered, and both can be used.
    assert "<dt>Rows in</dt><dd>2</dd>" in page
    assert "<dt>Accepted</dt><dd>2</dd>" in page


def test_an_unknown_delivery_is_a_missing_page(as_: Callable[..., Client]) -> None:
    assert as_("auditor").get("/data/receipts/nothing/").status_code == 404
