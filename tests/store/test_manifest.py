import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from durna.errors import UserError
from durna.store import manifest
from durna.store.manifest import Entry, Manifest
from durna.store.receipts import Receipt

FIRST = Receipt(
    source="s", delivery_id="s-1", file="a.csv", sha256="0", cut_off=None, rows_in=1, accepted=1, rejected=0,
    superseded=0, records=1, reasons={}, flags={}, unknown_codes={"citizenship": {"Ə": 1}}, seconds=0.1, mapping="s",
    mapping_sha256="0", stream="", covers="2020", recorded_at="2026-01-01T00:00:00+00:00", recorded_by="clerk",
)  # fmt: skip
SECOND = replace(FIRST, delivery_id="s-2", recorded_at="2026-01-02T00:00:00+00:00", superseded=1)
TWO = Manifest((Entry(FIRST, "records/s/1"), Entry(SECOND, "records/s/2", replaced={"s-1": 1})), "0f0f")


def test_a_store_without_a_manifest_is_empty(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) == Manifest()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    manifest.write(tmp_path, TWO)

    assert manifest.read(tmp_path) == TWO
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]


def test_a_manifest_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    """Also by one of the same length."""
    other = replace(TWO, pseudonym_key="0e0e")
    for each in (TWO, other, Manifest(TWO.entries[:1]), TWO):
        manifest.write(tmp_path, each)
        assert manifest.read(tmp_path) == each
        assert manifest.read(tmp_path) == each
    (tmp_path / "manifest.json").unlink()
    assert manifest.read(tmp_path) == Manifest()


def test_nothing_known_later_is_in_the_manifest_of_a_moment() -> None:
    between = TWO.as_known(datetime.fromisoformat("2026-01-01T12:00:00+00:00"))

    assert [entry.receipt.delivery_id for entry in between.entries] == ["s-1"]
    assert TWO.as_known(datetime.fromisoformat("2026-01-02T00:00:00+00:00")) == TWO
    assert TWO.as_known(None) is TWO


def test_the_key_of_the_first_delivery_with_persons_stays() -> None:
    entry = Entry(SECOND, "records/s/3")

    assert TWO.with_entry(entry, "").pseudonym_key == "0f0f"
    assert Manifest().with_entry(entry, "").with_entry(entry, "0a0a").pseudonym_key == "0a0a"


DAMAGED: list[Any] = [
    b"", b"{", b"\xff\xfe", b"[]", b"null", b"3", b"{}", b'{"format": 1}', b'{"format": 1, "deliveries": 3}',
    b'{"format": 1, "deliveries": [3]}', b'{"format": 1, "deliveries": [{}]}', b"\0" * 100,
    b'{"format": 1, "deliveries": [{"folder": "f", "supplements": false, "replaced": {}, "receipt": "x"}]}',
    b'{"format": 1, "deliveries": [{"folder": "f", "supplements": false, "replaced": {}, "receipt": []}]}',
    b'{"format": 1, "deliveries": [{"folder": "f", "supplements": false, "replaced": {}, "receipt": {}}]}',
    b'{"format": 2, "deliveries": []}',
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_or_later_manifest_is_a_users_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)

    with pytest.raises(UserError, match="manifest of the store cannot be used") as refused:
        manifest.read(tmp_path)
    assert "backup" in refused.value.do


def test_a_manifest_cut_anywhere_is_a_users_error(tmp_path: Path) -> None:
    manifest.write(tmp_path, TWO)
    file = tmp_path / "manifest.json"
    whole = file.read_bytes()

    for length in range(0, len(whole) - 1, 7):
        file.write_bytes(whole[:length])
        with pytest.raises(UserError):
            manifest.read(tmp_path)


def test_a_receipt_in_it_that_does_not_add_up_is_a_users_error(tmp_path: Path) -> None:
    manifest.write(tmp_path, TWO)
    file = tmp_path / "manifest.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["deliveries"][0]["receipt"]["rows_in"] = 2
    file.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(UserError):
        manifest.read(tmp_path)


def test_a_folder_in_its_place_is_a_users_error(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()

    with pytest.raises(UserError):
        manifest.read(tmp_path)


def test_a_manifest_half_written_does_not_touch_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest.write(tmp_path, Manifest())

    def cut(*_: object) -> None:
        raise OSError("the power went")

    monkeypatch.setattr("durna.store.manifest.os.fsync", cut)
    with pytest.raises(OSError, match="power"):
        manifest.write(tmp_path, TWO)
    assert manifest.read(tmp_path) == Manifest()
