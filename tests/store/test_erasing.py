"""Erasing: rows go, a tombstone stays, and a kill in the middle leaves all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from durna.errors import UserError
from durna.persons.pseudonyms import pseudonym
from durna.store import erasing, manifest
from durna.store.records import Records
from durna.workspace import Workspace
from tests.intake.deliveries import (
    KEY,
    REGISTRATION_COLUMNS,
    REGISTRATIONS,
    begin,
    take_in,
    written,
)

RAHIMOV = pseudonym(bytes.fromhex(KEY), "document_number", "P1")


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two deliveries; the person with passport P1 stands in both, twice in the second."""
    monkeypatch.setenv("DURNA_PSEUDONYM_KEY", KEY)
    made = begin(tmp_path, sms_stay_registration=REGISTRATIONS)
    rows = [
        [(1, "2020-01-05", "GEO", "M", 31, "P1", "Rahimov"), (2, "2020-01-06", "TUR", "F", 28, "P2", "Osmanova"),
         (9, "", "TUR", "F", 28, "P9", "Nobody")],
        [(3, "2021-01-05", "GEO", "M", 32, "P1", "Rahimov"), (4, "2021-02-05", "GEO", "M", 32, "P1", "Rahimov"),
         (5, "2021-01-06", "TUR", "F", 29, "P2", "Osmanova")],
    ]  # fmt: skip
    for year, some in zip((2020, 2021), rows, strict=True):
        take_in(made, "sms_stay_registration", written(tmp_path / f"{year}.csv", REGISTRATION_COLUMNS, some))
    return made


def numbers(land: Workspace) -> list[str]:
    return sorted(Records(land).table("sms_stay_registration").registration_no.execute())


def first(land: Workspace) -> str:
    return Records(land).receipts()[0].delivery_id


def test_a_delivery_goes_with_its_rejected_rows_and_its_identities(land: Workspace) -> None:
    delivery = first(land)
    (stone,) = erasing.erase_delivery(land, delivery, "Law on personal data, article 7", "A. Aliyeva")
    assert (stone.records, stone.kind, stone.reason, stone.by) == (
        2, "delivery", "Law on personal data, article 7", "A. Aliyeva",
    )  # fmt: skip
    assert numbers(land) == ["3", "4", "5"]
    assert not (land.quarantine / f"{delivery}.csv").exists()
    assert not (land.vault / f"{delivery}.sealed").exists()
    assert not (land.store / stone.was).exists()


def test_the_receipt_stays_as_it_was(land: Workspace) -> None:
    before = Records(land).receipts()
    erasing.erase_delivery(land, first(land), "A reason", "A. Aliyeva")
    assert Records(land).receipts() == before


def test_a_person_goes_from_every_delivery_and_nobody_else_does(land: Workspace) -> None:
    made = erasing.erase_person(land, RAHIMOV, "At the person's request", "A. Aliyeva")
    # One record of the first delivery, two of the second.
    assert [stone.records for stone in made] == [1, 2]
    assert numbers(land) == ["2", "5"]
    assert RAHIMOV not in (land.store / "manifest.json").read_text(encoding="utf-8")


def test_what_was_erased_is_not_known_of_any_earlier_day_either(land: Workspace) -> None:
    as_of = manifest.read(land.store).entries[0].known_since
    erasing.erase_person(land, RAHIMOV, "A reason", "A. Aliyeva")
    assert Records(land, as_of).table("sms_stay_registration").count().execute() == 1


def test_a_person_of_whom_there_is_nothing_leaves_no_tombstone(land: Workspace) -> None:
    assert erasing.erase_person(land, "0" * 32, "A reason", "A. Aliyeva") == []
    assert erasing.tombstones(land) == ()


@pytest.mark.parametrize(("who", "reason"), [("Rahimov", "A reason"), (RAHIMOV, " ")])
def test_a_name_or_no_reason_is_refused(land: Workspace, who: str, reason: str) -> None:
    with pytest.raises(UserError):
        erasing.erase_person(land, who, reason, "A. Aliyeva")
    assert len(numbers(land)) == 5


def test_a_kill_before_the_manifest_changes_nothing(land: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(manifest, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            erasing.erase_delivery(land, first(land), "A reason", "A. Aliyeva")
    assert len(numbers(land)) == 5
    erasing.erase_delivery(land, first(land), "A reason", "A. Aliyeva")
    assert numbers(land) == ["3", "4", "5"]


def test_what_a_kill_after_the_manifest_left_goes_with_the_next_writer(land: Workspace) -> None:
    (stone,) = erasing.erase_delivery(land, first(land), "A reason", "A. Aliyeva")
    left = land.store / stone.was
    left.mkdir()
    (left / "records.parquet").write_bytes(b"left by a kill")
    erasing.erase_person(land, RAHIMOV, "A reason", "A. Aliyeva")
    assert not left.exists()


def test_the_same_file_does_not_come_back_by_itself(land: Workspace, tmp_path: Path) -> None:
    erasing.erase_delivery(land, first(land), "A reason", "A. Aliyeva")
    take_in(land, "sms_stay_registration", tmp_path / "2020.csv")
    assert numbers(land) == ["3", "4", "5"]


def test_a_delivery_after_an_erasure_keeps_the_tombstones(land: Workspace, tmp_path: Path) -> None:
    erasing.erase_delivery(land, first(land), "A reason", "A. Aliyeva")
    row = (7, "2022-01-05", "GEO", "M", 33, "P1", "Rahimov")
    take_in(land, "sms_stay_registration", written(tmp_path / "2022.csv", REGISTRATION_COLUMNS, [row]))
    assert len(erasing.tombstones(land)) == 1
    assert numbers(land) == ["3", "4", "5", "7"]
