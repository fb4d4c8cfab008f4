"""The inbox: what is laid there is taken in once it is whole, and what does not fit gets its message beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.store.records import Records
from durna.store.writer import only_writer
from durna.web.audit.models import Event
from durna.web.dataroom import inbox
from durna.web.served import workspace
from tests.web.test_dataroom_deliver import GOOD, office

__all__ = ["office"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def place(office: Path) -> Path:
    folder = office / "inbox" / "sms_stay_registration"
    folder.mkdir(parents=True)
    return folder


def test_a_file_is_taken_in_when_it_no_longer_grows(place: Path) -> None:
    file = place / "stays.csv"
    file.write_text(GOOD[:40], encoding="utf-8")
    inbox.look()
    file.write_text(GOOD, encoding="utf-8")
    inbox.look()
    assert Records(workspace()).receipts() == ()
    inbox.look()
    (receipt,) = Records(workspace()).receipts()
    assert (receipt.file, receipt.accepted) == ("stays.csv", 2)
    assert [each.name for each in (place / "done").iterdir()] == ["stays.csv"]
    assert Event.objects.get(action="inbox-taken").about == receipt.delivery_id


def test_what_does_not_fit_is_set_aside_with_its_message(place: Path) -> None:
    (place / "stays.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    inbox.look()
    inbox.look()
    assert not (place / "stays.csv").exists()
    assert "What to do:" in (place / "refused" / "stays.csv.txt").read_text(encoding="utf-8")


def test_a_file_that_is_still_being_copied_is_left_alone(place: Path) -> None:
    for name in ("stays.csv.part", ".stays.csv"):
        (place / name).write_text(GOOD, encoding="utf-8")
    inbox.look()
    inbox.look()
    assert len(list(place.iterdir())) == 2


def test_while_somebody_else_writes_the_file_waits(place: Path) -> None:
    (place / "stays.csv").write_text(GOOD, encoding="utf-8")
    inbox.look()
    wrong = UserError(found="", expected="", do="")
    with only_writer(workspace().store / ".lock", busy=wrong, closed=wrong):
        inbox.look()
    assert (place / "stays.csv").exists()
    inbox.look()
    assert (place / "done" / "stays.csv").exists()


def test_without_the_folder_nothing_happens(office: Path) -> None:
    inbox.look()
    assert not (office / "inbox").exists()
