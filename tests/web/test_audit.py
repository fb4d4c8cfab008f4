"""The audit: sealed entries, only ever added, saved with the change they tell of or not at all."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from durna.web.accounts import actions
from durna.web.accounts.models import User
from durna.web.audit import chain
from durna.web.audit.models import Event

pytestmark = pytest.mark.django_db


GUARDS_OFF = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": ("ALTER TABLE audit_event DISABLE TRIGGER USER",),
}


def told(*fields: str) -> list[tuple[object, ...]]:
    return list(Event.objects.order_by("number").values_list(*fields))


def test_entries_are_numbered_and_sealed_to_the_one_before() -> None:
    first, second = chain.record("a@example.org", "one"), chain.record("b@example.org", "two", "it", why="because")
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.seal
    assert chain.broken() is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET actor = 'x' WHERE number = 2", "DELETE FROM audit_event WHERE number = 2"],
)
def test_the_database_refuses_to_change_or_take_away_an_entry(statement: str) -> None:
    for number in range(3):
        chain.record("a@example.org", f"action {number}")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert chain.broken() is None


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_event SET actor = 'x' WHERE number = 2", 2),
        ("DELETE FROM audit_event WHERE number = 2", 2),
        ("DELETE FROM audit_event WHERE number = 1", 1),
        ("UPDATE audit_event SET details = '{\"a\": 7}' WHERE number = 3", 3),
    ],
)
def test_whoever_gets_round_the_database_is_found_out(statement: str, number: int) -> None:
    for each in range(3):
        chain.record("a@example.org", f"action {each}", a=each)
    with connection.cursor() as cursor:
        for guard in GUARDS_OFF[connection.vendor]:
            cursor.execute(guard)
        cursor.execute(statement)
    assert chain.broken() == number


def test_a_change_whose_entry_cannot_be_written_is_not_made(
    somebody: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody("system_administrator")
    user = somebody("auditor")

    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(chain, "record", fail)
    with pytest.raises(DatabaseError):
        actions.give_roles(by="x", user=user, roles=["statistician"], is_active=True)
    with pytest.raises(DatabaseError):
        actions.invite(by="x", email="new@example.org", name="New", roles=["auditor"])
    assert User.objects.get(pk=user.pk).roles == ["auditor"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_auditor_sees_who_did_and_who_looked(as_: Callable[..., Client], land: object) -> None:
    from durna.store.records import Records
    from durna.web.served import workspace

    (delivery, *_) = (receipt.delivery_id for receipt in Records(workspace()).receipts())
    assert as_("statistician").get(f"/data/receipts/{delivery}/").status_code == 200
    page = as_("auditor").get("/audit/").content.decode()
    assert delivery in page
    assert "Looked at a delivery" in page
    assert told("actor", "action", "kind") == [
        ("statistician@example.org", "receipt-read", "look"), ("auditor@example.org", "audit-read", "look"),
    ]  # fmt: skip


def test_the_audit_can_be_read_by_person(as_: Callable[..., Client]) -> None:
    chain.record("a@example.org", "signed-in")
    chain.record("b@example.org", "signed-out")
    page = as_("auditor").get("/audit/?actor=a@example.org").content.decode()
    assert "Signed in" in page
    assert "Signed out" not in page


def test_the_audit_is_read_to_its_beginning_page_by_page(as_: Callable[..., Client]) -> None:
    """120 entries, 50 on a page: 120 to 71, 70 to 21, 20 to 1. What each look adds stands before them."""
    chain.record_all("a@example.org", [chain.Entry("signed-in", f"about {number}") for number in range(1, 121)])
    client, address, told = as_("auditor"), "/audit/?actor=a@example.org", []
    while address:
        page = client.get(address).content.decode()
        told.append([int(number) for number in re.findall(r"about (\d+)<", page)])
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/audit/{html.unescape(older[1])}" if older else ""
    assert told == [[*range(120, 70, -1)], [*range(70, 20, -1)], [*range(20, 0, -1)]]


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 40])
def test_a_place_in_the_audit_that_nobody_understands_is_the_newest(as_: Callable[..., Client], before: str) -> None:
    chain.record("a@example.org", "signed-in")
    assert "Signed in" in as_("auditor").get(f"/audit/?before={before}").content.decode()


def test_an_auditor_reads_what_an_entry_is_about_by_its_title(as_: Callable[..., Client]) -> None:
    from tests.web import training_life as life

    training = life.training()
    chain.record("c@example.org", "training-people-read", training.key, kind=chain.LOOK)
    chain.record("c@example.org", "training-people-read", "training/delivery/999", kind=chain.LOOK)
    page = as_("auditor").get("/audit/?actor=c@example.org").content.decode()
    assert (
        f'<a href="/training/{training.pk}/">T-1: Migration law</a> <span class="quiet">{training.key}</span>' in page
    )
    assert "<td>training/delivery/999</td>" in page
